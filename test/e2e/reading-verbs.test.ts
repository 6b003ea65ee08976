import { describe, expect, test } from 'vitest';
import { plan } from '../../src/index.ts';
import { localKey } from '../../src/emulator/index.ts';
import { cloud, folder, snapspec, towards, withKeys } from '../support/cli.ts';
import { disks, seed } from '../support/specs.ts';

const spec = `apiVersion: snapspec/v1
stack: s
region: cn-hangzhou
policies: {p: {schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 7, disks: {any: [{id: ${disks[0]}}]}}}
snapshots: {a: {diskId: ${disks[1]}, takeUntil: 2099-01-01}}
groups: {g: {diskIds: [${disks[2]}]}}
desktopSnapshots: {d: {desktopId: ecd-desk0000, sourceDiskType: system}}
`;
const call = { at: 0, service: 'ecs', status: 200, code: '', requestId: 'R' } as const;

describe('verbs that only read', () => {
  test.each(['plan', 'plan --prune', 'plan --out plan.json', 'drift', 'lint --live'])(
    '%s asks the cloud, and sends nothing that changes it, where everything is to be made',
    async (line) => {
      withKeys();
      const emulator = await cloud(seed);
      const cwd = folder({ 'snapspec.yaml': spec });
      await snapspec(cwd, [...line.split(' '), ...towards(emulator)]);
      expect(emulator.calls().length).toBeGreaterThan(5);
      expect(emulator.calls().filter(({ reads }) => !reads)).toEqual([]);
      expect(emulator.world().resources['snapshots']?.rows ?? []).toEqual([]);
    },
  );

  test('so does the library', async () => {
    const emulator = await cloud(seed);
    const access = {
      credentials: { accessKeyId: localKey.id, accessKeySecret: localKey.secret },
      endpoints: { ecs: emulator.url, ecd: emulator.url, sts: emulator.url },
    };
    expect((await plan([{ file: 's.yaml', content: spec }], access)).operations.length).toBeGreaterThan(4);
    expect(emulator.calls().filter(({ reads }) => !reads)).toEqual([]);
  });

  test('every test of them counts: one that wrote would fail whatever it asks for', async () => {
    withKeys();
    const emulator = await cloud(seed);
    const cwd = folder({ 'snapspec.yaml': spec });
    let looks = 0;
    const written = { ...call, action: 'CreateSnapshot', reads: false };
    const flags = towards({ url: emulator.url, calls: () => (looks++ === 0 ? [] : [written]) });
    await expect(snapspec(cwd, ['plan', ...flags])).rejects.toThrow('plan');
    looks = 0;
    await expect(snapspec(cwd, ['apply', '--auto-approve', ...flags])).resolves.toMatchObject({ code: 0 });
  });
});
