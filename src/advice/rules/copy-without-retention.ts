import { isRecord } from '../../base/json.ts';
import { pages } from '../../facts/fact.ts';
import { placeOfKey, writtenOf } from '../places.ts';
import type { AdviceRule } from '../rule.ts';
import { nightly, policySpec } from '../example-specs.ts';

const disks = '    disks:\n      any:\n        - tags: {backup: nightly}\n';

export const copyWithoutRetention: AdviceRule = {
  code: 'copy-without-retention',
  severity: 'info',
  what: 'A policy copies its snapshots to another region and does not set how long the copies are kept.',
  why: 'Without a number copies are kept until somebody deletes them, also where the snapshots themselves are not; both regions are billed.',
  fix: 'Give crossRegionCopy.retentionDays; write -1 to keep the copies indefinitely.',
  rows: ['ASP-XR-RET'],
  sources: [pages.createPolicy],
  examples: {
    bad: policySpec(nightly, 14, `    crossRegionCopy: {region: cn-beijing}\n${disks}`),
    good: policySpec(nightly, 14, `    crossRegionCopy: {region: cn-beijing, retentionDays: 30}\n${disks}`),
  },
  check(whole, report) {
    for (const entry of writtenOf(whole, 'policies')) {
      const copy = entry.props['crossRegionCopy'];
      if (!isRecord(copy) || copy['retentionDays'] !== undefined || entry.props['retentionDays'] === -1) continue;
      report({
        place: placeOfKey(entry, 'crossRegionCopy'),
        message: `${entry.address} keeps its snapshots for ${entry.props['retentionDays']} days and their copies indefinitely, since crossRegionCopy has no retentionDays.`,
        label: 'kept indefinitely',
        help: 'Add retentionDays to crossRegionCopy; -1 keeps the copies indefinitely.',
      });
    }
  },
};
