import { desktopSnapshots } from './table/desktops.ts';
import { groups } from './table/groups.ts';
import { head } from './table/head.ts';
import { policies } from './table/policies.ts';
import { shared } from './table/shared.ts';
import { snapshots } from './table/snapshots.ts';
import { linesOf } from './verdict.ts';
import type { Verdict } from './verdict.ts';

/**
 * What must be said of each value, just inside and just outside each edge. Written by hand from the pages of the API,
 * not from the facts of the project: a wrong fact shows here.
 */
export const table: readonly Verdict[] = linesOf([...snapshots, ...groups, ...policies, ...desktopSnapshots, ...shared, ...head]);
