import { groupBy } from '../../base/group-by.ts';
import { placeOfKey } from '../places.ts';
import type { AdviceRule } from '../rule.ts';
import { spec } from '../example-specs.ts';

const groups = (...keys: string[]): string =>
  spec(`groups:\n${keys.map((key) => `  ${key}:\n    instanceId: i-bp1f4f6ie3wvfsd0zy14\n    occurrence: ${key}\n`).join('')}`);

export const keysDifferInCase: AdviceRule = {
  code: 'keys-differ-in-case',
  severity: 'info',
  what: 'Two entries of one section have keys that differ only in casing.',
  why: 'They are two entries with two backups; people who read the plan take them for one.',
  fix: 'Rename one of them before it is applied: the key is part of the address by which a stack recognises its resources.',
  examples: { bad: groups('ledger', 'Ledger'), good: groups('ledger', 'orders') },
  check({ desired }, report) {
    // Nearly every spec has none: seen first, and quickly.
    if (new Set(desired.map((one) => one.address.toLowerCase())).size === desired.length) return;
    for (const [first, ...others] of groupBy(desired, (one) => one.address.toLowerCase()).values())
      for (const other of others)
        report({
          place: placeOfKey(other),
          message: `${first.address} and ${other.address} differ only in casing, and are two entries.`,
          label: 'the same but for casing',
          related: [{ place: placeOfKey(first), message: 'the other one' }],
          help: 'Rename one of them before it is applied.',
        });
  },
};
