import type { OffsetRange } from './parse-issue.ts';

/** Where the YAML reader failed. */
export type FaultContext = {
  readonly text: string;
  /** The fault on its first line: what is marked unless the cause is elsewhere. */
  readonly range: OffsetRange;
  /** The offset of the bracket or quote that was never closed. */
  readonly opener: number | undefined;
  /** The reader's own message. */
  readonly raw: string;
};

/** A text from an offset to the end of its line, no more of it than is worth looking at. */
export const restOfLine = (text: string, at: number): string => /^[^\n\r]*/.exec(text.slice(at, at + 1000))?.[0].trimEnd() ?? '';
