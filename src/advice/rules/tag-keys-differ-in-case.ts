import { isRecord } from '../../base/json.ts';
import type { Json } from '../../base/json.ts';
import { pages } from '../../facts/fact.ts';
import { groupBy } from '../../base/group-by.ts';
import { placeOfKey } from '../places.ts';
import type { AdviceRule } from '../rule.ts';
import { spec } from '../example-specs.ts';

const group = (tags: string): string => spec(`groups:\n  ledger:\n    instanceId: i-bp1f4f6ie3wvfsd0zy14\n    tags: ${tags}\n`);

/** Nearly no entry has such keys: seen first, and quickly. */
const differInCase = (keys: readonly string[]): boolean =>
  keys.some((key) => key !== key.toLowerCase()) && new Set(keys.map((key) => key.toLowerCase())).size < keys.length;

export const tagKeysDifferInCase: AdviceRule = {
  code: 'tag-keys-differ-in-case',
  severity: 'warning',
  what: 'Two tag keys of one entry, with those of `defaults`, differ only in casing.',
  why: 'The service treats such keys as the same when it tags; it answers with TagKey.Duplication (403).',
  fix: 'Keep one of the two.',
  rows: ['TAG-KEY-CASE'],
  sources: [pages.tagResources],
  examples: { bad: group('{team: payments, Team: payments}'), good: group('{team: payments}') },
  check({ spec: written, desired }, report) {
    let own: ReadonlyMap<string, Json | undefined> | undefined;
    for (const one of desired) {
      const tags = one.props['tags'];
      if (!isRecord(tags) || !differInCase(Object.keys(tags))) continue;
      own ??= new Map(written.entries.map((entry) => [entry.address, entry.props['tags']]));
      for (const [first, second] of groupBy(Object.keys(tags), (key) => key.toLowerCase()).values()) {
        if (second === undefined) continue;
        const mine = own.get(one.address);
        const at = [second, first].find((key) => isRecord(mine) && Object.hasOwn(mine, key));
        report({
          place: at === undefined ? placeOfKey(one) : placeOfKey(one, 'tags', at),
          message: `${one.address} has the tag keys ${first} and ${second}, which differ only in casing.`,
          label: at === undefined ? 'both from defaults' : 'the same but for casing',
          help: 'Keep one of them; those of defaults count too.',
        });
      }
    }
  },
};
