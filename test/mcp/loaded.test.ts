import { readFileSync, readdirSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { expect, test } from 'vitest';

const dist = join(import.meta.dirname, '../../dist');
const textOf = (file: string): string => readFileSync(join(dist, file), 'utf8');
const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => /\.c?js$/.test(file));
/** A text that stands in the server alone. */
const isServer = (file: string): boolean => textOf(file).includes('notifications/cancelled');

/** Every built file that is loaded when one is, without what is loaded lazily. */
function loadedWith(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, from] of textOf(file).matchAll(/^(?:import|export)\b[^'"\n]*?['"](\.[^'"]+)['"]|require\("(\.[^"]+)"\)/gm))
    if (from !== undefined) loadedWith(normalize(join(file, '..', from)), seen);
  return seen;
}

test('the server is a chunk of its own, which nothing loads but its verb', () => {
  const servers = files.filter(isServer);
  expect(servers).toHaveLength(1);
  for (const start of ['cli/main.cjs', 'cli/lint-entry.cjs', 'cli/program.js', 'lib/index.js', 'lib/emulator.js'])
    expect([...loadedWith(start)].filter(isServer), start).toEqual([]);
  expect([...loadedWith('cli/program.js')].length).toBeGreaterThan(2);
  const [server] = servers as [string];
  const loading = files.filter((file) => new RegExp(`import\\(['"]\\.{1,2}/${server.replaceAll('.', '\\.')}['"]\\)`).test(textOf(file)));
  expect(loading).toHaveLength(1);
  expect([...loadedWith('cli/program.js')]).toContain(loading[0]);
});

const root = join(import.meta.dirname, '../../src');
const sources = readdirSync(join(root, 'mcp'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

test('its tools are given nothing to write with: no writer, no file to write, no verb that changes something', () => {
  expect(sources.length).toBeGreaterThan(8);
  const writing = /connectWriter|\bWriter\b|applyStack|writeFile|openEnd|from '[^']*(?:apply|files|cli)\//;
  expect(sources.filter((file) => writing.test(readFileSync(join(root, 'mcp', file), 'utf8')))).toEqual([]);
  expect(readFileSync(join(root, 'cli/verbs/mcp.ts'), 'utf8')).not.toMatch(/connectWriter|\bWriter\b|applyStack|writeFile|openEnd/);
});
