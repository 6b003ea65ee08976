import { systemClock } from '../engine/system-clock.ts';
import { isTerminal, readStream, standardOutputs } from '../files/index.ts';
import type { Output } from '../files/index.ts';
import { useZoneTables } from '../schedule/zone-tables.ts';
import { askOnTerminal, wantsColor } from './host.ts';
import { exitOfSignal } from './exit-codes.ts';
import { processTables } from './process-zones.ts';
import type { Host, OutputForm } from './host.ts';
import { LiveArea } from './live-area.ts';
import type { DisplayPlace, ProgressDisplay } from './progress-display.ts';
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

/** A terminal on which lines can be drawn again; a log of CI keeps every one of them. */
const drawsOn = (isTerminal: () => boolean, env: NodeJS.ProcessEnv): boolean => !env['CI'] && env['TERM'] !== 'dumb' && isTerminal();

/**
 * Runs the command line of this process and sets its exit code.
 * @param displayOn makes the display of how far a run is; absent for what is never slow
 */
export async function runProcess(
  run: (argv: readonly string[], io: Host) => Promise<number>,
  displayOn?: (place: DisplayPlace) => ProgressDisplay,
): Promise<void> {
  useZoneTables(processTables);
  const { env } = process;
  // The SDK's client prints headers where it is set, and with them the signature and the security token.
  delete env['DEBUG'];
  const redactor = new Redactor();
  redactor.hide(...secretsIn(env));
  const { stdout, stderr } = standardOutputs();
  let interrupted: AbortSignal | undefined;
  let printedAt = 0;
  let display: ProgressDisplay | undefined;
  const area =
    displayOn && drawsOn(stderr.isTerminal, env) ? new LiveArea((text) => stderr.write(redactor.redact(text)), stderr.columns) : undefined;
  const print = ({ write }: Output, text: string, form?: OutputForm): void => {
    area?.clear();
    printedAt = Date.now();
    write(form === 'verbatim' ? text : redactor.redact(text));
  };
  const io: Host = {
    cwd: process.cwd(),
    environment: env,
    stdout: (text, form) => print(stdout, text, form),
    stderr: (text, form) => print(stderr, text, form),
    stdin: () => readStream(process.stdin),
    input: () => process.stdin,
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
    get progress() {
      display ??= displayOn?.({
        area,
        columns: stderr.columns,
        rows: stderr.rows,
        color: () => io.color.stderr,
        print: (text) => io.stderr(text),
        printedAt: () => printedAt,
        now: Date.now,
      });
      return display;
    },
    get interactive() {
      return isTerminal(0) && stderr.isTerminal();
    },
    ask: (question) => {
      const ask = (): Promise<string | undefined> => askOnTerminal(question, interrupted);
      return area === undefined ? ask() : area.hold(ask);
    },
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
