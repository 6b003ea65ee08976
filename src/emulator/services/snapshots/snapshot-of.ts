import { RefusedCall } from '../../model/refused-call.ts';
import type { ServiceError } from '../../model/refused-call.ts';
import { isIn } from '../../model/resources.ts';
import type { World } from '../../model/world.ts';
import { errors } from './errors.ts';
import { snapshotsOf } from './store.ts';
import type { Snapshot } from './store.ts';

/** @throws RefusedCall where there is no such snapshot in the region */
export function snapshotOf(world: World, id: string, region: string | undefined, missing: ServiceError = errors.notFound): Snapshot {
  const snapshot = snapshotsOf(world).find(id);
  if (snapshot === undefined || !isIn(snapshot, region)) throw new RefusedCall(missing);
  return snapshot;
}
