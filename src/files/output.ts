import { closeSync, fstatSync, statSync } from 'node:fs';
import { codeOf, reasonOf } from './failures.ts';
import { writeAll } from './descriptor.ts';

/** One of the standard outputs. Writing never fails: what a run has begun does not depend on who reads along. */
export type Output = {
  readonly write: (text: string) => void;
  readonly isTerminal: () => boolean;
  /** The cells of a line of a terminal; undefined for what is none. */
  readonly columns: () => number | undefined;
  /** The lines of a terminal. */
  readonly rows: () => number | undefined;
};

/**
 * An output that is written at once. Where it cannot be written any more, what follows goes to another one, if there is
 * one; a reader that went away (EPIPE) has read enough.
 */
function output(descriptor: 1 | 2, name: string, other?: Output): Output {
  let lost = false;
  let gone = false;
  const write = (text: string): void => {
    if (gone) return;
    if (lost) return other?.write(text);
    try {
      writeAll(descriptor, Buffer.from(text));
    } catch (error) {
      lost = true;
      gone = codeOf(error) === 'EPIPE';
      if (codeOf(error) === 'EIO') process.once('exit', closeTerminal);
      if (!gone) other?.write(`error: Cannot write ${name}: ${reasonOf(error)}. Its text follows.\n${text}`);
    }
  };
  return {
    write,
    isTerminal: () => isTerminal(descriptor),
    columns: () => sizeOf(descriptor, 'columns', fewestColumns),
    rows: () => sizeOf(descriptor, 'rows', 1),
  };
}

/** Node resets its terminal at the end and aborts where it is gone, which would hide the exit code; what is closed is not reset. */
function closeTerminal(): void {
  for (const descriptor of [0, 1, 2])
    try {
      closeSync(descriptor);
    } catch {
      // It was closed before.
    }
}

/** Narrower ones say nothing of what a person sees: there are terminals that have no size. */
const fewestColumns = 20;

function sizeOf(descriptor: 1 | 2, size: 'columns' | 'rows', fewest: number): number | undefined {
  if (!isTerminal(descriptor)) return undefined;
  try {
    const cells = (descriptor === 1 ? process.stdout : process.stderr)[size];
    return cells >= fewest ? cells : undefined;
  } catch {
    // It went away.
    return undefined;
  }
}

/** Whether a descriptor may be a terminal: no file, pipe or socket is one, nor is the device that drops all. */
function mayBeTerminal(descriptor: 0 | 1 | 2): boolean {
  try {
    const stats = fstatSync(descriptor);
    if (stats.isFile() || stats.isFIFO() || stats.isSocket()) return false;
    const dropped = statSync('/dev/null', { throwIfNoEntry: false });
    return !(stats.isCharacterDevice() && dropped?.isCharacterDevice() && dropped.rdev === stats.rdev);
  } catch {
    return true;
  }
}

/** Asked of the module for terminals only where it may say yes: loading it takes a tenth of the time of a small lint. */
export const isTerminal = (descriptor: 0 | 1 | 2): boolean =>
  mayBeTerminal(descriptor) && process.getBuiltinModule('node:tty').isatty(descriptor);

/** The outputs of this process. What cannot be written to standard output goes to standard error. */
export function standardOutputs(): { readonly stdout: Output; readonly stderr: Output } {
  const stderr = output(2, 'standard error');
  return { stdout: output(1, 'standard output', stderr), stderr };
}
