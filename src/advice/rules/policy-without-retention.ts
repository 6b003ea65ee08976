import { pages } from '../../facts/fact.ts';
import { desiredOf, placeOfValue } from '../places.ts';
import type { AdviceRule } from '../rule.ts';
import { snapshotQuota, daysToQuota, outgrows, rhythmOf } from '../snapshot-rate.ts';
import { policySpec } from '../example-specs.ts';

const weekly = '{timePoints: [2], repeatWeekdays: [7]}';

export const policyWithoutRetention: AdviceRule = {
  code: 'policy-without-retention',
  severity: 'info',
  what: 'A policy keeps its snapshots until somebody deletes them.',
  why: 'Snapshots are billed by what they hold, so the bill only grows; and a disk can have no more than 1,000 automatic ones.',
  fix: 'Give retentionDays a number of days unless indefinite retention is required.',
  sources: [pages.createPolicy, pages.attachGuide],
  examples: { bad: policySpec(weekly, -1), good: policySpec(weekly, 365) },
  check(whole, report) {
    for (const policy of desiredOf(whole, 'policies')) {
      const rhythm = rhythmOf(policy);
      if (rhythm.retentionDays !== -1 || outgrows(rhythm)) continue;
      report({
        place: placeOfValue(policy, 'retentionDays'),
        message: `${policy.address} keeps every snapshot until somebody deletes it, and the bill grows with it.`,
        label: 'kept indefinitely',
        help: 'Give a number of days unless indefinite retention is required.',
        notes: [
          `After ${Math.floor(daysToQuota(rhythm) / 365)} years a disk has ${snapshotQuota} of them, and the oldest is silently deleted.`,
        ],
      });
    }
  },
};
