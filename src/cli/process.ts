import { systemClock } from '../engine/system-clock.ts';
import { isTerminal, readStream, standardOutputs } from '../files/index.ts';
import { useZoneTables } from '../schedule/zone-tables.ts';
import { askOnTerminal, wantsColor } from './host.ts';
import { exitOfSignal } from './exit-codes.ts';
import { processTables } from './process-zones.ts';
import type { Host } from './host.ts';
import { Redactor, secretsIn } from './redactor.ts';

/** The first signal aborts, the second ends the process. Where nothing listens, the first ends it. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const [name, code] of Object.entries(exitOfSignal))
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(code);
      controller.abort(name);
    });
  return controller.signal;
}

/** Runs the command line of this process and sets its exit code. */
export async function runProcess(run: (argv: readonly string[], io: Host) => Promise<number>): Promise<void> {
  useZoneTables(processTables);
  const { env } = process;
  // The SDK's client prints headers where it is set, and with them the signature and the security token.
  delete env['DEBUG'];
  const redactor = new Redactor();
  redactor.hide(...secretsIn(env));
  const { stdout, stderr } = standardOutputs();
  let interrupted: AbortSignal | undefined;
  const io: Host = {
    cwd: process.cwd(),
    environment: env,
    stdout: (text, form) => stdout.write(form === 'verbatim' ? text : redactor.redact(text)),
    stderr: (text, form) => stderr.write(form === 'verbatim' ? text : redactor.redact(text)),
    stdin: () => readStream(process.stdin),
    color: {
      get stdout() {
        return wantsColor(stdout.isTerminal, env);
      },
      get stderr() {
        return wantsColor(stderr.isTerminal, env);
      },
    },
    columns: {
      get stdout() {
        return stdout.columns();
      },
      get stderr() {
        return stderr.columns();
      },
    },
    get interactive() {
      return isTerminal(0) && stderr.isTerminal();
    },
    ask: askOnTerminal,
    clock: systemClock,
    hide: (...secrets) => redactor.hide(...secrets),
    get signal() {
      interrupted ??= interruption();
      return interrupted;
    },
  };
  const code = await run(process.argv.slice(2), io);
  process.exitCode = code;
  // A call that was given up must not hold the process: what is to be said is written by now.
  if (interrupted?.aborted) process.exit(code);
}
