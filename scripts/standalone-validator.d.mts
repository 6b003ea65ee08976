type Schema = { readonly [keyword: string]: unknown };

export declare function withoutUnreadParams(source: string): string;
export declare function withOneErrorList(source: string): string;
export declare function withoutRepetition(source: string): string;
export declare function ajvCode(schema: Schema): string;
export declare function standaloneValidator(schema: Schema): Promise<string>;
export declare function standaloneValidators(definitions: { readonly [name: string]: Schema }, names: readonly string[]): Promise<string>;
