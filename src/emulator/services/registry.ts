import type { ResourceService } from '../model/world.ts';
import { desktopSnapshots } from './desktop-snapshots/index.ts';
import { groups } from './groups/index.ts';
import { policies } from './policies/index.ts';
import { snapshots } from './snapshots/index.ts';

/** How the services answer for each sort of resource that can be made. The order is that of their clocks: groups look at snapshots. */
export const services: readonly ResourceService[] = [policies, snapshots, groups, desktopSnapshots];
