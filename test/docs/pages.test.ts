import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { apiErrorEntries } from '../../src/derive/api-errors.ts';
import { rows } from '../../src/derive/catalogue.ts';
import { ruleEntries } from '../../src/derive/rule-index.ts';
import { exampleReport } from '../../src/docs/example-output.ts';
import { pages } from '../../src/docs/pages.ts';

const root = join(import.meta.dirname, '../..');
const written = pages();

describe('the pages about findings', () => {
  test('are current; run npm run gen where they are not', () => {
    const stale = Object.entries(written).filter(
      ([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text,
    );
    expect(stale.map(([path]) => path)).toEqual([]);
    expect(readdirSync(join(root, 'docs/rules')).sort()).toEqual([...ruleEntries().map(({ code }) => `${code}.md`), 'README.md'].sort());
  });

  test.each(ruleEntries())('$code: its page has what lint says today of its example', ({ code, what, why, fix, example }) => {
    const page = written[`docs/rules/${code}.md`] as string;
    for (const text of [`# ${code}\n`, what, why, fix]) expect(page).toContain(text);
    if (example === undefined || page.includes('too many items')) return;
    expect(page).toContain(exampleReport(example.bad).trimEnd());
    expect(page).toContain(`[${code}]: `);
    expect(page).toContain(example.good.trimEnd());
  });

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
