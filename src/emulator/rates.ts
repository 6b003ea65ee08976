import type { World } from '../kinds/emulation.ts';
import { ApiError } from '../kinds/emulation.ts';
import type { Asked } from './gate.ts';

/** The calls of this minute, by account, region and operation. */
export type Rates = { minute: number; readonly counts: Map<string, number> };

export const noRates = (): Rates => ({ minute: 0, counts: new Map() });

const minute = 60_000;

/**
 * Counts a call; over the limit every further one of the minute is refused.
 * @throws ApiError with the status that is documented for the operation
 */
export function countCall(rates: Rates, world: World, asked: Asked, account: string, now: number, status: number): void {
  const { callsPerMinute } = world.settings;
  const most = callsPerMinute[asked.action] ?? callsPerMinute['*'];
  if (most === undefined) return;
  if (Math.floor(now / minute) !== rates.minute) {
    rates.minute = Math.floor(now / minute);
    rates.counts.clear();
  }
  const region = asked.params['RegionId'] ?? asked.params['regionId'] ?? asked.region ?? world.regions[0] ?? '';
  const key = JSON.stringify([account, region, asked.service, asked.action]);
  const count = (rates.counts.get(key) ?? 0) + 1;
  rates.counts.set(key, count);
  if (count > most) throw new ApiError({ code: 'Throttling', status, message: 'Request was denied due to request throttling.' });
}
