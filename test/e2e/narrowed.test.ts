import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cloud, folder, rowsOf, snapspec, towards, withKeys } from '../support/cli.ts';
import { seed } from '../support/specs.ts';

const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const policy = (key: string): string => `  ${key}: {schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 14}\n`;

test.each([
  ['named in removed', 'removed: [{address: policies/old}]\n', [], 0],
  ['pruned', '', ['--prune'], 64],
])('a run about nothing but what it deletes sees that it is gone, and ends well: %s', async (_, removed, flags, again) => {
  withKeys();
  const emulator = await cloud(seed);
  const cwd = folder({ 'snapspec.yaml': `${head}policies:\n${policy('keep')}${policy('old')}` });
  const apply = (...more: readonly string[]) => snapspec(cwd, ['apply', '--auto-approve', ...more, ...towards(emulator)]);
  expect((await apply()).code).toBe(0);
  writeFileSync(join(cwd, 'snapspec.yaml'), `${head}${removed}policies:\n${policy('keep')}`);
  const { code, stdout, stderr } = await apply('--target', 'policies/old', ...flags);
  expect(stderr).not.toContain('error:');
  expect(stdout).toContain('The cloud was read again');
  expect(code).toBe(0);
  expect(rowsOf(emulator, 'policies')).toHaveLength(1);
  // What is to go by the spec may be named when it is gone; what nothing names is a mistake.
  expect((await apply('--target', 'policies/old', ...flags)).code).toBe(again);
});

test('a run says of what it was told to leave out that it was', async () => {
  withKeys();
  const emulator = await cloud(seed);
  const cwd = folder({ 'snapspec.yaml': `${head}policies:\n${policy('a')}${policy('b')}` });
  const apply = (...more: readonly string[]) => snapspec(cwd, ['apply', '--auto-approve', ...more, ...towards(emulator)]);
  expect((await apply('--target', 'policies/a')).stdout).toContain(
    'The cloud was read again: what the run was about matches the spec. 1 entry was left out of the run.\n',
  );
  const { after } = JSON.parse((await apply('--exclude', 'policies/b', '--format', 'json')).stdout);
  expect(after).toMatchObject({ matches: true, leftOut: ['policies/b'] });
  const all = await apply('--format', 'json');
  expect(JSON.parse(all.stdout).after).toMatchObject({ matches: true });
  expect(JSON.parse(all.stdout).after).not.toHaveProperty('leftOut');
});
