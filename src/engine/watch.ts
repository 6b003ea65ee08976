import { pauseUntilFinished } from '../apply/protocol.ts';
import type { Live, Progress } from '../kinds/live.ts';
import type { PlanEntry } from '../plan/plan.ts';

/** How a backup that was being taken ended, or that it has not yet. */
export type WatchState = 'pending' | 'finished' | 'failed' | 'gone';

/** One backup that is being taken. Times are in milliseconds since 1970. */
export type Watched = {
  readonly address: string;
  readonly section: string;
  readonly id: string;
  readonly state: WatchState;
  /** What the API itself calls the status. */
  readonly status: string;
  readonly progress?: Progress;
  /** When it is looked at next. */
  readonly at: number;
  /** Since when it has not been listed, where it is not. */
  readonly missingSince?: number;
};

/** What one look is to read: ids of one kind. */
export type WatchLook = { readonly section: string; readonly ids: readonly string[] };

const second = 1_000;

/** Looks so close together are one call. */
const together = 2 * second;

/** The backups of a plan that are being taken, each to be looked at in a second. */
export function watchedIn(entries: readonly PlanEntry[], now: number): readonly Watched[] {
  return entries.flatMap((entry) => {
    if (!entry.pending || entry.id === undefined) return [];
    const section = entry.address.slice(0, entry.address.indexOf('/'));
    return [{ address: entry.address, section, id: entry.id, state: 'pending' as const, status: entry.status ?? '', at: now + second }];
  });
}

const isPending = ({ state }: Watched): boolean => state === 'pending';

/** When the next look is due; undefined where all have ended. */
export function nextAt(watched: readonly Watched[]): number | undefined {
  const times = watched.filter(isPending).map(({ at }) => at);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** What is to be read now: what is due, and what would be soon, by kind. */
export function dueLooks(watched: readonly Watched[], now: number): readonly WatchLook[] {
  const next = nextAt(watched);
  if (next === undefined || next > now) return [];
  const due = watched.filter((one) => isPending(one) && one.at <= now + together);
  const sections = [...new Set(due.map(({ section }) => section))];
  return sections.map((section) => ({ section, ids: due.filter((one) => one.section === section).map(({ id }) => id) }));
}

function seen(one: Watched, live: Live, since: number, now: number): Watched {
  const { missingSince: _, progress: __, ...rest } = one;
  const state = live.status === 'ready' ? 'finished' : live.status === 'failed' ? 'failed' : 'pending';
  const { progress } = live;
  return { ...rest, state, status: live.statusText, ...(progress && { progress }), at: now + pauseUntilFinished(progress, now - since) };
}

/** What is not listed has been deleted once that lasts longer than a listing may lag. */
function missed(one: Watched, settle: number, now: number): Watched {
  const missingSince = one.missingSince ?? now;
  const isGone = one.missingSince !== undefined && now - missingSince >= settle;
  return { ...one, missingSince, state: isGone ? 'gone' : 'pending', at: now + second };
}

/**
 * What a look has shown.
 * @param since when the waiting began
 */
export function looked(
  watched: readonly Watched[],
  { section, ids }: WatchLook,
  live: readonly Live[],
  { now, since, settle }: { readonly now: number; readonly since: number; readonly settle: number },
): readonly Watched[] {
  const found = new Map(live.map((one) => [one.id, one]));
  return watched.map((one) => {
    if (one.section !== section || !ids.includes(one.id) || !isPending(one)) return one;
    const shown = found.get(one.id);
    return shown === undefined ? missed(one, settle, now) : seen(one, shown, since, now);
  });
}
