import type { Move, Removal } from '../spec/spec.ts';

/** What a spec and a command line ask for beside its entries. */
export type Ways = {
  readonly moved: readonly Move[];
  readonly removed: readonly Removal[];
  /** Also what the stack owns and the spec lacks is removed, as far as no backup is lost by it. */
  readonly prune: boolean;
};

export const noWays: Ways = { moved: [], removed: [], prune: false };
