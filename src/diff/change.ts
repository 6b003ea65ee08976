import type { Json } from '../base/json.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Live } from '../kinds/live.ts';
import type { Selection } from '../kinds/targets.ts';

/** A canonical field that differs. */
export type FieldChange = {
  readonly field: string;
  readonly before: Json;
  readonly after: Json;
  /** The change reduces protection. */
  readonly reduces: boolean;
};

/** Tags to set and keys to remove. */
export type TagChange = {
  readonly set: { readonly [key: string]: string };
  readonly unset: readonly string[];
  /** The present values of those keys of `set` that exist already. */
  readonly before: { readonly [key: string]: string };
};

type Common = {
  readonly address: string;
  readonly notes: readonly string[];
  /** What its selector chooses, where it has one. */
  readonly selection?: Selection;
};

/** What has to be done for one entry, or why nothing is. */
export type Change =
  | (Common & { readonly type: 'create'; readonly desired: Desired; readonly generation: number; readonly attach: readonly string[] })
  | (Common & {
      readonly type: 'update';
      readonly desired: Desired;
      readonly live: Live;
      readonly fields: readonly FieldChange[];
      readonly tags?: TagChange;
      readonly group?: { readonly before: string; readonly after: string };
      readonly attach: readonly string[];
      readonly detach: readonly string[];
    })
  | (Common & { readonly type: 'unchanged'; readonly desired: Desired; readonly live: Live })
  /** Its `takeUntil` has passed and no backup exists: it is never taken again. */
  | (Common & { readonly type: 'closed'; readonly desired: Desired })
  /** It exists with another target, or its selector selects nothing while disks are attached: going on could harm. */
  | (Common & {
      readonly type: 'refused';
      readonly desired: Desired;
      readonly live: Live;
      readonly reason: string;
      readonly field: string;
      readonly help: string;
    })
  | (Common & { readonly type: 'unmanaged'; readonly live: Live });
