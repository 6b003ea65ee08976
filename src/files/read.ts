import { closeSync, constants, lstatSync, readSync } from 'node:fs';
import { shownName } from './access.ts';
import type { Access, Named } from './access.ts';
import { descriptorOf, readDescriptor } from './descriptor.ts';
import { failed, reasonOf } from './failures.ts';
import { mostBytes } from './limits.ts';
import type { Located } from './locate.ts';
import { locate } from './locate.ts';
import { openAs, regular, streaming } from './open.ts';

export type ReadOptions = {
  /** What to do where there is no such file. */
  readonly help?: string;
  /** The largest file that is read, in bytes. */
  readonly most?: number;
};

/**
 * Reads a file, or what a typed `-`, `/dev/stdin` or `/dev/fd/N` stands for: at most one byte more than `most`, which says
 * that there were too many.
 * @throws Failure `usage` for what cannot be read, is no regular file, or lies where a link may not lead
 */
export async function readBytes(named: Named, access: Access, options: ReadOptions = {}): Promise<Uint8Array> {
  const descriptor = descriptorOf(named);
  if (named.type === 'typed' && descriptor !== undefined) return readOpen(named.path, descriptor, access, options);
  return readLocated(locate(named, access, options), options);
}

/**
 * Reads a file as text.
 * @throws Failure `usage` as `readBytes` does, and for one that is larger than `most` or is no UTF-8
 */
export async function readText(named: Named, access: Access, options: ReadOptions = {}): Promise<string> {
  return textOf(await readBytes(named, access, options), shownName(named), options);
}

/**
 * Reads a file that may not be there, in the same way, without waiting.
 * @throws Failure `usage` as `readText` does
 */
export function readTextIfThere(named: Named, access: Access, options: ReadOptions = {}): string | undefined {
  const located = locate(named, access, options);
  return located.exists ? textOf(readLocated(located, options), located.shown, options) : undefined;
}

/**
 * Reads a file that is about to be replaced; undefined where there is none, and for what was typed and is written straight: a
 * device, a named pipe, a descriptor.
 * @throws Failure `usage` as `readText` does
 */
export function readTextToReplace(named: Named, access: Access, options: ReadOptions = {}): string | undefined {
  if (descriptorOf(named) !== undefined) return undefined;
  const located = locate(named, access, { ...options, to: 'write' });
  if (!located.exists || (named.type === 'typed' && streaming(lstatSync(located.real)))) return undefined;
  return textOf(readLocated(located, options), located.shown, options);
}

function textOf(bytes: Uint8Array, shown: string, { help, most = mostBytes }: ReadOptions): string {
  if (bytes.length > most) throw failed(shown, `it is larger than ${most / 1024 / 1024} MiB`, { help });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw failed(shown, 'it is no text in UTF-8', { help: 'Save the file as UTF-8.' }, cause);
  }
}

async function readOpen(path: string, descriptor: number, { stdin }: Access, { help, most }: ReadOptions): Promise<Uint8Array> {
  try {
    return descriptor === 0 && stdin ? await stdin() : await readDescriptor(descriptor, most);
  } catch (cause) {
    throw failed(path, reasonOf(cause), { help }, cause);
  }
}

/** Reads a file whose place is settled. */
export function readLocated(located: Located, { help, most = mostBytes }: ReadOptions = {}): Uint8Array {
  if (!located.exists) throw failed(located.shown, 'no such file', { help });
  // A pipe that took the file's place in between would hold up the run until somebody writes.
  const { descriptor, stats } = openAs(regular, located, constants.O_RDONLY | constants.O_NONBLOCK, { help });
  try {
    return readUpTo(descriptor, Math.min(stats.size, most) + 1, most + 1);
  } catch (cause) {
    throw failed(located.shown, reasonOf(cause), { help }, cause);
  } finally {
    closeSync(descriptor);
  }
}

/** A file may hold more than its size says, and grow while it is read. */
function readUpTo(descriptor: number, expected: number, most: number): Uint8Array {
  let bytes = Buffer.alloc(expected);
  let size = 0;
  for (;;) {
    const more = readSync(descriptor, bytes, size, bytes.length - size, null);
    size += more;
    if (more === 0 || size >= most) return bytes.subarray(0, size);
    if (size === bytes.length) bytes = Buffer.concat([bytes], Math.min(most, Math.max(64 * 1024, size * 2)));
  }
}
