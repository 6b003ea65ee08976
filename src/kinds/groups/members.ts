import type { Path } from '../../base/diagnostic.ts';
import type { Subject } from '../preflight.ts';
import type { Inventory, TargetResource } from '../targets.ts';

export type Canonical = {
  readonly instanceId: string | null;
  readonly diskIds: readonly string[] | null;
  readonly excludeDiskIds: readonly string[];
  readonly resourceGroupId: string | null;
};

/** The disks of a group as far as they are known: those listed, or those of the instance without the excluded ones. */
export function membersOf({ instanceId, diskIds, excludeDiskIds }: Canonical, { disk }: Inventory): TargetResource[] {
  if (diskIds !== null) return diskIds.map((id) => disk.get(id)).filter((one) => one !== undefined);
  const attached = [...disk.values()].filter((one) => one.instanceIds.includes(instanceId ?? ''));
  // In an order of its own, whatever that of the list is.
  return attached.filter(({ id }) => !excludeDiskIds.includes(id)).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Where the entry says which disks it means. */
export const memberPath = ({ canonical, at }: Pick<Subject<Canonical>, 'canonical' | 'at'>, id?: string): Path =>
  canonical.diskIds === null ? at('instanceId') : at('diskIds', id);
