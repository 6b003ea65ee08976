import { describe, expect, test } from 'vitest';
import { foldLookAlikes } from '../../src/base/look-alike.ts';
import { select } from '../../src/kinds/policies/selector.ts';
import type { SelectorItem } from '../../src/kinds/policies/selector.ts';
import type { TargetResource } from '../../src/kinds/targets.ts';
import { inventory, target } from '../support/resources.ts';

const tagged = (id: string, tags: TargetResource['tags'], more: Partial<TargetResource> = {}): TargetResource =>
  target('disk', id, { tags, ...more });
const found = (any: readonly SelectorItem[], not: readonly SelectorItem[], ...disks: readonly TargetResource[]) =>
  select({ any, not }, inventory(...disks)).issues;

describe('what looks right and is not', () => {
  const daily = { tags: { backup: 'daily' } };
  test.each<[string, TargetResource['tags'], string]>([
    ['capital letter', { Backup: 'daily' }, '1 disk has Backup=daily: capital B (U+0042) where the selector has small b (U+0062).'],
    ['casing of a value', { backup: 'DAILY' }, '1 disk has backup=DAILY: capital D (U+0044) where the selector has small d (U+0064).'],
    ['a space before', { ' backup': 'daily' }, '1 disk has  backup=daily: with a space (U+0020) at its start.'],
    ['a space after', { backup: 'daily ' }, '1 disk has backup=daily : with a space (U+0020) at its end.'],
    ['a no-break space', { backup: 'daily\u00a0' }, '1 disk has backup=daily\u00a0: with U+00A0 (no-break space) at its end.'],
    ['what cannot be seen', { 'back\u200bup': 'daily' }, '1 disk has back\u200bup=daily: with U+200B (zero width space) inside.'],
    ['full-width letters', { ｂackup: 'daily' }, '1 disk has ｂackup=daily: ｂ (U+FF42, full-width) where the selector has b (U+0062).'],
    ['letters of Cyrillic', { bаckup: 'daily' }, '1 disk has bаckup=daily: а (U+0430, Cyrillic) where the selector has a (U+0061).'],
    [
      'both key and value',
      { BACKUP: 'Daily' },
      '1 disk has BACKUP=Daily: capital B (U+0042) where the selector has small b (U+0062) and capital D (U+0044) where the selector has small d (U+0064).',
    ],
  ])('%s', (_, tags, words) => {
    const [issue, ...others] = found([daily], [], tagged('d-1', tags));
    expect(others).toEqual([]);
    expect(issue?.issue).toMatchObject({ code: 'policy-selects-nothing', severity: 'error' });
    expect(issue?.issue.help).toContain(words);
    expect(issue?.about).toEqual(['d-1']);
  });

  test.each<[string, TargetResource['tags'], SelectorItem, string]>([
    [
      'curly quotes',
      { owner: 'o’neil' },
      { tags: { owner: "o'neil" } },
      "’ (U+2019, right single quotation mark) where the selector has ' (U+0027)",
    ],
    [
      'curly quotes in the selector',
      { q: '"a"' },
      { tags: { q: '“a”' } },
      '" (U+0022) where the selector has “ (U+201C, left double quotation mark)',
    ],
    ['a dash', { tier: 'a–b' }, { tags: { tier: 'a-b' } }, '– (U+2013, en dash) where the selector has - (U+002D)'],
    ['a space in the selector', { tier: 'a' }, { tags: { tier: 'a ' } }, 'without a space (U+0020) at its end'],
    ['a ligature', { tier: 'ofﬁce' }, { tags: { tier: 'office' } }, 'ﬁ (U+FB01) where the selector has f (U+0066)'],
  ])('%s', (_, tags, item, words) => {
    expect(found([item], [], tagged('d-1', tags))[0]?.issue.help).toContain(words);
  });

  test.each<[string, SelectorItem, string, string]>([
    ['casing', { name: 'db-*' }, 'DB-main', 'a name such as DB-main: in another casing'],
    ['a full-width star', { name: 'db-＊' }, 'db-main', 'a name such as db-main: the selector has ＊ (U+FF0A, full-width)'],
    ['a dash in the name', { name: 'db-*' }, 'db—main', 'a name such as db—main: with — (U+2014, em dash)'],
  ])('a name: %s', (_, item, name, words) => {
    expect(found([item], [], tagged('d-1', {}, { name }), tagged('d-2', {}, { name: `${name}2` }))[0]?.issue.help).toContain(
      `2 disks have ${words}.`,
    );
  });

  test('nothing is said of what looks different, or fails by another key', () => {
    const help = (item: SelectorItem, tags: TargetResource['tags']): string | undefined =>
      found([item], [], tagged('d-1', tags, { type: 'data' }))[0]?.issue.help;
    expect(help(daily, { backup: 'dayly' })).not.toContain('1 disk');
    expect(help(daily, { backup_: 'daily' })).not.toContain('1 disk');
    expect(help({ ...daily, type: 'system' }, { Backup: 'daily' })).not.toContain('1 disk');
    expect(help({ tags: { backup: 'daily', team: 'a' } }, { Backup: 'daily' })).not.toContain('1 disk');
    expect(help({ tags: { backup: 'daily', team: 'a' } }, { Backup: 'daily', team: 'a' })).toContain('1 disk has Backup=daily:');
  });
});

