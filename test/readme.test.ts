import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyze } from '../src/frontend/analyze.ts';
import { folder, snapspec } from './support/cli.ts';

const root = join(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const scripts = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { [name: string]: string } }).scripts;

const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map((found) => found[1] as string);

// Its commands are run, and their output compared, in test/docs/executed.test.ts.
describe('the README', () => {
  test('the spec by example has no findings', () => {
    for (const content of blocks('yaml'))
      expect(analyze([{ file: 'README.md', content }], { year: 2026, unresolved: 'error' }).diagnostics).toEqual([]);
  });

  test('the npm scripts and the pages that it names are there', () => {
    for (const [, script] of readme.matchAll(/npm run (\w+)/g)) expect(Object.keys(scripts)).toContain(script);
    for (const [, target] of readme.matchAll(/\]\(([^)#]+)\)/g)) expect(existsSync(join(root, target as string)), target).toBe(true);
  });
});

describe('the examples', () => {
  test('are in canonical layout, and lint has nothing to say', async () => {
    const cwd = folder();
    cpSync(join(root, 'examples/quickstart'), cwd, { recursive: true });
    expect(await snapspec(cwd, ['fmt', '--check', 'snapspec.yaml'])).toMatchObject({ code: 0 });
    expect(await snapspec(cwd, ['lint', '--strict', '--fail-on', 'info'])).toMatchObject({ code: 0, stdout: 'No findings in 1 file.\n' });
  });
});
