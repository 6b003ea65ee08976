import type { Path } from '../../base/diagnostic.ts';
import { automaticQuota } from '../../facts/live-conditions.ts';
import { copyRegionRequired, policiesPerRegion, unlimitedRetention } from '../../facts/limits/policies.ts';
import { protectedInSteadyState, systemPolicy } from '../../facts/preflight-conditions.ts';
import { instanceStatus } from '../disk-checks.ts';
import type { Live } from '../live.ts';
import { finding } from '../preflight.ts';
import type { Finding, Preflight, Subject } from '../preflight.ts';
import { unreadGroup, unreadKey } from '../unread.ts';

type Item = { readonly id?: string };
type Canonical = {
  readonly timePoints: readonly number[];
  readonly repeatWeekdays: readonly number[];
  readonly retentionDays: number;
  readonly disks: { readonly any: readonly Item[] } | null;
  readonly crossRegionCopy: { readonly region: string; readonly kmsKeyId: string | null } | null;
  readonly resourceGroupId: string | null;
};

/** Where the selector names a disk by its id, else the whole of it. */
export function selectedAt({ disks }: Pick<Canonical, 'disks'>, id: string): Path {
  const index = disks?.any.findIndex((item) => item.id === id) ?? -1;
  return index < 0 ? ['disks'] : ['disks', 'any', index, 'id'];
}

/** A policy takes nothing of a disk whose instance is not steady. */
function unsteady({ canonical, inventory }: Subject<Canonical>, ids: readonly string[]): Finding[] {
  return ids.flatMap((id) =>
    (inventory.disk.get(id)?.instanceIds ?? []).flatMap((instance) => {
      const one = inventory.instance.get(instance);
      const at = { path: selectedAt(canonical, id), target: id };
      return one === undefined ? [] : instanceStatus(one, at, protectedInSteadyState, `, which disk ${id} is attached to,`);
    }),
  );
}

/** Days for which snapshots without an end are counted: three years. */
const endless = 3 * 365;

/** Automatic snapshots that a policy keeps of each disk. */
function pointsKept({ timePoints, repeatWeekdays, retentionDays }: Canonical): number {
  const days = retentionDays === unlimitedRetention ? endless : retentionDays;
  return Math.ceil((timePoints.length * repeatWeekdays.length * days) / 7);
}

function ofTheCloud({ id, props }: Live): Finding[] {
  if (props['system'] !== true) return [];
  return [
    finding(systemPolicy, {
      code: 'system-policy',
      path: [],
      message: `Policy ${id} was made by the cloud itself (Type ${systemPolicy.type}), and cannot be changed.`,
      label: 'cannot be changed',
      help: 'Declare a policy of your own under another key.',
    }),
  ];
}

/** What the service refuses of policies, as far as live data shows it. */
export const preflight: Preflight<Canonical> = {
  perRegion: policiesPerRegion,
  points: { quota: automaticQuota, kept: pointsKept },
  attach: unsteady,
  modify: ofTheCloud,
  regions: ({ crossRegionCopy: copy }) =>
    copy === null ? [] : [{ region: copy.region, field: 'crossRegionCopy', path: ['crossRegionCopy', 'region'], fact: copyRegionRequired }],
  unread: ({ resourceGroupId, crossRegionCopy: copy }) => [
    ...unreadGroup(resourceGroupId),
    ...(copy?.kmsKeyId ? [unreadKey('crossRegionCopy', copy.kmsKeyId)] : []),
  ],
};
