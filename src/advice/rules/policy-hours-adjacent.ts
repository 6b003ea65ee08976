import { pages } from '../../facts/fact.ts';
import { desiredOf, placeOfKey } from '../places.ts';
import type { AdviceRule } from '../rule.ts';
import { policySpec } from '../example-specs.ts';

const days = 'repeatWeekdays: [1, 2, 3, 4, 5]';

export const policyHoursAdjacent: AdviceRule = {
  code: 'policy-hours-adjacent',
  severity: 'info',
  what: 'A policy takes snapshots an hour apart.',
  why: 'On disks that are not of the ESSD series a snapshot that is due while the one before it is still being taken is silently skipped; on ESSDs ten can be in progress.',
  fix: 'Leave more time between the hours, or make sure that the disks are ESSDs and change little in an hour.',
  rows: ['ASP-OVERLAP'],
  sources: [pages.createPolicy, pages.attachGuide],
  examples: { bad: policySpec(`{timePoints: [2, 3], ${days}}`, 14), good: policySpec(`{timePoints: [2, 14], ${days}}`, 14) },
  check(whole, report) {
    for (const policy of desiredOf(whole, 'policies')) {
      const hours = policy.props['timePoints'] as readonly number[];
      const first = hours.find((hour) => hours.includes(hour + 1));
      if (first === undefined) continue;
      report({
        place: placeOfKey(policy, 'schedule'),
        message: `${policy.address} takes snapshots an hour apart (${first}:00 and ${first + 1}:00 UTC+8): on disks that are not ESSDs the second is skipped while the first is being taken.`,
        label: 'an hour apart',
        help: 'Leave more time between them, unless all disks are ESSDs.',
      });
    }
  },
};
