import type { Json } from '../base/json.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Live } from '../kinds/live.ts';
import type { Selection } from '../kinds/targets.ts';
import type { Taking } from './ownership-proof.ts';
import type { Owner } from '../kinds/ownership-tags.ts';

/** A canonical field that differs. */
export type Difference = {
  readonly field: string;
  readonly before: Json;
  readonly after: Json;
};

/** A canonical field that is changed. */
export type FieldChange = Difference & {
  /** The change reduces protection. */
  readonly reduces: boolean;
};

/** Tags to set and keys to remove. */
export type TagChange = {
  readonly set: { readonly [key: string]: string };
  readonly unset: readonly string[];
  /** The present values of those keys of both that exist. */
  readonly before: { readonly [key: string]: string };
};

/** A change of a field that no call can make, and the way to it. */
export type Impossible = { readonly field: string; readonly reason: string; readonly help: string };

type Common = {
  readonly address: string;
  readonly notes: readonly string[];
  /** Ids of further backups of the same entry and occurrence; absent where there are none. */
  readonly twins?: readonly string[];
  /** Ids of those of the occurrence that failed. */
  readonly failed?: readonly string[];
  /** Changes that no call can make: they are refused, and the others go on. */
  readonly impossible?: readonly Impossible[];
  /** Fields that differ and stay as they are. */
  readonly stays?: readonly Difference[];
  /** Keys of tags that the spec does not list and that stay. */
  readonly keptTags?: readonly string[];
  /** What its selector chooses, where it has one. */
  readonly selection?: Selection;
};

/** What has to be done for one entry, or why nothing is. */
export type Change =
  | (Common & {
      readonly type: 'create';
      readonly desired: Desired;
      readonly generation: number;
      readonly attach: readonly string[];
      /** What its marks said before, by `moved`: a backup that carries them may show up yet. */
      readonly formerly?: readonly Omit<Taking, 'occurrence'>[];
      /** Ids that the spec lets go of, by `removed` with `forget`: none of them is the entry's, whatever its token says. */
      readonly letGo?: readonly string[];
    })
  | (Common & {
      readonly type: 'update';
      readonly desired: Desired;
      readonly live: Live;
      readonly fields: readonly FieldChange[];
      /** What each thing that it protects loses by `fields`. */
      readonly losses: readonly string[];
      readonly tags?: TagChange;
      readonly group?: { readonly before: string; readonly after: string };
      readonly attach: readonly string[];
      readonly detach: readonly string[];
    })
  | (Common & { readonly type: 'unchanged'; readonly desired: Desired; readonly live: Live })
  /** Its `takeUntil` has passed and no backup exists: it is never taken again. */
  | (Common & { readonly type: 'closed'; readonly desired: Desired })
  /** Going on could harm, or make a second backup: another target, doubtful marks, nothing selected while disks are attached. */
  | (Common & {
      readonly type: 'refused';
      readonly desired: Desired;
      /** The one that counts, where one does. */
      readonly live?: Live;
      readonly reason: string;
      /** What it is about, where that is a field. */
      readonly field?: string;
      readonly help: string;
      /** What may be the entry's, and what does not fit. */
      readonly doubtful?: readonly { readonly id: string; readonly why: string }[];
    })
  | (Common & { readonly type: 'unmanaged'; readonly live: Live })
  /** It gets the marks of an entry: one that it never had, or one that has another name now. */
  | (Common & { readonly type: 'adopt' | 'move'; readonly live: Live; readonly owner: Owner })
  /** It is deleted. */
  | (Common & { readonly type: 'delete'; readonly live: Live; readonly force: boolean })
  /** Its marks are taken off, and it stays. */
  | (Common & { readonly type: 'forget'; readonly live: Live; readonly keys: readonly string[] })
  /** It was to be removed, and that is refused. */
  | (Common & {
      readonly type: 'kept';
      readonly live: Live;
      readonly reason: string;
      readonly help: string;
      /** What the service would answer. */
      readonly code?: string;
    });

/** What came of an item of `removed`, or of what is pruned. */
export type RemovalChange = Change & { readonly type: 'delete' | 'forget' | 'kept' };
