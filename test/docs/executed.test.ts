import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, snapspec } from '../support/cli.ts';
import { commandsNamed, execute } from '../support/executed-pages.ts';

const root = join(import.meta.dirname, '../..');
const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const textOf = (page: string): string => readFileSync(join(root, page), 'utf8');

/** Pages that are short and executed; the reference is derived, or tested where it is implemented. */
const executed = [
  'README.md',
  ...['getting-started', 'concepts', 'regions-and-accounts', 'terraform', 'restore', 'faq'].map((name) => `docs/${name}.md`),
];

describe.each(executed)('%s', (page) => {
  test('its commands print what it says', async () => {
    const text = textOf(page);
    expect(text).toContain('```console\n$ ');
    const now = await execute(text, folder());
    if (process.env['UPDATE_PAGES']) writeFileSync(join(root, page), now);
    expect(now).toBe(textOf(page));
  });

  test('is short', () => expect(textOf(page).split('\n').length).toBeLessThanOrEqual(page === 'README.md' ? 190 : 135));
});

const help = new Map<string, Promise<string>>();
function helpOf(verb: string): Promise<string> {
  const page = help.get(verb) ?? snapspec('/', [verb, '--help']).then(({ code, stdout }) => (code === 0 ? stdout : ''));
  help.set(verb, page);
  return page;
}

describe('every page', () => {
  test.each(pages)('%s: the commands that it names exist, with their flags', async (page) => {
    for (const [verb = '', ...argv] of commandsNamed(textOf(page))) {
      if (verb.startsWith('-')) continue;
      const text = await helpOf(verb);
      expect(text, `snapspec ${verb}`).toContain('Usage: ');
      for (const flag of argv.filter((word) => /^--?[a-z]/.test(word)))
        expect(text, `snapspec ${verb} ${flag}`).toMatch(new RegExp(`${flag.split('=')[0]}\\b`));
    }
    expect(textOf(page).length).toBeGreaterThan(0);
  });

  test('every link leads to a page that is there, and that is packed', () => {
    const packed = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { files: string[] }).files;
    const isPacked = (path: string): boolean =>
      ['README.md', 'LICENSE', 'package.json'].includes(path) ||
      packed.some(
        (pattern) =>
          path === pattern || path.startsWith(`${pattern}/`) || (path.startsWith(pattern.split('*')[0] as string) && pattern.includes('*')),
      );
    for (const page of pages)
      for (const [, target] of textOf(page).matchAll(/\]\(([^)#\s]+)(?:#[\w-]*)?\)/g)) {
        if (/^https?:/.test(target as string)) continue;
        const path = join(dirname(page), target as string);
        expect(existsSync(join(root, path)), `${page}: ${target}`).toBe(true);
        expect(isPacked(path), `${page}: ${target} is not packed`).toBe(true);
      }
  });

  test('every anchor is a heading of its page', () => {
    const slug = (heading: string): string =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-');
    for (const page of pages)
      for (const [, target, anchor] of textOf(page).matchAll(/\]\(([^)#\s]*)#([^)\s]+)\)/g)) {
        const path = target === '' ? page : join(dirname(page), target as string);
        const headings = [...textOf(path).matchAll(/^#+ (.+)$/gm)].map((found) => slug(found[1] as string));
        expect(headings, `${page}: ${target}#${anchor}`).toContain(anchor);
      }
  });

  test('the map names them all', () => {
    const map = textOf('docs/README.md');
    for (const page of pages.filter((one) => one.startsWith('docs/') && one !== 'docs/README.md'))
      expect(map).toContain(`](${page.slice(5)})`);
  });
});
