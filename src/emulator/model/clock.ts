import { Failure } from '../../base/failure.ts';
import { quote } from '../../base/text.ts';

/** What can be done to the clock of a world: set it to a moment where it then stands, move it, or let it go with the wall's again. */
export type ClockChange = { readonly at: string | number } | { readonly advance: string | number } | { readonly real: true };

/** The clock of a world. */
export type WorldClock = { readonly now: () => number; readonly set: (change: ClockChange) => void };

const units: { readonly [unit: string]: number } = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const usage = { help: 'Give a moment such as 2026-11-21T10:00:00Z, or a length of time such as 90s, 15m, 2h or 3d.' };

/** Milliseconds of a length of time: a number of seconds, or a text such as `15m` or `1d12h`. */
function lengthOf(length: string | number): number {
  if (typeof length === 'number' && Number.isFinite(length)) return length * 1000;
  const parts = [...String(length).matchAll(/(\d+(?:\.\d+)?)(ms|[smhd])/g)];
  if (parts.length === 0 || parts.map((part) => part[0]).join('') !== length)
    throw new Failure('usage', `${quote(length)} is not a length of time`, usage);
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * (units[unit as string] as number), 0);
}

function momentOf(at: string | number): number {
  const moment = typeof at === 'number' ? at : Date.parse(at);
  if (!Number.isSafeInteger(moment) || Math.abs(moment) > 8e15) throw new Failure('usage', `${quote(at)} is not a moment`, usage);
  return moment;
}

/** A clock over another one: it goes as that does until it is set or moved. */
export function clockOver(base: () => number): WorldClock {
  let standing: number | undefined;
  let ahead = 0;
  const move = (length: number): void => {
    if (standing === undefined) ahead += length;
    else standing += length;
  };
  const set = (change: ClockChange): void => {
    if ('at' in change) standing = momentOf(change.at);
    else if ('advance' in change) move(lengthOf(change.advance));
    else [standing, ahead] = [undefined, 0];
  };
  return { now: () => standing ?? base() + ahead, set };
}

/**
 * Holds a value to a change of the clock.
 * @throws Failure `usage`
 */
export function checkClock(value: unknown): ClockChange {
  const names = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  const [name] = names;
  if (names.length !== 1 || !['at', 'advance', 'real'].includes(name ?? ''))
    throw new Failure('usage', `the clock is given ${quote(value)}`, {
      help: 'Give one of {"at": moment}, {"advance": length} and {"real": true}.',
    });
  return value as ClockChange;
}
