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
 * Puts a new text in place of a file in one step: whoever reads it finds the old one or the new one, whole. The file
 * keeps its mode; of a link the target is replaced, and named in the answer.
 * @param before what the file held when it was read
 * @returns the path of the link's target, for a link
 * @throws Failure `usage` where it cannot be written, `refused` where somebody else has changed it since
 */
export function replaceFile(path: string, before: Uint8Array, text: string): string | undefined {
  try {
    const target = realpathSync(path);
    const { mode, uid, gid } = statSync(target);
    // A rename needs no leave of the file itself, but its owner may have meant it.
    accessSync(target, constants.W_OK);
    if (!readFileSync(target).equals(before))
      throw new Failure('refused', `${quote(path)} has changed since it was read; nothing was written`, { help: 'Run it again.' });
    inOneStep(target, text, (temporary) => keep(temporary, mode, uid, gid));
    return lstatSync(path).isSymbolicLink() ? target : undefined;
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure('usage', `${quote(path)} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`, {
      help: 'Give the file and its folder leave to write, or use - to read from standard input and write to standard output.',
      cause: error,
    });
  }
}

function keep(temporary: string, mode: number, uid: number, gid: number): void {
  const made = statSync(temporary);
  if (made.uid !== uid || made.gid !== gid) {
    try {
      chownSync(temporary, uid, gid);
    } catch {
      // Only its owner or root can give a file away; the text is what counts.
    }
  }
  chmodSync(temporary, mode & 0o7777);
}

function inOneStep(target: string, text: string, prepare: (temporary: string) => void): void {
  // The global, which is loaded when it is first used: lint has this file, and few of its runs write.
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
