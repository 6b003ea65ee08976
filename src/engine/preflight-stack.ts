import type { Clock } from '../base/clock.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import type { Reader } from '../cloud/client.ts';
import { observe } from '../cloud/observe.ts';
import { diff } from '../diff/diff.ts';
import type { Program } from '../frontend/analyze.ts';
import { preflight } from '../preflight/preflight.ts';
import { unknownRegion } from '../preflight/regions.ts';
import { serviceClock } from './service-clock.ts';

/**
 * Reads the live state, and finds what the service would refuse of a spec: what a plan would say of it, without a plan.
 * @throws Failure `cloud` for an incomplete read, `refused` for another account
 */
export async function preflightStack({ spec, desired }: Program, reader: Reader, clock: Pick<Clock, 'now'>): Promise<Diagnostic[]> {
  const ways = { moved: spec.moved, removed: spec.removed, prune: false };
  const service = serviceClock(reader, clock);
  const live = await observe(service.reader, spec, desired, ways);
  const elsewhere = unknownRegion(live, desired[0]?.file);
  if (elsewhere !== undefined) return [elsewhere];
  const { changes, findings } = diff(desired, live, spec.stack, service.now(), ways);
  return [...findings.map(({ diagnostic, address }) => ({ ...diagnostic, address })), ...preflight(changes, live, service.now())];
}
