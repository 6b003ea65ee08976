import { afterEach, describe, expect, test } from 'vitest';
import { checkSeed } from '../../src/emulator/seed/check.ts';
import { allowedBy } from '../../src/emulator/model/ram-policy.ts';
import type { RamPolicy } from '../../src/emulator/model/ram-policy.ts';
import { cloud, refusal, region, sdk } from './client.ts';
import type { Body, Cloud } from './client.ts';

const account = '1234567890123456';
const policy = (...Statement: RamPolicy['Statement']): RamPolicy => ({ Version: '1', Statement });
const arn = (name: string, where = 'cn-hangzhou'): string => `acs:ecs:${where}:${account}:${name}`;
const keys = {
  admin: { id: 'AK-admin', secret: 's' },
  ci: {
    id: 'AK-ci',
    secret: 's',
    user: 'ci',
    policies: [
      policy(
        { Effect: 'Allow', Action: 'ecs:CreateSnapshot', Resource: [arn('disk/d-1'), arn('disk/d-secret'), arn('snapshot/*')] },
        { Effect: 'Allow', Action: ['ecs:Describe*', 'sts:AssumeRole'], Resource: '*' },
      ),
      policy({ Effect: 'Deny', Action: 'ecs:*', Resource: arn('disk/d-secret') }),
    ],
  },
};

let open: Cloud | undefined;
const start = async (): Promise<Cloud> =>
  (open = await cloud({
    account,
    keys: [keys.admin, keys.ci],
    roles: [
      {
        name: 'reader',
        trust: [`acs:ram::${account}:user/ci`],
        policies: [policy({ Effect: 'Allow', Action: 'ecs:DescribeSnapshots', Resource: arn('snapshot/*') })],
      },
    ],
    instances: [{ id: 'i-1' }],
    disks: ['d-1', 'd-2', 'd-secret'].map((id) => ({ id, instance: 'i-1' })),
  }));
afterEach(async () => {
  await open?.emulator.close();
  open = undefined;
});
const as = (local: Cloud, key: { readonly id: string; readonly secret: string }) => sdk(local.emulator.host, { key });

describe('a key with policies of RAM', () => {
  test('does what they allow on the resources that they name, and is refused with Forbidden.RAM 403 otherwise', async () => {
    const local = await start();
    const { ecs } = as(local, keys.ci);
    expect(await refusal(ecs('CreateSnapshot', { DiskId: 'd-1' }))).toBe('accepted');
    expect(await refusal(ecs('CreateSnapshot', { DiskId: 'd-2' }))).toBe('Forbidden.RAM 403');
    // A statement that denies wins.
    expect(await refusal(ecs('CreateSnapshot', { DiskId: 'd-secret' }))).toBe('Forbidden.RAM 403');
    expect(await refusal(ecs('DescribeDisks', region))).toBe('accepted');
    expect(
      await refusal(ecs('TagResources', { ...region, ResourceType: 'disk', ResourceId: ['d-1'], Tag: [{ Key: 'a', Value: 'b' }] })),
    ).toBe('Forbidden.RAM 403');
    expect(local.emulator.calls().filter(({ code }) => code === 'Forbidden.RAM')).toHaveLength(3);
  });

  test('may always ask who it is, and whoever has none may do everything', async () => {
    const local = await start();
    expect(await as(local, keys.ci).sts('GetCallerIdentity')).toMatchObject({ AccountId: account });
    expect(await refusal(as(local, keys.admin).ecs('CreateSnapshot', { DiskId: 'd-2' }))).toBe('accepted');
  });

  test('names the region: a policy for one says nothing of another', async () => {
    const local = await start();
    const role = await as(local, keys.ci).sts('AssumeRole', { RoleArn: `acs:ram::${account}:role/reader`, RoleSessionName: 'session' });
    const { AccessKeyId: id, AccessKeySecret: secret, SecurityToken: securityToken } = (role as Body)['Credentials'];
    const { ecs } = sdk(local.emulator.host, { key: { id, secret }, securityToken });
    expect(await refusal(ecs('DescribeSnapshots', region))).toBe('accepted');
    expect(await refusal(ecs('DescribeSnapshots', { RegionId: 'cn-beijing' }))).toBe('Forbidden.RAM 403');
    expect(await refusal(ecs('DescribeSnapshotGroups', region))).toBe('Forbidden.RAM 403');
  });
});

describe('a policy of RAM in a seed', () => {
  const seeded = (policies: unknown) => () => checkSeed({ keys: [{ id: 'AK', secret: 's', policies }] } as never);

  test('is as RAM takes it', () => {
    expect(seeded([policy({ Effect: 'Allow', Action: '*', Resource: '*' })])).not.toThrow();
    expect(seeded([{ Version: '2', Statement: [] }])).toThrow();
    expect(seeded([{ Statement: [] }])).toThrow();
    expect(seeded([policy({ Effect: 'Permit' as 'Allow', Action: '*', Resource: '*' })])).toThrow();
  });

  test('has no conditions: what is not understood is refused, and not passed over', () =>
    expect(seeded([{ Version: '1', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', Condition: {} }] }])).toThrow());

  test('takes * for any characters and ? for one, and nothing else for more than it is', () => {
    const allows = (Resource: string, resource: string): boolean =>
      allowedBy([policy({ Effect: 'Allow', Action: 'ecs:A', Resource })], 'ecs:A', [resource]);
    expect(allows('acs:ecs:*:1:disk/*', 'acs:ecs:cn-hangzhou:1:disk/d-1')).toBe(true);
    expect(allows('disk/d-?', 'disk/d-1')).toBe(true);
    expect(allows('disk/d-?', 'disk/d-12')).toBe(false);
    expect(allows('disk/d.1', 'disk/dx1')).toBe(false);
    expect(allows('disk/d-1', 'disk/d-12')).toBe(false);
    expect(allows('disk/[a-z]+', 'disk/abc')).toBe(false);
    expect(allowedBy([], 'ecs:A', ['x'])).toBe(false);
  });
});
