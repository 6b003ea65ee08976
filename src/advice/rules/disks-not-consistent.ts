import { isRecord } from '../../base/json.ts';
import type { Json } from '../../base/json.ts';
import { pages } from '../../facts/fact.ts';
import type { Desired } from '../../kinds/desired.ts';
import { groupBy } from '../../base/group-by.ts';
import { desiredOf, placeOfKey } from '../places.ts';
import type { AdviceInput, AdviceRule } from '../rule.ts';
import { spec } from '../example-specs.ts';

const two =
  'snapshots:\n  system:\n    diskId: d-bp1s5fnvk4gn2tws03ab\n    retentionDays: 30\n    takeUntil: 2026-12-31\n  data:\n    diskId: d-bp1ledgerdata0000001\n    retentionDays: 30\n    takeUntil: 2026-12-31\n';
const group = 'groups:\n  ledger:\n    diskIds: [d-bp1s5fnvk4gn2tws03ab, d-bp1ledgerdata0000001]\n';

/** Which disks belong together by the spec itself: members of one group, and disks of one instance. */
function togetherOf(whole: AdviceInput): ReadonlyMap<string, string> {
  const together = new Map<string, string>();
  for (const one of desiredOf(whole, 'groups')) {
    const ids = (one.props['diskIds'] ?? []) as readonly string[];
    const instance = one.props['instanceId'];
    for (const id of ids) together.set(id, typeof instance === 'string' ? `instance ${instance}` : one.address);
  }
  for (const one of desiredOf(whole, 'policies'))
    for (const item of items(one))
      if (isRecord(item) && typeof item['id'] === 'string' && typeof item['instanceId'] === 'string')
        together.set(item['id'], `instance ${item['instanceId']}`);
  return together;
}

function items({ props }: Desired): readonly Json[] {
  const disks = props['disks'];
  return isRecord(disks) ? [...(disks['any'] as readonly Json[]), ...(disks['not'] as readonly Json[])] : [];
}

export const disksNotConsistent: AdviceRule = {
  code: 'disks-not-consistent',
  severity: 'info',
  what: 'Disks that belong together (of one instance, or of one group of this spec) are snapshotted separately for the same occurrence.',
  why: 'Each snapshot is taken at its own time. A file system, database or volume that spans several disks cannot be restored from snapshots of different times.',
  fix: 'Take them as one group, which takes all its disks at one instant.',
  rows: ['SNAP-MULTIDISK'],
  sources: [pages.createSnapshot],
  examples: { bad: spec(two + group), good: spec(group) },
  check(whole, report) {
    const together = togetherOf(whole);
    const known = desiredOf(whole, 'snapshots').filter((one) => together.has(String(one.props['diskId'])));
    for (const [text, group] of groupBy(known, (one) => `${together.get(String(one.props['diskId']))} (${one.occurrence})`)) {
      const [first, ...others] = group;
      const other = others.find((one) => one.props['diskId'] !== first.props['diskId']);
      if (other === undefined) continue;
      report({
        place: placeOfKey(other),
        message: `${first.address} and ${other.address} take disks of ${text.replace(/ \([^(]*\)$/, '')} separately, each at its own time.`,
        label: 'at its own time',
        related: [{ place: placeOfKey(first), message: 'at another time' }],
        help: 'Take them as one entry under groups if they must be consistent.',
      });
    }
  },
};
