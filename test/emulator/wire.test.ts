import { afterAll, beforeAll, expect, test } from 'vitest';
import { DescribeRegionsRequest } from '@alicloud/ecs20140526/dist/models/DescribeRegionsRequest.js';
import { CreateSnapshotRequest } from '@alicloud/ecs20140526/dist/models/CreateSnapshotRequest.js';
import { cloud, refusal, region, sdk } from './client.ts';
import type { Cloud } from './client.ts';

let local: Cloud;
beforeAll(async () => {
  local = await cloud({ disks: [{ id: 'd-1', tags: { a: '1' } }], account: '1234567890123456' });
});
afterAll(() => local.emulator.close());

test('the SDK is let in by V3 and by V1, with parameters in the query and in a form', async () => {
  const odd = "a b*c~()!'+/中";
  for (const settings of [{}, { algorithm: 'v2' }, { form: true }, { algorithm: 'v2', form: true }] as const) {
    const { ecs } = sdk(local.emulator.host, settings);
    const { SnapshotId } = await ecs(
      'CreateSnapshot',
      new CreateSnapshotRequest({ diskId: 'd-1', description: odd, tag: [{ key: 'k', value: odd }] }),
    );
    local.clock.now += 1000;
    const { Snapshots } = await ecs('DescribeSnapshots', { ...region, SnapshotIds: JSON.stringify([SnapshotId]) });
    expect(Snapshots.Snapshot).toHaveLength(1);
    expect(Snapshots.Snapshot[0]).toMatchObject({ Description: odd, Tags: { Tag: [{ TagKey: 'k', TagValue: odd }] } });
  }
});

test('a wrong secret and an unknown key are refused as the service refuses them', async () => {
  const { localKey } = await import('../../src/emulator/index.ts');
  const wrong = sdk(local.emulator.host, { key: { ...localKey, secret: 'wrong' } });
  expect(await refusal(wrong.ecs('DescribeRegions', new DescribeRegionsRequest({})))).toBe('SignatureDoesNotMatch 400');
  const unknown = sdk(local.emulator.host, { key: { id: 'LTAI-other', secret: 'x' } });
  expect(await refusal(unknown.ecs('DescribeRegions', {}))).toBe('InvalidAccessKeyId.NotFound 404');
});

test('an error has the members of the service’s own', async () => {
  const error = (await local.ecs('CreateSnapshot', { DiskId: 'd-none' }).catch((one: unknown) => one)) as {
    name: string;
    code: string;
    data: { [name: string]: unknown };
    requestId: string;
  };
  expect(error).toMatchObject({ name: 'ClientError', code: 'InvalidDiskId.NotFound', statusCode: 404 });
  expect(error.data).toMatchObject({
    Code: 'InvalidDiskId.NotFound',
    Message: 'The specified DiskId does not exist.',
    HostId: local.emulator.host,
  });
  expect(error.data['Recommend']).toContain('q=InvalidDiskId.NotFound&product=Ecs');
  expect(error.requestId).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
});

test('unknown actions, versions and paths are refused, unknown parameters ignored', async () => {
  expect(await refusal(local.ecs('ResetDisk', region))).toBe('InvalidAction.NotFound 404');
  expect(await refusal(local.call('2000-01-01', 'DescribeRegions', {}))).toBe('InvalidVersion 400');
  expect(await refusal(local.ecs('DescribeRegions', { Unknown: 'x' }))).toBe('accepted');
  const plain = await fetch(`${local.emulator.url}/?Action=DescribeRegions&Version=2014-05-26`);
  expect([plain.status, ((await plain.json()) as { Code: string }).Code]).toEqual([400, 'IncompleteSignature']);
  const other = await fetch(`${local.emulator.url}/health`);
  expect(other.status).toBe(404);
});

test('who calls is the account of the key', async () => {
  expect(await local.sts('GetCallerIdentity')).toMatchObject({
    AccountId: '1234567890123456',
    IdentityType: 'Account',
    Arn: 'acs:ram::1234567890123456:root',
  });
});

test('calls are recorded with their outcome, and whether they only read', async () => {
  const before = local.emulator.calls().length;
  await local.ecs('DescribeRegions', {});
  await refusal(local.ecs('CreateSnapshot', { DiskId: 'd-none' }));
  expect(local.emulator.calls().slice(before)).toMatchObject([
    { service: 'ecs', action: 'DescribeRegions', status: 200, code: '', reads: true },
    { service: 'ecs', action: 'CreateSnapshot', status: 404, code: 'InvalidDiskId.NotFound', reads: false },
  ]);
});

test('one name in two services: the version decides', async () => {
  expect(
    await refusal(local.ecd('CreateSnapshot', { ...region, DesktopId: 'ecd-none', SnapshotName: 'name', SourceDiskType: 'system' })),
  ).toBe('InvalidDesktopId.NotFound 404');
});
