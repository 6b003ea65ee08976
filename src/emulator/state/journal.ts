import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import type { StateChange } from './changes.ts';

/**
 * The changes of a world since it was last written as a whole: one line of JSON each, after the line of the world, in the
 * same file. A line is on the disk before its call is answered.
 */
export type Journal = { readonly append: (change: StateChange) => void; readonly size: () => number; readonly close: () => void };

/** Opens the journal at the end of a file. */
export function openJournal(path: string): Journal {
  const file = openSync(path, 'a', 0o600);
  let size = 0;
  const append = (change: StateChange): void => {
    const bytes = Buffer.from(`${JSON.stringify(change)}\n`, 'utf8');
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fdatasyncSync(file);
    size += bytes.length;
  };
  return { append, size: () => size, close: () => closeSync(file) };
}

/** The changes in the lines after the first. The last line may be incomplete: then its call was never answered. */
export function changesIn(lines: readonly string[]): readonly StateChange[] {
  const whole = lines.slice(0, -1);
  return whole.map((line) => JSON.parse(line) as StateChange);
}
