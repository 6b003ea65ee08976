import type { Props } from '../kinds/desired.ts';

/** What a target is attached to besides: something live, or an entry of this plan. */
export type Holder = { readonly id: string; readonly text: string; readonly props: Props; readonly ours: boolean };

/** A target that an entry attaches, and what holds it already. */
export type Attaching = { readonly id: string; readonly holders: readonly Holder[] };
