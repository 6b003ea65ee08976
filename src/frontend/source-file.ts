/** A file: its name as the user gave it, and its content. */
export type SourceFile = { readonly file: string; readonly content: string | Uint8Array };
