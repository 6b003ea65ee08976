import type { Path } from '../base/diagnostic.ts';
import type { Range } from '../facts/fact.ts';
import type { Target } from '../fields/field.ts';
import type { Listing, Param, WriteCall } from './calls.ts';
import type { Live } from './live.ts';
import type { Inventory, Need, Selection } from './targets.ts';

/** Attachments of a kind: what a policy protects. */
export type Attachments<C> = {
  readonly field: string;
  readonly target: Target;
  /** Ids in one call; the service states no limit, so this one is ours. */
  readonly batch: number;
  /** What is attached to a live resource; the id of an item is that of its target. */
  readonly listing: (region: string, id: string) => Listing;
  /** How many are attached to a live resource, as its listing counts them. */
  readonly countOf: (live: Live) => number;
  readonly needs: (canonical: C) => readonly Need[];
  readonly select: (canonical: C, inventory: Inventory) => Selection;
  /** Where an entry selects a target: the item that names it, else the selector. */
  readonly selectedAt: (canonical: C, id: string) => Path;
  /** How many resources of the kind one target can be attached to. */
  readonly quota: Range;
  readonly attach: (region: string, id: Param, ids: readonly string[]) => WriteCall;
  readonly detach: (region: string, id: Param, ids: readonly string[]) => WriteCall;
};
