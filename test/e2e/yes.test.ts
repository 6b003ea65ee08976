import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connectWriter } from '../../src/cloud/client.ts';
import { endpointsOf } from '../../src/cloud/endpoints.ts';
import { localKey } from '../../src/emulator/index.ts';
import { kindOf } from '../../src/kinds/registry.ts';
import { cloud, folder, rowsOf, snapspec, towards, withKeys } from '../support/cli.ts';
import { disks, seed } from '../support/specs.ts';

const spec = (days: number): string =>
  `apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\nlimits: {reductions: 2}\npolicies: {p: {schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: ${days}, disks: {any: [{id: ${disks[3]}}], unlisted: keep}}}\n`;

test('a yes does not count where another disk would lose its protection than was shown', async () => {
  withKeys();
  const emulator = await cloud(seed);
  const { url } = emulator;
  const cwd = folder({ 'snapspec.yaml': spec(14) });
  const run = (...argv: readonly string[]) => snapspec(cwd, [...argv, ...towards(emulator)]);
  expect((await run('apply', '--auto-approve')).code).toBe(0);
  const [{ id }] = rowsOf<{ id: string }>(emulator, 'policies') as [{ id: string }];
  const how = kindOf('policies').attachments as NonNullable<ReturnType<typeof kindOf>['attachments']>;
  const credentials = { accessKeyId: localKey.id, accessKeySecret: localKey.secret };
  const { write } = connectWriter({ credentials, endpointsIn: (at) => endpointsOf(at, { ecs: url, ecd: url, sts: url }) });
  const [first, second] = disks as [string, string];
  await write(how.attach('cn-hangzhou', id, [first]));
  writeFileSync(join(cwd, 'snapspec.yaml'), spec(7));
  let asked = 0;
  const ask = async (): Promise<string> => {
    asked += 1;
    if (asked > 1) return 'no';
    await write(how.attach('cn-hangzhou', id, [second]));
    await write(how.detach('cn-hangzhou', id, [first]));
    return 'yes';
  };
  const { code, stdout } = await snapspec(cwd, ['apply', ...towards(emulator)], { interactive: true, ask });
  expect({ asked, code }).toEqual({ asked: 2, code: 3 });
  expect(stdout).toContain('2 reductions');
  expect(rowsOf<{ retentionDays: number }>(emulator, 'policies')).toMatchObject([{ retentionDays: 14 }]);
});
