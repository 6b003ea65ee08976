import { wallClock } from '../cloud/wall-clock.ts';
import { askOnTerminal, readAll, wantsColor } from './io.ts';
import { exits } from './exit.ts';
import type { Io } from './io.ts';
import { run } from './program.ts';

/** A closed pipe must not stop an apply half-way: what nobody reads is dropped. */
function prepared(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  return stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.stderr.write(`error: what was to be printed could not be written (${error.code ?? error.message})\n`);
    process.exit(exits.usage);
  });
}

/** Streams are slow to make, so each is made when it is first used. */
function lazy(make: () => NodeJS.WriteStream): () => NodeJS.WriteStream {
  let stream: NodeJS.WriteStream | undefined;
  return () => {
    stream ??= prepared(make());
    return stream;
  };
}

/** The first signal stops what is new, the second ends the process. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(name === 'SIGINT' ? 130 : 143);
      controller.abort(name);
    });
  return controller.signal;
}

/** Runs the command line of this process and sets its exit code. */
export async function runProcess(): Promise<void> {
  const { env } = process;
  const stdout = lazy(() => process.stdout);
  const stderr = lazy(() => process.stderr);
  const write = (stream: () => NodeJS.WriteStream) => (text: string) => void (stream().writable && stream().write(text));
  const io: Io = {
    cwd: process.cwd(),
    environment: env,
    stdout: write(stdout),
    stderr: write(stderr),
    stdin: () => readAll(process.stdin),
    color: {
      get stdout() {
        return wantsColor(stdout(), env);
      },
      get stderr() {
        return wantsColor(stderr(), env);
      },
    },
    get interactive() {
      return process.stdin.isTTY === true && stderr().isTTY === true;
    },
    ask: askOnTerminal,
    clock: wallClock,
    signal: interruption(),
  };
  process.exitCode = await run(process.argv.slice(2), io);
}
