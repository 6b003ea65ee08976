import { openEnd } from '../../files/index.ts';
import type { Access, Named } from '../../files/index.ts';
import type { StateChange } from './changes.ts';

/**
 * The changes of a world since it was last written as a whole: one line of JSON each, after the line of the world, in the
 * same file. A line is on the disk before its call is answered.
 */
export type Journal = { readonly append: (change: StateChange) => void; readonly size: () => number; readonly close: () => void };

/** Opens the journal at the end of a file. */
export function openJournal(file: Named, access: Access): Journal {
  const end = openEnd(file, access);
  let size = 0;
  const append = (change: StateChange): void => {
    size += end.append(`${JSON.stringify(change)}\n`);
  };
  return { append, size: () => size, close: end.close };
}

/** The changes in the lines after the first. The last line may be incomplete: then its call was never answered. */
export function changesIn(lines: readonly string[]): readonly StateChange[] {
  const whole = lines.slice(0, -1);
  return whole.map((line) => JSON.parse(line) as StateChange);
}
