import { writeSync } from 'node:fs';
import { systemClock } from '../engine/system-clock.ts';
import { askOnTerminal, readAll, wantsColor } from './host.ts';
import { exits } from './exit-codes.ts';
import type { Host } from './host.ts';

/** A closed pipe must not stop an apply half-way: what nobody reads is dropped. */
function lost(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`error: what was to be printed could not be written (${error.code ?? error.message})\n`);
  process.exit(exits.usage);
}

/** One of the standard outputs. A stream is slow to make, so it is made for who has to know whether it is a terminal. */
class Output {
  private readonly descriptor: 1 | 2;
  private made: NodeJS.WriteStream | undefined;

  constructor(descriptor: 1 | 2) {
    this.descriptor = descriptor;
  }

  get stream(): NodeJS.WriteStream {
    this.made ??= (this.descriptor === 1 ? process.stdout : process.stderr).on('error', lost);
    return this.made;
  }

  readonly write = (text: string): void => {
    const rest = this.made ? text : this.writeAtOnce(Buffer.from(text));
    if (rest.length > 0 && this.stream.writable) this.stream.write(rest);
  };

  /** Writes as much as is taken at once, and hands back what has to wait its turn. */
  private writeAtOnce(bytes: Buffer): Buffer {
    let rest = bytes;
    try {
      while (rest.length > 0) rest = rest.subarray(writeSync(this.descriptor, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return rest;
      lost(error as NodeJS.ErrnoException);
    }
    return Buffer.alloc(0);
  }
}

/** The first signal stops what is new, the second ends the process. Who never asks for it is ended by the first. */
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
export async function runProcess(run: (argv: readonly string[], io: Host) => Promise<number>): Promise<void> {
  const { env } = process;
  const stdout = new Output(1);
  const stderr = new Output(2);
  let interrupted: AbortSignal | undefined;
  const io: Host = {
    cwd: process.cwd(),
    environment: env,
    stdout: stdout.write,
    stderr: stderr.write,
    stdin: () => readAll(process.stdin),
    color: {
      get stdout() {
        return wantsColor(stdout.stream, env);
      },
      get stderr() {
        return wantsColor(stderr.stream, env);
      },
    },
    get interactive() {
      return process.stdin.isTTY === true && stderr.stream.isTTY === true;
    },
    ask: askOnTerminal,
    clock: systemClock,
    get signal() {
      interrupted ??= interruption();
      return interrupted;
    },
  };
  process.exitCode = await run(process.argv.slice(2), io);
}
