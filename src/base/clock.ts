/** Time as an argument: tests bring their own. */
export type Clock = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Waits, or rejects with the signal's reason when it is aborted. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
};
