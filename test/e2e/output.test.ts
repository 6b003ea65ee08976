import { describe, expect, test } from 'vitest';
import { cloud, folder, snapspec, towards, withKeys } from '../support/cli.ts';
import { disks, instances, seed } from '../support/specs.ts';

const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const schedule = 'schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 7';
const one = `${head}snapshots: {a: {diskId: ${disks[0]}, takeUntil: 2099-01-01, description: first words}}\n`;

describe('what is printed', () => {
  test('apply --format json is one document, with ids and RequestIds', async () => {
    withKeys();
    const emulator = await cloud(seed);
    const { code, stdout } = await snapspec(folder({ 'snapspec.yaml': one }), [
      'apply',
      '--auto-approve',
      '--format',
      'json',
      ...towards(emulator),
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      formatVersion: '1.0',
      kind: 'snapspec.receipt',
      results: [
        {
          id: 'snapshots/a#create',
          outcome: 'done',
          resourceId: expect.stringMatching(/^s-/),
          requestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
        },
      ],
      after: { matches: true, entries: [{ address: 'snapshots/a', outcome: 'unchanged', status: 'accomplished' }] },
    });
  });

  test('hostile names in the cloud do not drive the terminal', async () => {
    withKeys();
    const emulator = await cloud({
      ...seed,
      disks: [...(seed.disks ?? []), { id: 'd-evil\u001b]52;c;x\u0007', tags: { evil: 'yes' }, instance: instances[0] as string }],
    });
    const cwd = folder({ 'snapspec.yaml': `${head}policies: {p: {${schedule}, disks: {any: [{tags: {evil: "yes"}}]}}}\n` });
    const { stdout } = await snapspec(cwd, ['plan', ...towards(emulator)]);
    expect(stdout).toContain('attach 1 disk: d-evil\\u{1b}]52;c;x\\u{7}');
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });

  test('an entry whose takeUntil has passed is listed, not counted as unchanged', async () => {
    withKeys();
    const cwd = folder({ 'snapspec.yaml': `${head}snapshots: {a: {diskId: ${disks[0]}, takeUntil: 2016-11-25}}\n` });
    const { stdout } = await snapspec(cwd, ['plan', ...towards(await cloud(seed))]);
    expect(stdout).toContain('= snapshots/a snapshot: closed, no backup exists; its takeUntil has passed, so it is never taken');
    expect(stdout).toContain('No changes: 1 closed.');
  });
});
