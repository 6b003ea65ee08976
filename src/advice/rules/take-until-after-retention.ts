import { kindOf } from '../../kinds/registry.ts';
import { placeOfValue } from '../places.ts';
import type { AdviceRule } from '../rule.ts';
import { spec } from '../example-specs.ts';

const day = 86_400_000;
const snapshot = (takeUntil: string): string =>
  spec(`snapshots:\n  before-release:\n    diskId: d-bp1s5fnvk4gn2tws03ab\n    retentionDays: 30\n    takeUntil: ${takeUntil}\n`);

export const takeUntilAfterRetention: AdviceRule = {
  code: 'take-until-after-retention',
  severity: 'info',
  what: '`takeUntil` is so late that a backup taken this year is released before it.',
  why: 'Between its release and takeUntil the entry asks for a backup that is not there, so the next apply takes it again.',
  fix: 'Set takeUntil to the last day on which the backup may be taken, not to the day until which it is kept.',
  examples: { bad: snapshot('2028-12-31'), good: snapshot('2026-12-31') },
  check({ desired, year }, report) {
    // Whenever it is taken this year, this is the latest that it can be there.
    const released = (days: number): number => Date.UTC(year + 1, 0, 1) + days * day;
    for (const one of desired) {
      const days = one.props['retentionDays'];
      const expires = kindOf(one.section).expires?.(one.props) ?? false;
      if (!expires || !one.fixed || one.takeUntil === undefined || typeof days !== 'number' || one.takeUntil <= released(days)) continue;
      report({
        place: placeOfValue(one, 'takeUntil'),
        message: `takeUntil of ${one.address} is later than ${days} days after the end of ${year}: taken this year, the backup is released before it, and then taken again.`,
        label: 'after the retention',
        help: 'Set it to the last day on which the backup may be taken.',
      });
    }
  },
};
