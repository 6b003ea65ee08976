import { RefusedCall } from '../../model/refused-call.ts';
import { isIn } from '../../model/resources.ts';
import type { Desktop, World } from '../../model/world.ts';
import { errors } from './errors.ts';

/** @throws RefusedCall where there is no such desktop in the region */
export function desktopOf(world: World, id: string, regionId: string | undefined): Desktop {
  const desktop = world.desktops.find(id);
  if (desktop === undefined || !isIn(desktop, regionId)) throw new RefusedCall(errors.desktopNotFound);
  return desktop;
}
