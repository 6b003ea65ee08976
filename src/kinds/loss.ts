/** Protection that a change takes away from each thing that is protected. */
export type Loss = {
  /** The canonical fields that have to change for it. */
  readonly fields: readonly string[];
  /** What is lost, as words that follow "loses". */
  readonly what: string;
};
