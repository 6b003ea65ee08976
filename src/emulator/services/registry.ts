import type { ResourceService } from '../model/operation.ts';
import { desktopPolicies } from './desktop-policies/index.ts';
import { desktopSnapshots } from './desktop-snapshots/index.ts';
import { groups } from './groups/index.ts';
import { policies } from './policies/index.ts';
import { snapshots } from './snapshots/index.ts';

/** The services of every sort of resource that calls create, in the order in which their clocks advance. */
export const services: readonly ResourceService[] = [policies, snapshots, groups, desktopPolicies, desktopSnapshots];
