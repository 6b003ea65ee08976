/** The members of a reply; undefined ones are left out. */
export type WireValue = undefined | null | boolean | number | string | readonly WireValue[] | { readonly [name: string]: WireValue };
export type ReplyBody = { readonly [name: string]: WireValue };
