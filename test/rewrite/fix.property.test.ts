import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyze } from '../../src/frontend/analyze.ts';
import type { Analysis } from '../../src/frontend/analyze.ts';
import { fixText } from '../../src/rewrite/fix.ts';
import { type Chance, chanceOf, messy, specs, type Value } from './messy.ts';

const options = { year: 2026, unresolved: 'error' } as const;
const lint = (content: string): Analysis => analyze([{ file: 'f', content }], options);
const fix = (content: string) => fixText([{ file: 'f', content }], options, false);
const said = ({ diagnostics }: Analysis): string[] => diagnostics.map(({ code }) => code).sort();

type Entry = { [field: string]: Value };
const entriesOf = (spec: Entry, section: string): Entry[] => Object.values((spec[section] ?? {}) as { [key: string]: Entry });

/** Repeats and retired parameters: found, and without effect. */
function burden(spec: Entry, chance: Chance): void {
  for (const policy of entriesOf(spec, 'policies')) {
    for (const [key, list] of Object.entries(policy['schedule'] as Entry))
      if (Array.isArray(list) && chance(2) === 0)
        (policy['schedule'] as Entry)[key] = [...list, list[0] as Value, ...(list.length < 4 ? [list[0] as Value] : [])];
    const disks = policy['disks'] as { any: Value[] } | undefined;
    if (disks && chance(2) === 0) disks.any = [...disks.any, disks.any[0] as Value];
  }
  for (const section of ['snapshots', 'groups'])
    for (const entry of entriesOf(spec, section))
      if (chance(2) === 0) Object.assign(entry, { instantAccess: true, instantAccessRetentionDays: 1 });
}

/** Quotes that are missing or too many: what does not compile, and can mean one thing only. */
function spoil(spec: Entry, chance: Chance): void {
  if (spec['account'] !== undefined && chance(2) === 0) spec['account'] = Number(spec['account']);
  for (const section of ['policies', 'snapshots', 'groups'])
    for (const entry of entriesOf(spec, section)) {
      if (entry['retentionDays'] !== undefined && chance(2) === 0) entry['retentionDays'] = String(entry['retentionDays']);
      for (const [key, value] of Object.entries((entry['tags'] ?? {}) as Entry))
        if (value === '1' || value === 'true') (entry['tags'] as Entry)[key] = value === '1' ? 1 : true;
    }
}

/** What is asked for, however it is written; an item that stands twice in a selector asks for the same disks as one. */
function asked({ program }: Analysis): unknown {
  return program?.desired.map(({ listed: _, ...one }) => {
    const disks = one.props['disks'] as { any: unknown[] } | null | undefined;
    const any = [...new Map((disks?.any ?? []).map((item) => [JSON.stringify(item, Object.keys(item as object).sort()), item])).values()];
    return { ...one, props: { ...one.props, ...(disks && { disks: { ...disks, any: any.length } }) } };
  });
}

const cases = fc.tuple(specs, fc.integer(), fc.integer());

test('safe fixes do not change what a spec asks for that compiled before', () => {
  let fixed = 0;
  fc.assert(
    fc.property(cases, ([clean, seed, layout]) => {
      const spec = structuredClone(clean) as Entry;
      burden(spec, chanceOf(seed));
      const text = messy(spec, layout);
      const made = fix(text);
      fixed += made.fixed;
      expect(asked(lint(text))).toBeDefined();
      expect(asked(made.left)).toEqual(asked(lint(text)));
      expect(made.stopped).toBeUndefined();
    }),
    { seed: 16, numRuns: 150 },
  );
  expect(fixed).toBeGreaterThan(150);
});

test('fixing leaves what the spec without the mistakes has, and adds no finding', () => {
  fc.assert(
    fc.property(cases, ([clean, seed, layout]) => {
      const spec = structuredClone(clean) as Entry;
      burden(spec, chanceOf(seed));
      spoil(spec, chanceOf(seed + 1));
      const whole = lint(messy(clean, layout));
      const { left } = fix(messy(spec, layout));
      expect(said(left)).toEqual(said(whole));
      expect(left.program?.desired.map((one) => one.address).sort()).toEqual(whole.program?.desired.map((one) => one.address).sort());
    }),
    { seed: 23, numRuns: 150 },
  );
});

test('a fixed text is the old one but for the edits: comments on lines of their own and line ends stay', () => {
  const own = (text: string): string[] => text.split('\n').filter((line) => line.trimStart().startsWith('#'));
  fc.assert(
    fc.property(cases, ([clean, seed, layout]) => {
      const spec = structuredClone(clean) as Entry;
      burden(spec, chanceOf(seed));
      spoil(spec, chanceOf(seed + 1));
      // A comment inside an item goes with the item.
      for (const policy of entriesOf(spec, 'policies')) delete policy['disks'];
      const text = messy(spec, layout);
      const made = fix(text).texts.get('f') ?? text;
      expect(own(made)).toEqual(own(text));
      expect(made.startsWith('\ufeff')).toBe(text.startsWith('\ufeff'));
      expect(/[^\r]\n/.test(made)).toBe(/[^\r]\n/.test(text));
    }),
    { seed: 42, numRuns: 150 },
  );
});
