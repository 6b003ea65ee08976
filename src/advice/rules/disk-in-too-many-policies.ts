import { policiesPerDisk } from '../../facts/limits/policies.ts';
import { namedTwice } from '../named-disks.ts';
import type { AdviceRule } from '../rule.ts';
import { nightly, spec } from '../example-specs.ts';

const policies = (many: number): string =>
  Array.from(
    { length: many },
    (_, index) =>
      `  nightly-${index + 1}:\n    schedule: ${nightly}\n    retentionDays: 14\n    disks: {any: [{id: d-bp1s5fnvk4gn2tws03ab}]}\n`,
  ).join('');

export const diskInTooManyPolicies: AdviceRule = {
  code: 'disk-in-too-many-policies',
  severity: 'error',
  what: 'More than ten policies name the same disk by its id.',
  why: 'A disk can have ten policies. The service refuses the next one with QuotaExceed.AppliedAutoSnapshotPolicyQuota (403).',
  fix: 'Remove the disk from some of them.',
  rows: ['ASP-APPLY-MAX10'],
  sources: policiesPerDisk.sources,
  examples: { bad: spec(`policies:\n${policies(policiesPerDisk.max + 1)}`), good: spec(`policies:\n${policies(1)}`) },
  check(whole, report) {
    for (const group of namedTwice(whole)) {
      const over = group[policiesPerDisk.max];
      if (over === undefined) continue;
      report({
        place: over.place,
        message: `Disk ${over.id} is named by ${group.length} policies; a disk can have at most ${policiesPerDisk.max}.`,
        label: 'one too many',
        related: [{ place: group[0].place, message: 'the first' }],
        help: 'Remove the disk from some of them.',
      });
    }
  },
};
