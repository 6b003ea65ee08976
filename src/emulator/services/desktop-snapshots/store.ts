import { resourcesOf } from '../../model/world.ts';
import type { Resource, World } from '../../model/world.ts';

/** A snapshot of a desktop's disk. */
export type DesktopSnapshot = Resource & {
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
