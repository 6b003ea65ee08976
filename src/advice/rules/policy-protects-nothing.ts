import { pages } from '../../facts/fact.ts';
import { desiredOf, placeOfKey } from '../places.ts';
import type { AdviceRule } from '../rule.ts';
import { nightly, policySpec } from '../example-specs.ts';

export const policyProtectsNothing: AdviceRule = {
  code: 'policy-protects-nothing',
  severity: 'info',
  what: 'A policy names no disks.',
  why: 'A policy takes no snapshots until it is applied to disks; without `disks` snapspec attaches none and detaches none.',
  fix: 'List in `disks` what it protects. Where others attach it on purpose, ignore this with a reason.',
  rows: ['ASP-APPLY-SEP'],
  sources: [pages.createPolicy],
  examples: { bad: policySpec(nightly, 14, ''), good: policySpec(nightly, 14) },
  check(whole, report) {
    for (const policy of desiredOf(whole, 'policies')) {
      if (policy.props['disks'] !== null) continue;
      report({
        place: placeOfKey(policy),
        message: `${policy.address} names no disks: what it is attached to is not managed here, and a new policy protects nothing.`,
        label: 'no disks',
        help: 'Add disks: {any: [{tags: {backup: nightly}}]}, with the tags, instances or ids that it protects.',
      });
    }
  },
};
