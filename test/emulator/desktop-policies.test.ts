import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { loadModel } from '../../src/emulator/index.ts';
import type { Controls } from '../../src/emulator/index.ts';
import { cloud, refusal, region } from './client.ts';
import type { Body, Cloud } from './client.ts';
import { ours } from './witnesses.ts';

type Member = string | { readonly type: string; readonly members: { readonly [name: string]: Member } };
type Operation = { readonly request: { readonly [name: string]: string }; readonly reply: { readonly [name: string]: Member } };
const fixture: { readonly operations: { readonly [action: string]: Operation } } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/ecd-parameters.json'), 'utf8'),
);

let local: Cloud;
afterEach(async () => local?.emulator.close());

const hour = 3_600_000;
const day = 24 * hour;
const start = async (settings: NonNullable<Controls['settings']> = {}): Promise<void> => {
  local = await cloud({ desktops: [{ id: 'ecd-1' }, { id: 'ecd-2', disks: ['system'] }] }, { settings });
};
const least = { ...region, PolicyName: 'nightly', RetentionDays: 2, CronExpression: '0 30 19,20 ? * 1-7' };
const created = async (params: object = {}): Promise<string> =>
  (await local.ecd('CreateAutoSnapshotPolicy', { ...least, ...params }))['PolicyId'];
const policies = async (params: object = {}): Promise<readonly Body[]> =>
  (await local.ecd('DescribeAutoSnapshotPolicy', { ...region, ...params }))['AutoSnapshotPolicies'];
const desktops = async (params: object = {}): Promise<readonly Body[]> =>
  (await local.ecd('DescribeDesktops', { ...region, ...params }))['Desktops'];
const snapshots = async (): Promise<readonly Body[]> => (await local.ecd('DescribeSnapshots', { ...region, MaxResults: 100 }))['Snapshots'];
const apply = (PolicyId: string, ...DesktopId: readonly string[]): Promise<Body> =>
  local.ecd('ApplyAutoSnapshotPolicy', { ...region, PolicyId, DesktopId });

describe.each(Object.entries(fixture.operations))('%s', (action, { request }) => {
  test('takes what the SDK sends, with its types, and requires what it requires', () => {
    const served = loadModel().operations.find((one) => one.service === 'ecd' && one.action === action);
    const taken = Object.entries(ours(served?.params ?? {})).map(([name, { type, required }]) => [
      name,
      `${type}${required ? ' required' : ''}`,
    ]);
    expect(Object.fromEntries(taken)).toEqual(request);
  });
});

const kinds: { readonly [type: string]: (value: unknown) => boolean } = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
};

function check(body: Body, members: { readonly [name: string]: Member }): void {
  for (const [name, value] of Object.entries(body)) {
    const member = members[name];
    if (typeof member === 'object') for (const one of value) check(one, member.members);
    else expect(kinds[member ?? '']?.(value), `${name} is ${JSON.stringify(value)}, the SDK reads ${member}`).toBe(true);
  }
}

test('replies hold what the SDK reads, with its types', async () => {
  await start();
  const make = await local.ecd('CreateAutoSnapshotPolicy', { ...least, DiskType: 'system' });
  const PolicyId = make['PolicyId'];
  const replies: { readonly [action: string]: Body } = {
    CreateAutoSnapshotPolicy: make,
    DescribeAutoSnapshotPolicy: await local.ecd('DescribeAutoSnapshotPolicy', region),
    ModifyAutoSnapshotPolicy: await local.ecd('ModifyAutoSnapshotPolicy', { ...region, PolicyId, RetentionDays: 3 }),
    ApplyAutoSnapshotPolicy: await apply(PolicyId, 'ecd-1'),
    CancelAutoSnapshotPolicy: await local.ecd('CancelAutoSnapshotPolicy', { ...region, PolicyId, DesktopId: ['ecd-1'] }),
    DeleteAutoSnapshotPolicy: await local.ecd('DeleteAutoSnapshotPolicy', { ...region, PolicyId: [PolicyId] }),
  };
  for (const [action, { reply }] of Object.entries(fixture.operations)) check(replies[action] as Body, reply);
});

