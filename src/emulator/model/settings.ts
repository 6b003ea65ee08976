/** What nobody outside knows of the service, or what a test wants otherwise. */
export type Settings = {
  /** How long a snapshot is being taken. */
  snapshotSeconds: number;
  /** Whether the snapshots that are begun end as failed. */
  snapshotsFail: boolean;
  /** How long a call with a ClientToken counts as unfinished. */
  tokenSeconds: number;
  /** How long the answer to a ClientToken is remembered: null is for ever, 0 is not at all. */
  tokenLifeMs: number | null;
  /** Whether a refused call leaves its ClientToken failed, whatever comes with it later. */
  tokenPoisoned: boolean;
  /**
   * For how long listings do not show what is new: things by section (`*` is every section), `attachments`, `tags` set
   * later, and `createTags` set with the thing.
   */
  listLagMs: { readonly [what: string]: number };
  /** How many disks one attaching or detaching call takes; null is any number. */
  attachLimit: number | null;
  /** Whether the snapshots of a group carry the tags of the group. */
  groupTagsOnMembers: boolean;
  /** Whether the retention that a thing has already is refused as a new one. */
  equalRetentionRefused: boolean;
  /** Whether a policy's new retention holds for the snapshots that it took before, too. */
  policyRetentionMoves: boolean;
  /** Other quotas than the documented ones, by the row of the constraint catalogue. */
  quotas: { readonly [row: string]: number };
  /** Calls of an operation by account and region that one minute allows; `*` is every other operation. */
  callsPerMinute: { readonly [action: string]: number };
  /** How long an answer is held back: at least, and at most. */
  latencyMs: readonly [number, number];
  /** By how much the clock that judges the time of requests is ahead. */
  clockSkewSeconds: number;
};

/** The settings of a world that was not asked for others. */
export const defaultSettings: Settings = {
  snapshotSeconds: 1,
  snapshotsFail: false,
  tokenSeconds: 0,
  tokenLifeMs: null,
  tokenPoisoned: false,
  listLagMs: {},
  attachLimit: null,
  groupTagsOnMembers: false,
  equalRetentionRefused: false,
  policyRetentionMoves: false,
  quotas: {},
  callsPerMinute: {},
  latencyMs: [0, 0],
  clockSkewSeconds: 0,
};
