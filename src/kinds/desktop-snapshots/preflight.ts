import { choices } from '../../base/text.ts';
import { desktopStates } from '../../facts/live-conditions.ts';
import { desktopHasDisk } from '../../facts/preflight-conditions.ts';
import { finding } from '../preflight.ts';
import type { Finding, Preflight } from '../preflight.ts';
import type { TargetResource } from '../targets.ts';

type Canonical = { readonly desktopId: string; readonly sourceDiskType: string };
type At = (field: string) => readonly (string | number)[];

function desktopStatus({ id, status }: TargetResource, at: At): Finding[] {
  if (status === '' || desktopStates.values.includes(status)) return [];
  // The pages name no code: which one the service answers is not known.
  const { refusal: _, ...fact } = desktopStates;
  return [
    finding(fact, {
      code: 'desktop-status',
      path: at('desktopId'),
      message: `Desktop ${id} is ${status}, and a snapshot is taken of desktops that are ${choices(desktopStates.values)}.`,
      label: `is ${status}`,
      help: 'Wait until the desktop is steady, or start or stop it.',
    }),
  ];
}

function missingDisk({ id, diskTypes }: TargetResource, wanted: string, at: At): Finding[] {
  if (diskTypes === undefined || diskTypes.includes(wanted)) return [];
  return [
    finding(desktopHasDisk, {
      code: 'desktop-disk-missing',
      path: at('sourceDiskType'),
      message: `Desktop ${id} has no ${wanted} disk; it has ${choices([...new Set(diskTypes)], 'and')} disks.`,
      label: 'no such disk',
      help: `Write ${choices([...new Set(diskTypes)])}, or name another desktop.`,
    }),
  ];
}

/** What the service refuses of desktop snapshots, as far as live data shows it. */
export const preflight: Preflight<Canonical> = {
  create: ({ canonical, inventory, at }) => {
    const desktop = inventory.desktop.get(canonical.desktopId);
    return desktop === undefined ? [] : [...desktopStatus(desktop, at), ...missingDisk(desktop, canonical.sourceDiskType, at)];
  },
};
