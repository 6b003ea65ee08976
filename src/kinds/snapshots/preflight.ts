import { finishedFirst } from '../../facts/preflight-conditions.ts';
import { diskChecks, diskStatus, instancesOf } from '../disk-checks.ts';
import type { Live } from '../live.ts';
import { finding } from '../preflight.ts';
import type { Finding, Preflight } from '../preflight.ts';
import { unreadGroup, unreadKeys } from '../unread.ts';

type Canonical = { readonly diskId: string; readonly resourceGroupId: string | null };

/** A snapshot that is still being taken cannot be changed. The next run does it, if this one has not waited long enough. */
function unfinished({ id, status }: Live): Finding[] {
  if (status !== 'pending') return [];
  return [
    finding(finishedFirst, {
      code: 'snapshot-not-finished',
      severity: 'warning',
      path: [],
      message: `Snapshot ${id} is still being taken, and cannot be changed before it is finished.`,
      label: 'still being taken',
      help: 'Run it again when the snapshot is finished.',
    }),
  ];
}

/** What the service refuses of snapshots, as far as live data shows it. */
export const preflight: Preflight<Canonical> = {
  needs: ({ diskId }, inventory) => [instancesOf([diskId], inventory)],
  create: ({ canonical, inventory, at, now }) => {
    const disk = inventory.disk.get(canonical.diskId);
    const place = { path: at('diskId') };
    return disk === undefined ? [] : [...diskStatus(disk, place), ...diskChecks(disk, inventory, now, place)];
  },
  takes: ({ canonical, at }) => [{ id: canonical.diskId, path: at('diskId') }],
  takenOf: ({ props }) => String(props['diskId'] ?? ''),
  modify: unfinished,
  unread: ({ diskId, resourceGroupId }, inventory) => [...unreadGroup(resourceGroupId), ...unreadKeys('diskId', [diskId], inventory)],
};
