import type { World } from '../../src/emulator/index.ts';
import type { PolicyEntry, SimSpec } from './specs.ts';
import { backupTag } from './worlds.ts';

/** The disks that an entry protects in a world as it is: told by hand, without the product's selectors. */
export function chosenDisks({ disks }: PolicyEntry, world: World): readonly string[] {
  if (disks !== 'tagged') return disks.filter((id) => world.disks.find(id) !== undefined);
  return world.disks.rows.filter(({ tags }) => tags['backup'] === backupTag.backup).map(({ id }) => id);
}

export const policiesIn = ({ entries }: SimSpec): readonly PolicyEntry[] =>
  entries.filter((one): one is PolicyEntry => one.section === 'policies');

/** Whether a spec protects a disk by any of its policies. */
export const isProtected = (spec: SimSpec, world: World, disk: string): boolean =>
  policiesIn(spec).some((entry) => chosenDisks(entry, world).includes(disk));
