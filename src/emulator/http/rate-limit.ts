import { RefusedCall } from '../model/refused-call.ts';
import type { World } from '../model/world.ts';
import type { RequestedCall } from './authenticate.ts';

/** The calls of this minute, by account, region and operation. */
export type CallCounts = { minute: number; readonly counts: Map<string, number> };

export const noCallCounts = (): CallCounts => ({ minute: 0, counts: new Map() });

const minute = 60_000;

/**
 * Counts a call; over the limit every further one of the minute is refused.
 * @throws RefusedCall with the status that is documented for the operation
 */
export function countCall(rates: CallCounts, world: World, call: RequestedCall, account: string, now: number, status: number): void {
  const { callsPerMinute } = world.settings;
  const max = callsPerMinute[call.action] ?? callsPerMinute['*'];
  if (max === undefined) return;
  if (Math.floor(now / minute) !== rates.minute) {
    rates.minute = Math.floor(now / minute);
    rates.counts.clear();
  }
  const region = call.params['RegionId'] ?? call.params['regionId'] ?? call.region ?? world.regions[0] ?? '';
  const key = JSON.stringify([account, region, call.service, call.action]);
  const count = (rates.counts.get(key) ?? 0) + 1;
  rates.counts.set(key, count);
  if (count > max) throw new RefusedCall({ code: 'Throttling', status, message: 'Request was denied due to request throttling.' });
}
