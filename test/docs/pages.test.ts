import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { apiErrorEntries } from '../../src/derive/api-errors.ts';
import { rows } from '../../src/derive/catalogue.ts';
import { ruleEntries } from '../../src/derive/rule-index.ts';
import { pages } from '../../src/docs/pages.ts';

// That the pages on disk are these, and no others, is held by `gen --check` (test/derive/generated.test.ts).
const root = join(import.meta.dirname, '../..');
const written = pages();
const pageOf = (code: string): string => written[`docs/rules/${code}.md`] ?? '';

describe('the pages about findings', () => {
  test('every code has a page of its own', () => {
    expect(
      Object.keys(written)
        .filter((path) => path.startsWith('docs/rules/') && !path.endsWith('/README.md'))
        .sort(),
    ).toEqual(ruleEntries().map(({ code }) => `docs/rules/${code}.md`));
  });

  test.each(ruleEntries().filter(({ example }) => example !== undefined))(
    '$code: lint gives it for the example on its page',
    ({ code }) => {
      const page = pageOf(code);
      expect(page.includes('too many items') || page.includes(`[${code}]: `)).toBe(true);
    },
  );

  test('few examples are too long to be shown', () =>
    expect(Object.values(written).filter((page) => page.includes('too many items')).length).toBeLessThan(6));

  test('every link leads to a page that is there', () => {
    for (const [path, text] of Object.entries(written))
      for (const [, target] of text.matchAll(/\]\(([^)]+)\)/g))
        expect(
          existsSync(join(root, dirname(path), target as string)) || join(dirname(path), target as string) in written,
          `${path}: ${target}`,
        ).toBe(true);
  });

  test('the tables are whole: every code, every error, every row, as many cells as heads', () => {
    for (const { code } of ruleEntries()) expect(written['docs/rules/README.md']).toContain(`[${code}](${code}.md)`);
    for (const { code } of apiErrorEntries()) expect(written['docs/api-errors.md']).toContain(`| \`${code}\` |`);
    for (const { row } of rows()) expect(written['docs/constraints.md']).toContain(`| ${row} |`);
    for (const path of ['docs/rules/README.md', 'docs/api-errors.md', 'docs/constraints.md']) {
      let wide = 0;
      for (const line of (written[path] as string).split('\n')) {
        const cells = line.startsWith('|') ? line.replaceAll('\\|', '').split('|').length : 0;
        if (wide > 0 && cells > 0) expect(cells, line).toBe(wide);
        wide = cells;
      }
    }
  });
});
