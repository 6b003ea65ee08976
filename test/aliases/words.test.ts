import { describe, expect, test } from 'vitest';
import codes from '../../schema/codes.js';
import { regionNames } from '../../src/aliases/regions.ts';
import * as tables from '../../src/aliases/words.ts';
import type { Words } from '../../src/aliases/words.ts';
import { regions } from '../../src/facts/regions.ts';
import { analyze } from '../../src/frontend/analyze.ts';
import { fixText } from '../../src/rewrite/fix.ts';
import { zoneNamesMeant } from '../../src/schedule/zone-aliases.ts';
import { copy, desktop, item, policy, region, snapshot, top, zone } from '../messages/row.ts';

const options = { year: 2026, unresolved: 'info', codes } as const;
const fixed = (content: string) => fixText([{ file: 'f', content }], options, true);
const helps = (content: string): string =>
  analyze([{ file: 'f', content }], options)
    .diagnostics.map(({ help = '' }) => help)
    .join('\n');
const errors = ({ left }: ReturnType<typeof fixed>): string[] =>
  left.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);

/** A spec with a value in the field that each table is about. */
const places: { readonly [table: string]: (value: string) => string } = {
  diskTypes: (value) => item(`{type: ${value}}`),
  diskCategories: (value) => item(`{category: ${value}}`),
  truths: (value) => copy(`{region: cn-beijing, retentionDays: 30, encrypted: ${value}}`),
  unlistedTags: (value) => policy({ more: `unlistedTags: ${value}` }),
  unlistedDisks: (value) => policy({ disks: `disks: {any: [{tags: {backup: nightly}}], unlisted: ${value}}` }),
  offsets: (value) => policy({ schedule: `schedule: {timezone: Europe/Berlin, at: ["02:00"], dst: ${value}}` }),
  severities: (value) => top(`lint: {rules: {policy-name-period: ${value}}}`),
};

const wordTables = Object.entries(tables).flatMap(([name, words]): [string, Words][] => (typeof words === 'object' ? [[name, words]] : []));

describe.each(wordTables)('%s', (name, words) => {
  const made = places[name] as (value: string) => string;
  // A null is nothing, and no word.
  const cases = Object.entries(words).flatMap(([value, others]) =>
    others
      .split(' ')
      .filter((word) => word !== 'null')
      .map((word) => [word, value] as const),
  );

  test('no word means two things', () => expect(new Set(cases.map(([word]) => word)).size).toBe(cases.length));

  test.each(cases)('%s is %s', (word, value) => {
    const text = made(word);
    expect(helps(text)).toContain(`Write ${value}`);
    const result = fixed(text);
    // A truth value beside a text is not one of its words: what YAML reads as a truth value is only helped.
    const isTruth = /^(?:true|false)$/.test(word) && name !== 'truths';
    if (isTruth) return;
    expect(errors(result)).toEqual([]);
    expect(result.texts.get('f')).toBe(made(value));
  });
});

test('a sort of disk of a desktop', () => {
  const made = (value: string): string => desktop(`desktopId: ecd-gx2x1dhsmucyy0001, sourceDiskType: ${value}`);
  for (const [value, others] of Object.entries(tables.diskTypes))
    for (const word of others.split(' ')) expect(fixed(made(word)).texts.get('f'), word).toBe(made(value));
});

describe('regions', () => {
  test.each([...regionNames()])('%s', (name, { here, near, whose }) => {
    if (here !== undefined) {
      const result = fixed(region(name));
      expect(result.texts.get('f')).toContain(`region: ${here}\n`);
      expect(errors(result)).toEqual([]);
      return;
    }
    expect(near).toHaveLength(1);
    expect(Object.keys(regions)).toContain(near?.[0]);
    expect(helps(region(name))).toContain(`a region of ${whose}`);
  });
});

describe('time zones', () => {
  test.each(zoneNamesMeant().filter(([name, zones]) => zones.length > 0 && name !== 'UTC'))('%s', (name, zones) => {
    for (const one of zones) {
      expect(() => new Intl.DateTimeFormat('en', { timeZone: one })).not.toThrow();
      expect(helps(zone(name))).toContain(`"${one}"`);
    }
  });
});

test('what a shell would fill in is a variable', () => {
  for (const written of ['$RELEASE', '"%RELEASE%"', '"$(date +%F)"'])
    expect(helps(snapshot(`occurrence: ${written}`))).toMatch(/variables: \{\w+: \{\}\}/);
});
