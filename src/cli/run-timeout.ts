import type { Clock } from '../base/clock.ts';
import { Failure } from '../base/failure.ts';

/** The most that a run takes; it is aborted with the Failure that says so. */
export type RunTimeout = {
  readonly signal: AbortSignal;
  /** A clock whose waiting ends with the run. */
  readonly clock: Clock;
  readonly stop: () => void;
};

const units: { readonly [unit: string]: number } = { s: 1000, m: 60_000, h: 3_600_000 };

/** What is given up at last, in milliseconds. */
const defaultTimeout = 3_600_000;

/** More does not fit into a timer. */
const maxTimeout = 24 * 3_600_000;

/**
 * Milliseconds of `--timeout`: a number of seconds, or one with a unit such as `90s`, `15m` or `2h`.
 * @throws Failure `usage`
 */
export function timeoutOf(given: string | undefined): number {
  if (given === undefined) return defaultTimeout;
  const [, number, unit = 's'] = /^(\d+(?:\.\d+)?)([smh])?$/.exec(given) ?? [];
  const milliseconds = Number(number) * (units[unit] ?? 0);
  if (!(milliseconds > 0 && milliseconds <= maxTimeout))
    throw new Failure('usage', `--timeout ${given} is not a time of at most 24h.`, { help: 'For example: --timeout 15m' });
  return milliseconds;
}

/** Starts the time of a run; without a limit it never ends. */
export function startTimeout(clock: Clock, milliseconds: number | undefined): RunTimeout {
  const over = new AbortController();
  const stopped = new AbortController();
  const end = (): void =>
    over.abort(
      new Failure('cloud', `The run did not end within its --timeout of ${(milliseconds ?? 0) / 1000} seconds.`, {
        help: 'Give a longer --timeout, or look at what is slow. Running it again is safe: it looks first.',
      }),
    );
  if (milliseconds !== undefined) void clock.sleep(milliseconds, stopped.signal).then(end, () => {});
  const signalWith = (signal: AbortSignal | undefined): AbortSignal => (signal ? AbortSignal.any([over.signal, signal]) : over.signal);
  return {
    signal: over.signal,
    clock: { now: clock.now, sleep: (time, signal) => clock.sleep(time, signalWith(signal)) },
    stop: () => stopped.abort(),
  };
}
