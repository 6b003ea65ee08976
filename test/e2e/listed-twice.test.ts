import { expect, test } from 'vitest';
import { startFront } from '../fuzz/replies/front.ts';
import { mapped } from '../fuzz/replies/values.ts';
import { cloud, folder, snapspec, towards, withKeys } from '../support/cli.ts';

const spec = `apiVersion: snapspec/v1
stack: s
region: cn-hangzhou
policies: {p: {schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 7, disks: {any: [{tags: {tier: gold}}]}}}
snapshots: {one: {diskId: d-2, occurrence: a}}
groups: {all: {instanceId: i-1, occurrence: a}}
desktopSnapshots: {desk: {desktopId: ecd-1, sourceDiskType: system, occurrence: a}}
`;

/** Each item of each list a second time, as where pages shift while they are read. */
const doubled = (value: unknown): unknown => (Array.isArray(value) ? [...value, ...value] : value);

// Once an item was "a second one of the same entry" as itself.
test.each([
  'ecs DescribeAutoSnapshotPolicyEx',
  'ecs DescribeAutoSnapshotPolicyAssociations',
  'ecs DescribeSnapshots',
  'ecs DescribeSnapshotGroups',
  'ecs DescribeDisks',
  'ecd DescribeSnapshots',
  'ecd DescribeDesktops',
])('what %s lists twice is there once', async (operation) => {
  withKeys();
  const emulator = await cloud({
    instances: [{ id: 'i-1' }],
    disks: [{ id: 'd-1', instance: 'i-1', tags: { tier: 'gold' } }, { id: 'd-2' }],
    desktops: [{ id: 'ecd-1' }],
  });
  let struck = 0;
  const front = await startFront(emulator.port, {
    operation,
    from: 'start',
    lost: false,
    kind: {
      says: 'odd',
      answer: (response, { status, body }) => {
        struck++;
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(mapped(body, doubled)));
      },
    },
  });
  try {
    const cwd = folder({ 'snapspec.yaml': spec });
    const plan = (url: string) => snapspec(cwd, ['plan', '--detailed-exitcode', ...towards({ url })]);
    expect(await plan(front.url)).toEqual(await plan(emulator.url));
    expect((await snapspec(cwd, ['apply', '--auto-approve', ...towards(emulator)])).code).toBe(0);
    const honest = await plan(emulator.url);
    expect(honest.code).toBe(0);
    expect(await plan(front.url)).toEqual(honest);
    expect(struck).toBeGreaterThan(0);
  } finally {
    front.close();
  }
});
