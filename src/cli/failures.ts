import { version } from '../../package.json';
import { Failure } from '../base/failure.ts';
import { terminal } from '../escape/terminal.ts';
import { InvalidInput } from '../input/invalid-input.ts';
import { textReport } from '../report/findings/text.ts';
import { wrapped } from '../report/terminal/wrap.ts';
import { exitOf, exits } from './exit-codes.ts';
import { lookOf } from './host.ts';
import type { Host } from './host.ts';

/** Prints why a run stopped, and gives its exit code. */
export function printFailure(failure: Failure, io: Host): number {
  if (failure instanceof InvalidInput && failure.documents.size > 0) {
    io.stderr(textReport(failure.diagnostics, failure.documents, lookOf(io, 'stderr')));
    return exitOf[failure.type];
  }
  const text = `error: ${terminal(failure.message)}\n${failure.help === undefined ? '' : `  help: ${terminal(failure.help)}\n`}`;
  io.stderr(wrapped(text, io.columns?.stderr));
  return exitOf[failure.type];
}

/** What ended a run before its last look, said below its results. A bug is thrown: whoever catches it says what to report. */
export function failureCodes(failure: unknown, io: Host): number[] {
  if (failure === undefined) return [];
  if (!(failure instanceof Failure)) throw failure;
  return [printFailure(failure, io)];
}

function printBug(error: unknown, io: Host): number {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.stderr(
    `internal error in snapspec ${version}. Nothing more was sent.\nPlease report it with the lines below; redact any names first:\n\n${terminal(stack, { lines: true })}\n`,
  );
  return exits.bug;
}

/** Prints what ended a command line, and gives its exit code. */
export const printError = (error: unknown, io: Host): number => (error instanceof Failure ? printFailure(error, io) : printBug(error, io));
