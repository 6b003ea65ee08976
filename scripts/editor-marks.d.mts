export declare function markedBy(schema: { readonly [keyword: string]: unknown }): (text: string) => boolean;
