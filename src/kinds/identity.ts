import type { Owner } from './ownership-tags.ts';

/** The identity of what is created, as the create call carries it. */
export type Identity = { readonly region: string; readonly token: string; readonly owner: Owner; readonly marker: string };