describe('beside disks that are matched', () => {
  const right = tagged('d-0', { backup: 'daily' });
  const wrong = Array.from({ length: 5 }, (_, index) => tagged(`d-${index + 1}`, { Backup: 'daily' }));
  const item = { tags: { backup: 'daily' } };

  test('five of six lost the tag: they are named with their number', () => {
    const [only, ...others] = found([item], [], right, ...wrong);
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      about: ['d-1', 'd-2', 'd-3', 'd-4', 'd-5'],
      holdsDetaches: false,
      issue: { code: 'selector-near-miss', severity: 'warning', place: { path: ['disks', 'any', 0] } },
    });
    expect(only?.issue.message).toBe(
      '5 disks have Backup=daily: capital B (U+0042) where the selector has small b (U+0062): not chosen by tag backup=daily.',
    );
  });

  test('not those that are chosen otherwise, or left out', () => {
    expect(found([item, { tags: { Backup: 'daily' } }], [], right, ...wrong)).toEqual([]);
    expect(
      found([item], [{ id: 'd-1' }, { instanceId: 'i-9' }], right, wrong[0] as TargetResource, tagged('d-9', {}, { instanceIds: ['i-9'] })),
    ).toEqual([]);
    expect(found([item, { id: 'd-1' }], [{ id: 'd-2' }], right, ...wrong)[0]?.about).toEqual(['d-3', 'd-4', 'd-5']);
  });

  test('an exclusion that misses disks by a character leaves them protected', () => {
    const all = { name: '*' };
    const disks = [right, ...wrong].map((one) => ({ ...one, name: 'a' }));
    const [only] = found([all], [item], ...disks);
    expect(only?.issue).toMatchObject({
      code: 'selector-near-miss',
      place: { path: ['disks', 'not', 0] },
      message: expect.stringContaining('5 disks have Backup=daily'),
    });
    const [idle] = found([all], [{ tags: { BACKUP: 'daily' } }], ...disks);
    expect(idle?.issue).toMatchObject({
      code: 'selector-matches-nothing',
      label: 'leaves nothing out',
      help: expect.stringContaining('5 disks have Backup=daily'),
    });
    expect(idle?.issue.help).toContain('1 disk has backup=daily');
  });

  test('ten thousand disks and a hundred selectors take no time', () => {
    const many = inventory(
      ...Array.from({ length: 10_000 }, (_, index) =>
        tagged(`d-${index}`, { [index % 2 ? 'Backup' : 'backup']: `p${index % 100}`, team: 'a' }, { name: `db-${index}` }),
      ),
    );
    const began = performance.now();
    for (let at = 0; at < 100; at++) select({ any: [{ tags: { backup: `p${at}` } }], not: [] }, many);
    expect(performance.now() - began).toBeLessThan(4000);
  });
});

describe('the fold', () => {
  test.each([
    ['Ｂａｃｋｕｐ', 'backup'],
    ['  Back up\t', 'back up'],
    ['ВАСКUР', 'backup'],
    ['e\u0301', 'é'],
    ['“a”—b', '"a"-b'],
  ])('%j looks like %j', (a, b) => expect(foldLookAlikes(a)).toBe(foldLookAlikes(b)));

  test('a long text stays as it is, and folding twice is folding once', () => {
    const long = `Ａ${'a'.repeat(300)}`;
    expect(foldLookAlikes(long)).toBe(long);
    for (const text of ['ＢａсК`up’', 'İ', 'ΑΒΓ', '\u200b\u00a0x', 'ﬁ'])
      expect(foldLookAlikes(foldLookAlikes(text))).toBe(foldLookAlikes(text));
  });
});
