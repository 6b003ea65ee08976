import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { schemaFile, schemaNames, schemas } from '../../src/cli/schema-names.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/editors.md'), 'utf8');

/** Where the page says that a schema is, below a package or a clone. */
const named = [...page.matchAll(/(?:node_modules\/snapspec|path\/to\/snapspec)\/(schema\/[a-z-]+\.schema\.json)/g)].map(
  (found) => found[1] as string,
);

test('every path of the page is one of the package', () => {
  expect(new Set(named)).toEqual(new Set([schemaFile('spec'), schemaFile('seed')]));
  expect(named.length).toBeGreaterThan(4);
});

test('the lines that name a schema are those that test/with/editor.mjs opens', () => {
  const lines = [...page.matchAll(/^# yaml-language-server: \$schema=(\S+)$/gm)].map((found) => found[1]);
  expect(lines).toEqual([
    './node_modules/snapspec/schema/snapspec.schema.json',
    '/path/to/snapspec/schema/snapspec.schema.json',
    './snapspec.schema.json',
  ]);
  const checks = readFileSync(join(root, 'test/with/editor.mjs'), 'utf8');
  for (const line of lines) expect(checks).toContain((line as string).replace(/^\/path\/to\/snapspec\//, ''));
});

test('the settings of VS Code are JSON, and those of the checks', () => {
  const [, block = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
  const settings = JSON.parse(block) as { 'yaml.schemas': { [path: string]: string | string[] } };
  expect(Object.keys(settings['yaml.schemas']).length).toBe(2);
  expect(readFileSync(join(root, 'test/with/editor.mjs'), 'utf8')).toContain('yaml.schemas');
});

test('the table lists every schema, with what it describes', () => {
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \| (.+) \|$/gm)].map((found) => [found[1], (found[2] as string).replaceAll('`', '')]);
  expect(rows).toEqual(schemaNames.map((name) => [name, schemas[name]]));
});
