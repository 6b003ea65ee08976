import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import type { Access, Named } from './access.ts';
import { descriptorOf, writeAll } from './descriptor.ts';
import { codeOf, failed, reasonOf, typeName } from './failures.ts';
import type { Purpose } from './failures.ts';
import type { Located } from './locate.ts';
import { locate } from './locate.ts';
import { openAs, streaming } from './open.ts';
import { readLocated } from './read.ts';

export type WriteOptions = {
  /** The mode of a file that is not there yet; one that is there keeps its own. */
  readonly mode?: number;
  /** Nobody else may read it, whatever the mode of the file that is there. */
  readonly isPrivate?: true;
  /** A file that is there is never replaced, not even one that has come just now. */
  readonly isNew?: true;
  /** What the file held when it was read. */
  readonly before?: Uint8Array;
  /** What to do where it cannot be written. */
  readonly help?: string;
};

/** Where a text went. */
export type Written = {
  /** The real path of the file, where a link led to it. */
  readonly target?: string;
};

/**
 * Writes a file in one step: whoever reads it finds the old text or the new one, whole. It is made exclusively in the
 * real folder of its target and renamed. A device, a named pipe or a descriptor that was typed is written straight.
 * @throws Failure `usage` where it cannot be written, or lies where a link may not lead; `refused` where somebody else
 * has changed it since it was read
 */
export function writeFile(named: Named, text: string, access: Access, options: WriteOptions = {}): Written {
  const bytes = Buffer.from(text);
  const descriptor = descriptorOf(named);
  if (named.type === 'typed' && descriptor !== undefined) {
    attempt(named.path, options, () => writeAll(named.path === '-' ? 1 : descriptor, bytes));
    return {};
  }
  const located = locate(named, access, purposeOf(options));
  const stats = located.exists ? lstatSync(located.real) : undefined;
  if (stats && streaming(stats) && named.type === 'typed') writeStraight(located, bytes, options);
  else if (stats && !stats.isFile()) throw failed(located.shown, `it is ${typeName(stats)}, not a file`, purposeOf(options));
  else writeLocated(located, bytes, options);
  return located.link ? { target: located.real } : {};
}

const purposeOf = ({ help }: WriteOptions): Purpose => ({ to: 'write', help });

function attempt<T>(shown: string, options: WriteOptions, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    throw failed(shown, reasonOf(cause), purposeOf(options), cause);
  }
}

function writeStraight(located: Located, bytes: Uint8Array, options: WriteOptions): void {
  attempt(located.shown, options, () => {
    const { descriptor } = openAs(streaming, located, constants.O_WRONLY, purposeOf(options));
    try {
      writeAll(descriptor, bytes);
    } finally {
      closeSync(descriptor);
    }
  });
}

/** Writes a file whose place is settled, in one step. */
export function writeLocated(located: Located, bytes: Uint8Array, options: WriteOptions): void {
  attempt(located.shown, options, () => {
    const { before } = options;
    if (before !== undefined && !same(before, located))
      throw new Failure('refused', `${quote(located.shown)} has changed since it was read; nothing was written.`, {
        help: 'Run it again.',
      });
    if (options.isNew && located.exists) throw failed(located.shown, 'it exists', purposeOf(options));
    // A rename needs no permission of the file itself, but its owner may have meant it.
    if (located.exists) accessSync(located.real, constants.W_OK);
    inOneStep(located, bytes, options);
  });
}

const same = (before: Uint8Array, located: Located): boolean => Buffer.from(readLocated(located)).equals(before);

/** A link takes the place of nothing. */
function linkNew(temporary: string, { real, shown }: Located, options: WriteOptions): void {
  try {
    linkSync(temporary, real);
  } catch (error) {
    throw codeOf(error) === 'EEXIST' ? failed(shown, 'it exists', purposeOf(options), error) : error;
  }
}

function inOneStep(located: Located, bytes: Uint8Array, options: WriteOptions): void {
  const { real, exists } = located;
  const { mode = 0o666, isPrivate, isNew } = options;
  // The global, which is loaded when it is first used: lint has this file, and few of its runs write.
  const temporary = join(dirname(real), `.${basename(real).slice(0, 100)}.${crypto.randomUUID()}.tmp`);
  const descriptor = openSync(temporary, 'wx', exists || isPrivate ? 0o600 : mode);
  try {
    try {
      writeAll(descriptor, bytes);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    if (exists) keepOwner(real, temporary);
    if (isPrivate) chmodSync(temporary, 0o600);
    if (isNew) linkNew(temporary, located, options);
    else renameSync(temporary, real);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  if (isNew) rmSync(temporary, { force: true });
}

function keepOwner(from: string, to: string): void {
  const { mode, uid, gid } = statSync(from);
  const made = statSync(to);
  if (made.uid !== uid || made.gid !== gid) {
    try {
      chownSync(to, uid, gid);
    } catch {
      // Only its owner or root can give a file away; the text is what counts.
    }
  }
  chmodSync(to, mode & 0o7777);
}
