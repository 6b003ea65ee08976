import { closeSync, constants, fstatSync, lstatSync, openSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { Failure } from '../base/failure.ts';
import { failed, reasonOf, typeName } from './failures.ts';
import type { Purpose } from './failures.ts';
import type { Located } from './locate.ts';

/** An open file, and what it was when it was opened. */
export type Opened = { readonly descriptor: number; readonly stats: Stats };

/** Which files may be opened: what is opened blindly may hang (a pipe), never end (a device) or do something (a tape). */
export type Wanted = (stats: Stats) => boolean;

/**
 * Opens a file at its real path, having looked at it first; its last part is followed nowhere, and it is looked at again
 * once it is open.
 * @throws Failure `usage` for a file of another type, or one that cannot be opened
 */
export function openAs(wanted: Wanted, { shown, real }: Pick<Located, 'shown' | 'real'>, flags: number, purpose: Purpose = {}): Opened {
  let descriptor: number | undefined;
  try {
    const before = lstatSync(real);
    if (!wanted(before)) throw failed(shown, `it is ${typeName(before)}, not a file`, purpose);
    descriptor = openSync(real, flags | constants.O_NOFOLLOW);
    const stats = fstatSync(descriptor);
    if (stats.ino !== before.ino || stats.dev !== before.dev) throw failed(shown, 'it was replaced while it was opened', purpose);
    return { descriptor, stats };
  } catch (cause) {
    if (descriptor !== undefined) closeSync(descriptor);
    throw cause instanceof Failure ? cause : failed(shown, reasonOf(cause), purpose, cause);
  }
}

export const regular: Wanted = (stats) => stats.isFile();

/** What takes a stream of bytes and keeps no old ones. */
export const streaming: Wanted = (stats) => stats.isFIFO() || stats.isCharacterDevice();
