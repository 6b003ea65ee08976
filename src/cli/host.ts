import type { Clock } from '../base/clock.ts';
import { terminalOutput } from '../escape/terminal.ts';
import type { Access } from '../files/index.ts';
import type { ProgressDisplay } from './progress-display.ts';

/**
 * What a text is. `text` goes through the rule for text that others have chosen. `commands` are what a CI runner is meant to
 * obey, whose format has its own rule. `verbatim` is a document of the user's own, byte for byte: the canonical or the fixed
 * form of standard input. Known secrets are cut from the first two.
 */
export type OutputForm = 'text' | 'commands' | 'verbatim';

/** Everything that the command line uses of its environment; tests bring their own. */
export type Host = {
  readonly cwd: string;
  readonly environment: { readonly [name: string]: string | undefined };
  readonly stdout: (text: string, form?: OutputForm) => void;
  readonly stderr: (text: string, form?: OutputForm) => void;
  readonly stdin: () => Promise<Uint8Array>;
  /** Standard input as it comes, for a server. */
  readonly input?: () => AsyncIterable<Uint8Array>;
  readonly color: { readonly stdout: boolean; readonly stderr: boolean };
  /** Cells of a line of a terminal; absent for what is none, and nothing is wrapped. */
  readonly columns?: { readonly stdout: number | undefined; readonly stderr: number | undefined };
  /** Shows how far a run is that takes longer; absent where nobody looks. */
  readonly progress?: ProgressDisplay | undefined;
  /** Whether a person can be asked. */
  readonly interactive: boolean;
  /** What a person types at a prompt; undefined where there will be no answer. */
  readonly ask: (question: string) => Promise<string | undefined>;
  readonly clock: Clock;
  /** Cuts these secrets from everything that is written from now on. */
  readonly hide: (...secrets: readonly (string | undefined)[]) => void;
  /** Aborted at the first SIGINT, SIGTERM or SIGHUP. */
  readonly signal: AbortSignal;
};

/** NO_COLOR and FORCE_COLOR decide; otherwise only a terminal has colour. */
export function wantsColor(isTerminal: () => boolean, environment: Host['environment']): boolean {
  if (environment['NO_COLOR']) return false;
  if (environment['FORCE_COLOR'] !== undefined && environment['FORCE_COLOR'] !== '0') return true;
  return environment['TERM'] !== 'dumb' && isTerminal();
}

/** How text looks on one of the outputs. */
export function lookOf(io: Host, output: 'stdout' | 'stderr'): { readonly color: boolean; readonly width?: number } {
  const width = io.columns?.[output];
  return { color: io.color[output], ...(width !== undefined && { width }) };
}

/** A host that differs in some members. Those of the first stay as they are: some cost time, or do something, when they are asked for. */
export function hostWith(host: Host, members: Partial<Host>): Host {
  return Object.defineProperties(Object.create(host) as Host, Object.getOwnPropertyDescriptors(members));
}

/** The host of a command line: whatever is printed goes through the rule for text that others have chosen. */
export function guardOutput(host: Host): Host {
  const guarded =
    (name: 'stdout' | 'stderr') =>
    (text: string, form: OutputForm = 'text'): void =>
      host[name](form === 'text' ? terminalOutput(text, { color: () => host.color[name] }) : text, form);
  return hostWith(host, { stdout: guarded('stdout'), stderr: guarded('stderr') });
}

/** The flag of every verb that reads or writes files. */
export type FileOptions = { readonly allowPath?: readonly string[] };

/** From where this run may follow links. */
export const accessOf = (io: Host, { allowPath = [] }: FileOptions): Access => ({ cwd: io.cwd, allow: allowPath, stdin: io.stdin });

/** A terminal, as the streams of this process are. */
type Terminal = { readonly input: NodeJS.ReadableStream; readonly output: NodeJS.WritableStream };

/**
 * Asks a person on the terminal; the prompt goes to stderr, so that stdout holds results only.
 * @param signal when aborted, nobody is asked any more
 */
export async function askOnTerminal(
  question: string,
  signal?: AbortSignal,
  { input, output }: Terminal = { input: process.stdin, output: process.stderr },
): Promise<string | undefined> {
  // Slow to load, and most runs ask nothing.
  const { createInterface } = await import('node:readline/promises');
  if (signal?.aborted) return undefined;
  const lines = createInterface({ input, output });
  // A terminal that is gone answers nothing.
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  for (const stream of [input, output]) stream.once('error', leave);
  signal?.addEventListener('abort', leave, { once: true });
  // Ctrl-D closes it too, without a word to whoever waits; Ctrl-C says so first.
  lines.once('close', () => setImmediate(() => gone.abort()));
  try {
    return await lines.question(question, { signal: gone.signal });
  } catch (error) {
    // Ctrl-C at a prompt interrupts as anywhere else.
    if (error instanceof Error && /Ctrl\+C/.test(error.message)) process.emit('SIGINT');
    return undefined;
  } finally {
    signal?.removeEventListener('abort', leave);
    lines.close();
  }
}
