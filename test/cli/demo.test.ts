import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { built, shell } from '../support/built.ts';
import { folder, snapspec } from '../support/cli.ts';

const root = join(import.meta.dirname, '../..');

/** What the demo ends with: commands, and paths that are there. */
const nextIn = (stdout: string): string[] =>
  stdout
    .slice(stdout.indexOf('\nNext:\n') + 7)
    .trimEnd()
    .split('\n')
    .map((line) => line.trim().replace(/ {2,}#.*$/, ''));

test('the demo shows its spec, breaks it once, and does the rest on the local cloud', async () => {
  const { code, stdout } = await snapspec(root, ['demo']);
  expect(code).toBe(0);
  const at = (text: string): number => stdout.indexOf(text);
  const order = [
    'retentionDays: 14\n',
    'No findings in 1 file.',
    'error[policy-retention-days-range]: retentionDays is 70000',
    'Plan: 4 to create.',
    'The cloud was read again: it matches the spec.',
    'No changes: 4 unchanged.',
    '\nNext:\n',
  ].map(at);
  expect(order.every((one) => one >= 0)).toBe(true);
  expect([...order].sort((a, b) => a - b)).toEqual(order);
  expect(stdout).not.toContain('$schema');
});

test.each([
  ['in the clone', root],
  ['elsewhere', undefined],
])('what it names next is there: %s', async (_, where) => {
  const cwd = where ?? folder();
  const { code, stdout } = await shell(cwd, '$S demo', {}, 40);
  expect(code).toBe(0);
  const next = nextIn(stdout);
  expect(next.slice(0, 2)).toEqual(['snapspec init my-backups', 'snapspec explain']);
  for (const path of next.slice(2)) expect(existsSync(where === undefined ? path : join(cwd, path)), path).toBe(true);
  expect(next).toHaveLength(4);
  expect(existsSync(built)).toBe(true);
});

test.each([
  [{ npm_command: 'exec' }, '  npx snapspec init my-backups'],
  [{ npm_command: 'run-script', npm_lifecycle_event: 'demo' }, '  npm link'],
])('as it was started by %j, so it is typed again', async (environment, line) => {
  expect((await snapspec(root, ['demo'], { environment })).stdout).toContain(`\nNext:\n${line}`);
  expect((await snapspec(folder(), ['init', '--region', 'cn-hangzhou'], { environment })).stdout).toContain(
    environment.npm_command === 'exec' ? '  npx snapspec plan --local ' : '  snapspec plan --local ',
  );
});
