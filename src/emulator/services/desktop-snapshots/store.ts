import type { Thing, World } from '../../model/world.ts';
import { resourcesOf } from '../../model/resources.ts';

/** A snapshot of a desktop's disk, as the local cloud keeps it. */
export type DesktopSnapshot = Thing & {
  readonly name: string;
  readonly description: string;
  readonly desktopId: string;
  readonly diskType: 'system' | 'data';
  readonly diskSize: number;
  readonly endsAt: number;
  readonly end: 'accomplished' | 'failed';
  readonly creator: string;
};

export const desktopSnapshotsOf = (world: World) => resourcesOf<DesktopSnapshot>(world, 'desktopSnapshots');
