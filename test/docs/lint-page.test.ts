import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder, snapspec } from '../support/cli.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/lint.md'), 'utf8');
const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n\n';

/** A block of the page by its first line, without that line. */
const block = (first: string): string => new RegExp(`\`\`\`yaml\\n# ${first}\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? `no block ${first}`;

test('mending and layout do what the page shows', async () => {
  const cwd = folder();
  const path = join(cwd, 'snapspec.yaml');
  writeFileSync(path, head + block('before'));
  expect((await snapspec(cwd, ['lint', '--fix'])).stdout).toContain('Fixed 1 finding.');
  expect((await snapspec(cwd, ['fmt', 'snapspec.yaml'])).code).toBe(0);
  expect(readFileSync(path, 'utf8')).toBe(head + block('after lint --fix and fmt'));
});
