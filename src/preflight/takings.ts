import { count } from '../base/text.ts';
import type { LiveState } from '../diff/live-state.ts';
import { concurrentOnEssd, concurrentOnOtherDisks, essdCategories, manualQuota } from '../facts/live-conditions.ts';
import { manualQuotaNear } from '../facts/preflight-conditions.ts';
import { finding } from '../kinds/preflight.ts';
import type { Finding, Taken } from '../kinds/preflight.ts';
import { kindOf, kinds } from '../kinds/registry.ts';
import { issueOf, subjectOf } from './issue.ts';
import type { PreflightIssue, Sending } from './issue.ts';

/** A disk that is to be taken, and what there is of it already. */
type Load = Taken & {
  /** Backups taken by hand that are listed. */
  readonly manual: number;
  /** Ids of those that are being taken. */
  readonly underWay: readonly string[];
  /** Entries that this plan takes of it before. */
  readonly before: readonly string[];
};

const andPlan = (before: readonly string[]): string => (before.length === 0 ? '' : `, and this plan takes ${before.join(', ')} before`);

/** Manual snapshots of the disk, those of this plan counted in. */
function manualQuotaOf({ id, path, manual, before }: Load): Finding[] {
  const many = manual + before.length;
  if (many < manualQuotaNear) return [];
  const full = many >= manualQuota.max;
  return [
    finding(manualQuota, {
      code: 'manual-snapshot-quota',
      severity: full ? 'error' : 'warning',
      path,
      message: `Disk ${id} has ${count(manual, 'manual snapshot')}${andPlan(before)}; a disk can have ${manualQuota.max}.`,
      label: full ? 'no more can be taken' : `${manualQuota.max - many} left`,
      help: 'Delete old manual snapshots of the disk, or give them a retention.',
    }),
  ];
}

/** Those that are taken at the same time. The service takes the next one when one of them is finished. */
function concurrencyOf({ id, path, underWay, before }: Load, category: string | undefined): Finding[] {
  if (category === undefined) return [];
  const limit = essdCategories.values.includes(category.toLowerCase()) ? concurrentOnEssd : concurrentOnOtherDisks;
  if (underWay.length + before.length < limit.max) return [];
  const taken =
    underWay.length === 0
      ? `No snapshot of disk ${id} is being taken`
      : `Of disk ${id} ${underWay.join(', ')} ${underWay.length === 1 ? 'is' : 'are'} being taken`;
  return [
    finding(limit, {
      code: 'snapshot-in-progress',
      severity: 'warning',
      path,
      message: `${taken}${andPlan(before)}; a disk of the category ${category} takes ${limit.max} at a time.`,
      label: 'has to wait',
      help: 'Wait until they are finished, and run it again.',
    }),
  ];
}

function manualByDisk({ live }: LiveState): ReadonlyMap<string, number> {
  const many = new Map<string, number>();
  const takenOf = new Map(kinds.map(({ section, preflight }) => [section, preflight?.takenOf]));
  for (const one of live) {
    const disk = takenOf.get(one.section)?.(one);
    if (disk !== undefined) many.set(disk, (many.get(disk) ?? 0) + 1);
  }
  return many;
}

/** Quotas of the disks that the plan takes backups of, in the order in which it takes them. */
export function takings(sending: readonly Sending[], state: LiveState): PreflightIssue[] {
  const manual = manualByDisk(state);
  const planned = new Map<string, string[]>();
  return sending.flatMap((change) => {
    const { desired } = change;
    const taken = change.type === 'create' ? kindOf(desired.section).preflight?.takes?.(subjectOf(desired, state.inventory, 0)) : undefined;
    return (taken ?? []).flatMap((disk) => {
      const before = planned.get(disk.id) ?? [];
      planned.set(disk.id, [...before, desired.address]);
      const load = { ...disk, manual: manual.get(disk.id) ?? 0, underWay: state.underWay?.get(disk.id) ?? [], before };
      const found = [...manualQuotaOf(load), ...concurrencyOf(load, state.inventory.disk.get(disk.id)?.category)];
      return found.map((one) => issueOf(desired, 'create', one));
    });
  });
}
