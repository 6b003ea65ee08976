import { Failure } from '../../base/failure.ts';
import { quote } from '../../base/text.ts';

/** Sets the clock of a world to a moment at which it stops, moves it, or lets it follow the system's clock again. */
export type ClockChange = { readonly at: string | number } | { readonly advance: string | number } | { readonly real: true };

/** The clock of a world. */
export type WorldClock = { readonly now: () => number; readonly set: (change: ClockChange) => void };

const units: { readonly [unit: string]: number } = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const usage = { help: 'Give a moment such as 2026-11-21T10:00:00Z, or a duration such as 90s, 15m, 2h or 3d.' };

/** Milliseconds of a duration: a number of seconds, or a text such as `15m` or `1d12h`. */
function durationOf(duration: string | number): number {
  if (typeof duration === 'number' && Number.isFinite(duration)) return duration * 1000;
  const parts = [...(typeof duration === 'string' ? duration : '').matchAll(/(\d+(?:\.\d+)?)(ms|[smhd])/g)];
  if (parts.length === 0 || parts.map((part) => part[0]).join('') !== duration)
    throw new Failure('usage', `${quote(duration)} is not a duration.`, usage);
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * (units[unit as string] as number), 0);
}

/** The last year that a date of the API can be written in. */
const furthest = Date.UTC(9999, 0);

function momentOf(at: string | number): number {
  // What a person sends can be anything.
  const moment = typeof at === 'number' ? at : typeof at === 'string' ? Date.parse(at) : Number.NaN;
  if (!Number.isSafeInteger(moment) || Math.abs(moment) > furthest) throw new Failure('usage', `${quote(at)} is not a moment.`, usage);
  return moment;
}

/** A clock that follows another one until it is set or moved. */
export function clockOver(base: () => number): WorldClock {
  let stoppedAt: number | undefined;
  let offset = 0;
  const now = (): number => stoppedAt ?? base() + offset;
  const advance = (duration: string | number): void => {
    const length = durationOf(duration);
    if (Math.abs(now() + length) > furthest) throw new Failure('usage', `The clock cannot be advanced by ${quote(duration)}.`, usage);
    if (stoppedAt === undefined) offset += length;
    else stoppedAt += length;
  };
  const set = (change: ClockChange): void => {
    if ('at' in change) stoppedAt = momentOf(change.at);
    else if ('advance' in change) advance(change.advance);
    else [stoppedAt, offset] = [undefined, 0];
  };
  return { now, set };
}
