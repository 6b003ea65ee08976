import { policiesPerDisk } from '../../facts/limits/policies.ts';
import { namedTwice } from '../named-disks.ts';
import type { AdviceRule } from '../rule.ts';
import { nightly, spec } from '../example-specs.ts';

const policy = (key: string, id: string): string =>
  `  ${key}:\n    schedule: ${nightly}\n    retentionDays: 14\n    disks:\n      any:\n        - id: ${id}\n`;

export const diskInSeveralPolicies: AdviceRule = {
  code: 'disk-in-several-policies',
  severity: 'warning',
  what: 'Several policies name the same disk by its id.',
  why: 'Each takes snapshots of it and each bills for them. Since January 2026 a disk can have ten policies and applying one adds it; before, and for accounts without the change, it replaced the earlier one.',
  fix: 'Name the disk in one policy, if one is enough.',
  rows: ['ASP-APPLY-ADD', 'ASP-APPLY-MAX10'],
  sources: policiesPerDisk.sources,
  ...(policiesPerDisk.disputed !== undefined && { disputed: policiesPerDisk.disputed }),
  examples: {
    bad: spec(`policies:\n${policy('nightly', 'd-bp1s5fnvk4gn2tws03ab')}${policy('ledger', 'd-bp1s5fnvk4gn2tws03ab')}`),
    good: spec(`policies:\n${policy('nightly', 'd-bp1s5fnvk4gn2tws03ab')}${policy('ledger', 'd-bp1ledgerdata0000001')}`),
  },
  check(whole, report) {
    for (const [first, ...others] of namedTwice(whole)) {
      // More than a disk can have is another finding, and an error.
      if (others.length >= policiesPerDisk.max) continue;
      const last = others.at(-1) ?? first;
      report({
        place: last.place,
        message: `Disk ${first.id} is named by ${[first, ...others].map((one) => one.policy.address).join(' and ')}: each takes and bills its own snapshots of it.`,
        label: 'named again',
        related: [first, ...others.slice(0, -1)].slice(0, 2).map(({ place }) => ({ place, message: 'also here' })),
        help: 'Name it in one policy, if one is enough.',
        ...(policiesPerDisk.disputed !== undefined && { notes: [policiesPerDisk.disputed], disputed: true as const }),
      });
    }
  },
};
