import type { Readable } from 'node:stream';
import type { Clock } from '../base/clock.ts';

/** Everything that the command line uses of its environment; tests bring their own. */
export type Host = {
  readonly cwd: string;
  readonly environment: { readonly [name: string]: string | undefined };
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly stdin: () => Promise<Uint8Array>;
  readonly color: { readonly stdout: boolean; readonly stderr: boolean };
  /** Whether a person can be asked. */
  readonly interactive: boolean;
  readonly ask: (question: string) => Promise<string>;
  readonly clock: Clock;
  /** Cuts these secrets from everything that is written from now on. */
  readonly hide: (...secrets: readonly (string | undefined)[]) => void;
  /** Aborted at the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
};

type Stream = { readonly isTTY?: boolean; readonly hasColors?: () => boolean };

/** NO_COLOR and FORCE_COLOR decide; otherwise only a terminal has colour. */
export function wantsColor(stream: Stream, environment: Host['environment']): boolean {
  if (environment['NO_COLOR']) return false;
  if (environment['FORCE_COLOR'] !== undefined && environment['FORCE_COLOR'] !== '0') return true;
  return stream.isTTY === true && environment['TERM'] !== 'dumb';
}

/** All bytes of a stream. */
export async function readAll(stream: Readable): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(typeof part === 'string' ? Buffer.from(part) : (part as Uint8Array));
  return Buffer.concat(parts);
}

/** Asks a person on the terminal; the prompt goes to stderr, so that stdout holds results only. */
export async function askOnTerminal(question: string): Promise<string> {
  // Slow to load, and most runs ask nothing.
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question);
  } catch (error) {
    // Ctrl-C at a prompt interrupts as anywhere else; Ctrl-D is no answer.
    if (error instanceof Error && /Ctrl\+C/.test(error.message)) process.emit('SIGINT');
    return '';
  } finally {
    lines.close();
  }
}
