import { writeSync } from 'node:fs';
import { systemClock } from '../engine/system-clock.ts';
import { askOnTerminal, readAll, wantsColor } from './host.ts';
import { exits } from './exit-codes.ts';
import type { Host } from './host.ts';
import { Redactor, secretsIn } from './redactor.ts';

/** A closed pipe must not stop an apply half-way: output that nobody reads is dropped. */
function onOutputError(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`error: Cannot write the output (${error.code ?? error.message}).\n`);
  process.exit(exits.usage);
}

/** One of the standard outputs. A stream is slow to create, so it is created only where its kind matters. */
class Output {
  private readonly descriptor: 1 | 2;
  private created: NodeJS.WriteStream | undefined;

  constructor(descriptor: 1 | 2) {
    this.descriptor = descriptor;
  }

  get stream(): NodeJS.WriteStream {
    this.created ??= (this.descriptor === 1 ? process.stdout : process.stderr).on('error', onOutputError);
    return this.created;
  }

  readonly write = (text: string): void => {
    const rest = this.created ? text : this.writeNow(Buffer.from(text));
    if (rest.length > 0 && this.stream.writable) this.stream.write(rest);
  };

  /** Writes what the descriptor accepts now, and returns the rest. */
  private writeNow(bytes: Buffer): Buffer {
    let rest = bytes;
    try {
      while (rest.length > 0) rest = rest.subarray(writeSync(this.descriptor, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return rest;
      onOutputError(error as NodeJS.ErrnoException);
    }
    return Buffer.alloc(0);
  }
}

/** The first signal aborts, the second ends the process. Where nothing listens, the first ends it. */
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
  // The SDK's client prints headers where it is set, and with them the signature and the security token.
  delete env['DEBUG'];
  const redactor = new Redactor();
  redactor.hide(...secretsIn(env));
  const stdout = new Output(1);
  const stderr = new Output(2);
  let interrupted: AbortSignal | undefined;
  const io: Host = {
    cwd: process.cwd(),
    environment: env,
    stdout: (text) => stdout.write(redactor.redact(text)),
    stderr: (text) => stderr.write(redactor.redact(text)),
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
    hide: (...secrets) => redactor.hide(...secrets),
    get signal() {
      interrupted ??= interruption();
      return interrupted;
    },
  };
  process.exitCode = await run(process.argv.slice(2), io);
}
