import { kindOf } from '../../kinds/registry.ts';
import { placeOfKey } from '../places.ts';
import type { AdviceRule } from '../rule.ts';
import { spec } from '../example-specs.ts';

const snapshot = (inside: string): string =>
  spec(`snapshots:\n  before-release:\n    diskId: d-bp1s5fnvk4gn2tws03ab\n    retentionDays: 30\n${inside}`);

export const fixedOccurrenceWithoutEnd: AdviceRule = {
  code: 'fixed-occurrence-without-end',
  severity: 'info',
  what: 'A backup has a retention and an occurrence that never changes, and no takeUntil.',
  why: 'The cloud releases the backup when its retention is over. The entry still asks for it, so the next apply takes it again: a “before the release” that is taken months after it.',
  fix: 'Set takeUntil, or write the occurrence with a variable, so that each release has its own.',
  examples: { bad: snapshot(''), good: snapshot('    takeUntil: 2026-12-31\n') },
  check({ desired }, report) {
    for (const one of desired) {
      const expires = kindOf(one.section).expires?.(one.props) ?? false;
      if (!expires || !one.fixed || one.takeUntil !== undefined) continue;
      report({
        place: placeOfKey(one),
        message: `${one.address} is taken again after its ${one.props['retentionDays']} days are over: its occurrence ${JSON.stringify(one.occurrence)} never changes, and it has no takeUntil.`,
        label: 'taken again when it is released',
        help: 'Add takeUntil, the last day on which it may be taken, or write the occurrence with a variable.',
      });
    }
  },
};
