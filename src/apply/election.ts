import { endOfTime } from '../base/time-text.ts';
import type { Live } from '../kinds/live.ts';
import type { Context } from './protocol.ts';
import type { Sighting } from './sighting.ts';

/** Milliseconds beyond the settle time after which a clock that never gets there is no longer waited for. */
const clockPatience = 60_000;

/**
 * When to look again until a resource is so old that no earlier one can still show up; undefined where a look shows it
 * already. Its age is by the time of the service alone: what counts is the end of the second, or minute, that it names.
 * @param firstAt when a look first saw it, by the clock of this machine
 */
export function oldEnoughAt({ createdAt }: Live, sighting: Sighting, firstAt: number, { settle, now }: Context): number | undefined {
  if (settle === 0) return undefined;
  // By two clocks that do not agree its age cannot be told; since it was seen, it has aged for certain.
  const certain = firstAt + settle + clockPatience;
  if (sighting.startedAt >= certain) return undefined;
  const missing = endOfTime(createdAt) + settle - (sighting.date ?? sighting.startedAt);
  if (missing < 0) return undefined;
  return Number.isFinite(missing) ? Math.min(certain, now + missing + 500) : certain;
}
