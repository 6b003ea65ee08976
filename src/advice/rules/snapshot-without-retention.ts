import { pages } from '../../facts/fact.ts';
import { desiredOf, placeOfKey } from '../places.ts';
import type { AdviceRule } from '../rule.ts';
import { spec } from '../example-specs.ts';

const snapshot = (inside: string): string => spec(`snapshots:\n  before-release:\n    diskId: d-bp1s5fnvk4gn2tws03ab\n${inside}`);

export const snapshotWithoutRetention: AdviceRule = {
  code: 'snapshot-without-retention',
  severity: 'info',
  what: 'A snapshot has no retentionDays.',
  why: 'Without it the snapshot is kept, and billed, until somebody deletes it; retention can be added later but never shortened.',
  fix: 'Give retentionDays. Where the snapshot is meant to stay, ignore this with a reason.',
  rows: ['SNAP-RET-NONE'],
  sources: [pages.createSnapshot],
  examples: { bad: snapshot(''), good: snapshot('    retentionDays: 30\n    takeUntil: 2026-12-31\n') },
  check(whole, report) {
    for (const one of desiredOf(whole, 'snapshots')) {
      if (one.props['retentionDays'] !== null) continue;
      report({
        place: placeOfKey(one),
        message: `${one.address} has no retentionDays: the snapshot is kept, and billed, until somebody deletes it.`,
        label: 'kept indefinitely',
        help: 'Add retentionDays: 30, or as many days as it is needed.',
      });
    }
  },
};