describe('a policy of desktops', () => {
  test('is created, changed, applied, replaced, cancelled, deleted', async () => {
    await start();
    const [id, other] = [await created(), await created({ PolicyName: 'weekly' })];
    await apply(id, 'ecd-1', 'ecd-2');
    await local.ecd('ModifyAutoSnapshotPolicy', { ...region, PolicyId: id, RetentionDays: 180 });
    expect(await policies({ PolicyId: id })).toMatchObject([
      { PolicyName: 'nightly', RetentionDays: '180', TimePoints: '["19","20"]', CronExpression: least.CronExpression, DesktopNum: 2 },
    ]);
    await apply(other, 'ecd-2');
    expect(await desktops({ SnapshotPolicyId: other, IncludeAutoSnapshotPolicy: true })).toMatchObject([
      { DesktopId: 'ecd-2', SnapshotPolicyId: other, SnapshotPolicyName: 'weekly' },
    ]);
    await local.ecd('CancelAutoSnapshotPolicy', { ...region, PolicyId: other, DesktopId: ['ecd-1', 'ecd-2'] });
    expect((await policies()).map((one) => [one['PolicyName'], one['DesktopNum']])).toEqual([
      ['weekly', 0],
      ['nightly', 1],
    ]);
    await local.ecd('DeleteAutoSnapshotPolicy', { ...region, PolicyId: [id, 'sp-none'] });
    expect(await policies({ PolicyName: 'nightly' })).toEqual([]);
    expect((await desktops({ DesktopId: ['ecd-1'], IncludeAutoSnapshotPolicy: true }))[0]).not.toHaveProperty('SnapshotPolicyId');
  });

  test.each<[string, object]>([
    ['MissingParameter 400', { PolicyName: '' }],
    ['InvalidParameter 400', { PolicyName: 'a' }],
    ['InvalidParameter 400', { PolicyName: 'a.b' }],
    ['InvalidParameter 400', { RetentionDays: 181 }],
    ['InvalidParameter 400', { RetentionDays: -1 }],
    ['InvalidParameter 400', { DiskType: 'ALL' }],
    ['InvalidParameter 400', { CronExpression: '0 0 24 ? * 1-7' }],
    ['InvalidParameter 400', { CronExpression: '30 0 2 ? * 1-7' }],
    ['accepted', { CronExpression: '0 0 5,7 ? * 2/2' }],
    ['accepted', { CronExpression: '0 20 16 ? * 1,2,3,4,5,6,7' }],
  ])('%s with %j', async (outcome, params) => {
    await start();
    expect(await refusal(local.ecd('CreateAutoSnapshotPolicy', { ...least, ...params }))).toBe(outcome);
  });

  test('that does not exist, or is given too many desktops, is refused', async () => {
    await start();
    const id = await created();
    expect(await refusal(apply('sp-none', 'ecd-1'))).toBe('InvalidPolicyId.NotFound 404');
    expect(await refusal(apply(id, 'ecd-none'))).toBe('InvalidDesktopId.NotFound 404');
    expect(await refusal(apply(id, ...Array.from({ length: 21 }, () => 'ecd-1')))).toBe('InvalidParameter 400');
    expect((await policies())[0]).toMatchObject({ DesktopNum: 0 });
  });

  test.each([
    [{}, undefined],
    [{ desktopPolicyListed: true }, 'nightly'],
  ])('is listed by a desktop without the flag by %j as %s', async (settings, name) => {
    await start(settings);
    await apply(await created(), 'ecd-1');
    expect((await desktops({ DesktopId: ['ecd-1'] }))[0]?.['SnapshotPolicyName']).toBe(name);
  });

  // The clock stands at 18:00 of UTC+8, on a Saturday.
  test('takes snapshots at its times in UTC+8, which are deleted after its retention', async () => {
    await start();
    await apply(await created(), 'ecd-1', 'ecd-2');
    await local.ecd('CreateSnapshot', { ...region, DesktopId: 'ecd-1', SnapshotName: 'by-hand', SourceDiskType: 'system' });
    local.clock.now += 1.5 * hour;
    const taken = await snapshots();
    expect(taken).toHaveLength(4);
    expect(taken.filter((one) => one['SnapshotType'] === 'AUTO')).toHaveLength(3);
    expect(taken[0]).toMatchObject({ CreationTime: '2026-11-21T11:30:00Z', DeletionTime: '2026-11-23T11:30:00Z', DesktopId: 'ecd-2' });
    local.clock.now += 2 * day;
    expect((await snapshots()).filter((one) => one['SnapshotType'] === 'AUTO')).toHaveLength(12);
    expect((await snapshots()).filter((one) => one['SnapshotType'] === 'USER')).toHaveLength(1);
  });

  test.each([
    ['sunday', 7, 1],
    ['sunday', 6, 0],
    ['monday', 6, 1],
  ] as const)('counts its days from %s: on a Saturday, day %d takes %d', async (desktopCronDayOne, onDay, many) => {
    await start({ desktopCronDayOne });
    await apply(await created({ CronExpression: `0 0 19 ? * ${onDay}`, DiskType: 'SYSTEM' }), 'ecd-1');
    local.clock.now += 2 * hour;
    expect(await snapshots()).toHaveLength(many);
  });
});
