import { stripVTControlCharacters, styleText } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { PlanEntry } from '../../../src/plan/plan.ts';
import { planText } from '../../../src/report/plans/text.ts';
import { entry } from '../sample-plan.ts';

const ids = (many: number): string[] => Array.from({ length: many }, (_, index) => `d-${index + 1}`);

const text = (one: PlanEntry, color = false): string =>
  planText(
    {
      formatVersion: '1.0',
      kind: 'snapspec.plan',
      stack: 's',
      account: '1',
      region: 'cn-hangzhou',
      entries: [one],
      operations: [],
      problems: [],
      gate: { reductions: [], count: 0, passed: true, notes: [] },
      leftOut: [],
      unchecked: [],
      calls: { made: 1, toMake: 0, byAction: { made: {}, toMake: {} } },
    },
    { color },
  );

const everything = entry({
  fields: [{ field: 'retentionDays', before: 14, after: 7, reduces: true }],
  tags: { set: { crew: 'a', team: 'b' }, unset: ['old'], before: { team: 'c d' } },
  group: { before: 'rg-1', after: 'rg-2' },
  attach: ['d-new'],
  detach: ['d-old'],
  notes: ['so it is'],
});

describe('the changes of an entry', () => {
  test('each has the sign of what comes, changes or goes', () => {
    expect(text(everything).split('\n').slice(2, 12)).toEqual([
      '  ~ policies/p automatic snapshot policy sp-1: changes in place',
      '      ~ retentionDays: 14 -> 7  reduces protection',
      '      + tag crew=a',
      '      ~ tag team: "c d" -> "b"',
      '      - remove tag old',
      '      ~ resource group: rg-1 -> rg-2',
      '      + attach 1 disk: d-new',
      '      - detach 1 disk: d-old  reduces protection',
      '      note: so it is',
      '',
    ]);
  });

  test('the colour says the same as the sign, and nothing more', () => {
    const colored = text(everything, true);
    const as = (style: 'green' | 'red' | 'magenta', words: string): string => styleText(style, words, { validateStream: false });
    for (const words of [
      as('red', '- detach 1 disk: d-old  reduces protection'),
      as('red', '- remove tag old'),
      as('green', '+ attach 1 disk: d-new'),
      as('green', '+ tag crew=a'),
      `${as('magenta', '~')} retentionDays: 14 -> 7`,
      `${as('magenta', '~')} tag team: `,
      `${as('magenta', '~')} resource group: `,
    ])
      expect(colored).toContain(words);
    expect(stripVTControlCharacters(colored)).toBe(text(everything));
  });

  test('what is taken off is listed whole, what is put on is counted', () => {
    const shown = text(entry({ attach: ids(7), detach: ids(12) }));
    expect(shown).toContain('      + attach 7 disks: d-1, d-2, d-3, d-4, d-5 and 2 more\n');
    expect(shown).toContain(
      [
        '      - detach 12 disks  reduces protection',
        '          d-1, d-2, d-3, d-4, d-5',
        '          d-6, d-7, d-8, d-9, d-10',
        '          d-11, d-12',
        '',
      ].join('\n'),
    );
    expect(text(entry({ detach: ids(5) }))).toContain('- detach 5 disks: d-1, d-2, d-3, d-4, d-5  reduces protection\n');
  });
});
