import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyze } from '../src/frontend/analyze.ts';
import { folder, snapspec } from './support/cli.ts';

const root = join(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const scripts = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { [name: string]: string } }).scripts;

const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map((found) => found[1] as string);

/** What a person types, and what it prints. */
const typed = (block: string): { command: string; output: string }[] =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map((part) => ({ command: part.slice(0, part.indexOf('\n')), output: part.slice(part.indexOf('\n') + 1) }));

/** `sed -i 's/FROM/TO/' FILE`, the one editor of the README. */
function edit(command: string, cwd: string): boolean {
  const found = /^sed -i 's\/(.*)\/(.*)\/' (\S+)$/.exec(command);
  if (found === null) return false;
  const path = join(cwd, found[3] as string);
  const before = readFileSync(path, 'utf8');
  expect(before, 'the text to replace is there').toContain(found[1]);
  writeFileSync(path, before.replace(found[1] as string, found[2] as string));
  return true;
}

describe('the README', () => {
  test.each(blocks('console').map((block) => [typed(block)[0]?.command, block] as const))('prints what it says: %s', async (_, block) => {
    const cwd = folder();
    cpSync(join(root, 'examples/quickstart'), cwd, { recursive: true });
    for (const { command, output } of typed(block)) {
      if (edit(command, cwd)) continue;
      const [name, ...argv] = command.split(' ');
      expect(name).toBe('snapspec');
      expect((await snapspec(cwd, argv)).stdout).toBe(output.replace(/\n+$/, '\n'));
    }
  });

  test('the commands to type by hand do what it says', async () => {
    const block = blocks('sh').find((text) => text.includes('cd examples/quickstart')) as string;
    const cwd = folder();
    cpSync(join(root, 'examples/quickstart'), cwd, { recursive: true });
    const commands = block.split('\n').filter((line) => line.startsWith('snapspec '));
    expect(commands).toHaveLength(4);
    for (const line of commands) {
      const [command, says] = line.split(/\s+#\s/) as [string, string | undefined];
      const { code, stdout } = await snapspec(cwd, command.split(' ').slice(1));
      expect(code, command).toBe(0);
      if (says !== undefined) expect(stdout).toContain(says);
    }
  });

  test('the spec by example has no findings', () => {
    for (const content of blocks('yaml'))
      expect(analyze([{ file: 'README.md', content }], { year: 2026, unresolved: 'error' }).diagnostics).toEqual([]);
  });

  test('the npm scripts and the pages that it names are there', () => {
    for (const [, script] of readme.matchAll(/npm (?:run )?(\w+) {2,}#/g)) expect(Object.keys(scripts)).toContain(script);
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
