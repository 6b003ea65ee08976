import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';

/**
 * Replaces the text of a file atomically: a reader finds the old text or the new one, complete. The mode is preserved;
 * of a link the target is replaced.
 * @param before what the file held when it was read
 * @returns the path of the link's target, for a link
 * @throws Failure `usage` where it cannot be written, `refused` where somebody else has changed it since
 */
export function replaceFile(path: string, before: Uint8Array, text: string): string | undefined {
  try {
    const target = realpathSync(path);
    const { mode, uid, gid } = statSync(target);
    // A rename does not need permission to write the file itself, but a read-only file may be intended.
    accessSync(target, constants.W_OK);
    if (!readFileSync(target).equals(before))
      throw new Failure('refused', `${quote(path)} has changed since it was read; nothing was written.`, { help: 'Run it again.' });
    writeAtomically(target, text, (temporary) => preserve(temporary, mode, uid, gid));
    return lstatSync(path).isSymbolicLink() ? target : undefined;
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure('usage', `Cannot write ${quote(path)} (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`, {
      help: 'Make the file and its folder writable, or use - to read from standard input and write to standard output.',
      cause: error,
    });
  }
}

function preserve(temporary: string, mode: number, uid: number, gid: number): void {
  const made = statSync(temporary);
  if (made.uid !== uid || made.gid !== gid) {
    try {
      chownSync(temporary, uid, gid);
    } catch {
      // Only root can give a file away; the text is what matters.
    }
  }
  chmodSync(temporary, mode & 0o7777);
}

function writeAtomically(target: string, text: string, prepare: (temporary: string) => void): void {
  // The global is loaded when it is first used: lint includes this file, and few of its runs write.
  const temporary = join(dirname(target), `.${basename(target)}.${crypto.randomUUID()}.tmp`);
  try {
    const file = openSync(temporary, 'wx', 0o600);
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    prepare(temporary);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
