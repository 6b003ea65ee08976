import { count } from '../../base/text.ts';
import { pages } from '../../facts/fact.ts';
import { desiredOf, placeOfValue } from '../places.ts';
import type { AdviceRule } from '../rule.ts';
import { snapshotQuota, daysToQuota, outgrows, rhythmOf } from '../snapshot-rate.ts';
import { policySpec } from '../example-specs.ts';

export const policyOutgrowsQuota: AdviceRule = {
  code: 'policy-outgrows-quota',
  severity: 'warning',
  what: 'A policy takes snapshots so often, and keeps them so long, that a disk would have more than 1,000 automatic ones.',
  why: 'A disk can have 1,000 automatic snapshots. At the limit the service silently deletes the oldest, so the configured retention is not reached.',
  fix: 'Take snapshots less often or keep them for fewer days; a second policy can keep fewer of them for longer.',
  rows: ['ASP-AUTO-QUOTA'],
  sources: [pages.attachGuide, pages.sdk],
  examples: {
    bad: policySpec('{timePoints: [0, 4, 8, 12, 16, 20], repeatWeekdays: [1, 2, 3, 4, 5, 6, 7]}', 365),
    good: policySpec('{timePoints: [0, 4, 8, 12, 16, 20], repeatWeekdays: [1, 2, 3, 4, 5, 6, 7]}', 30),
  },
  check(whole, report) {
    for (const policy of desiredOf(whole, 'policies')) {
      const rhythm = rhythmOf(policy);
      if (!outgrows(rhythm)) continue;
      const retention = rhythm.retentionDays === -1 ? 'keeps them indefinitely' : `keeps them for ${rhythm.retentionDays} days`;
      report({
        place: placeOfValue(policy, 'retentionDays'),
        message: `${policy.address} takes ${count(rhythm.weekly, 'snapshot')} of a disk in a week and ${retention}; after ${daysToQuota(rhythm)} days a disk has ${snapshotQuota}, and from then on the oldest is silently deleted.`,
        label: `more than ${snapshotQuota} snapshots of a disk`,
        help: `With this schedule at most ${daysToQuota(rhythm)} days of snapshots exist. Take snapshots less often, or keep them for fewer days.`,
      });
    }
  },
};
