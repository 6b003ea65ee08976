import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mistake } from '../../src/init/mistake.ts';
import { folder, snapspec } from '../support/cli.ts';
import { terminalPicture } from '../support/terminal-picture.ts';

const root = join(import.meta.dirname, '../..');
const file = join(root, 'docs/terminal.svg');
const columns = 96;

/** What the terminal of the README shows: the first plan, and the finding of a mistake. */
async function shown(): Promise<string> {
  const cwd = folder();
  const look = { color: { stdout: true, stderr: true }, columns: { stdout: columns, stderr: columns } };
  await snapspec(cwd, ['init', '--stack', 'shop', '--region', 'cn-hangzhou']);
  const plan = (await snapspec(cwd, ['plan', '--local'], look)).stdout;
  const spec = readFileSync(join(cwd, 'snapspec.yaml'), 'utf8');
  expect(spec).toContain(mistake.from);
  writeFileSync(join(cwd, 'snapspec.yaml'), spec.replace(mistake.from, mistake.to));
  const lint = (await snapspec(cwd, ['lint'], look)).stdout;
  const prompt = (command: string): string => `\x1b[2m$\x1b[22m \x1b[1msnapspec ${command}\x1b[22m\n`;
  return `${prompt('plan --local')}${plan}\n${prompt('lint')}${lint}`;
}

test('the picture of the README is what the terminal shows', async () => {
  const text = await shown();
  expect(text).toContain('\x1b[');
  const picture = terminalPicture(text, columns, 'snapspec plan, and a finding of snapspec lint');
  if (process.env['UPDATE_PAGES']) writeFileSync(file, picture);
  expect(picture).toBe(readFileSync(file, 'utf8'));
  expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain('](docs/terminal.svg)');
  for (const line of text.replace(/\x1b\[\d+m/g, '').split('\n')) expect(line.length).toBeLessThanOrEqual(columns);
});
