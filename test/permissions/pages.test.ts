import { expect, test } from 'vitest';
import { permissions } from '../../src/facts/permissions.ts';
import { kinds } from '../../src/kinds/registry.ts';
import { possibleCalls, purposes } from '../../src/permissions/policy.ts';
import { permissionOf, resourcesOf } from '../../src/permissions/resources.ts';
import { lives } from './lives.ts';
import { programOf } from './runs.ts';

/** What the section on authorization of the pages prints, written down by hand: the second witness of the facts. */
const printed: { readonly [operation: string]: string } = {
  'ecs CreateSnapshot': 'ecs:CreateSnapshot create disk/DiskId snapshot/*',
  'ecs ModifySnapshotAttribute': 'ecs:ModifySnapshotAttribute update snapshot/SnapshotId',
  'ecs DeleteSnapshot': 'ecs:DeleteSnapshot delete snapshot/SnapshotId',
  'ecs DescribeSnapshots': 'ecs:DescribeSnapshots get snapshot/SnapshotIds',
  'ecs LockSnapshot': 'ecs:LockSnapshot update snapshot/SnapshotId',
  'ecs UnlockSnapshot': 'ecs:UnlockSnapshot update snapshot/SnapshotId',
  'ecs DescribeLockedSnapshots': 'ecs:DescribeLockedSnapshots list snapshot/SnapshotIds',
  'ecs CopySnapshot': 'ecs:CopySnapshot create snapshot/SnapshotId',
  'ecs CreateSnapshotGroup': 'ecs:CreateSnapshotGroup create instance/InstanceId? disk/DiskId?',
  'ecs ModifySnapshotGroup': 'ecs:ModifySnapshotGroup update snapshotgroup/SnapshotGroupId',
  'ecs DeleteSnapshotGroup': 'ecs:DeleteSnapshotGroup delete snapshotgroup/SnapshotGroupId',
  'ecs DescribeSnapshotGroups': 'ecs:DescribeSnapshotGroups get snapshotgroup/SnapshotGroupId',
  'ecs CreateAutoSnapshotPolicy': 'ecs:CreateAutoSnapshotPolicy create snapshotpolicy/*',
  'ecs ModifyAutoSnapshotPolicyEx': 'ecs:ModifyAutoSnapshotPolicyEx update snapshotpolicy/autoSnapshotPolicyId',
  'ecs ApplyAutoSnapshotPolicy': 'ecs:ApplyAutoSnapshotPolicy update disk/diskIds snapshotpolicy/autoSnapshotPolicyId',
  'ecs CancelAutoSnapshotPolicy': 'ecs:CancelAutoSnapshotPolicy update disk/diskIds snapshotpolicy/autoSnapshotPolicyId',
  'ecs DeleteAutoSnapshotPolicy': 'ecs:DeleteAutoSnapshotPolicy delete undisclosed',
  'ecs DescribeAutoSnapshotPolicyEx': 'ecs:DescribeAutoSnapshotPolicyEX get snapshotpolicy/AutoSnapshotPolicyId',
  'ecs DescribeAutoSnapshotPolicyAssociations': 'ecs:DescribeAutoSnapshotPolicyAssociations get all',
  'ecs DescribeDisks': 'ecs:DescribeDisks get undisclosed',
  'ecs DescribeInstances': 'ecs:DescribeInstances get undisclosed',
  'ecs DescribeRegions': 'ecs:DescribeRegions get undisclosed',
  'ecs TagResources': 'ecs:TagResources create (ResourceType)/ResourceId',
  'ecs UntagResources': 'ecs:UntagResources delete all',
  'ecs ListTagResources': 'ecs:ListTagResources get undisclosed',
  'ecs JoinResourceGroup': 'ecs:JoinResourceGroup update (ResourceType)/ResourceId',
  'ecd CreateSnapshot': 'ecd:CreateSnapshot create all',
  'ecd DescribeSnapshots': 'ecd:DescribeSnapshots get all',
  'ecd DeleteSnapshot': 'ecd:DeleteSnapshot delete undisclosed',
  'ecd DescribeDesktops': 'ecd:DescribeDesktops get undisclosed',
};

test('the facts are what the pages print', () => {
  const known = Object.entries(permissions).flatMap(([service, table]) =>
    Object.entries(table).map(([operation, { action, level, on }]) => {
      const resources =
        typeof on === 'string'
          ? [on]
          : on.map(
              ({ type, ids = '*', onlyNamed }) =>
                `${typeof type === 'string' ? type : `(${type.parameter})`}/${ids}${onlyNamed ? '?' : ''}`,
            );
      return [`${service} ${operation}`, [action, level, ...resources].join(' ')];
    }),
  );
  expect(Object.fromEntries(known)).toEqual(printed);
  for (const table of Object.values(permissions))
    for (const { sources } of Object.values(table))
      expect(sources.every(({ page, read }) => page !== '' && /^2026-11-2\d$/.test(read))).toBe(true);
});

test('every call that a run can send is of an operation whose page was looked up', () => {
  const calls = lives.flatMap(({ steps }) =>
    steps.flatMap((step) => purposes.flatMap((purpose) => possibleCalls(programOf(step), purpose))),
  );
  const names = new Set(calls.map(({ service, action }) => `${service} ${action}`));
  expect(names.size).toBeGreaterThan(22);
  expect([...names].filter((name) => !Object.hasOwn(printed, name))).toEqual(['sts GetCallerIdentity']);
});

test('an operation that nobody looked up is allowed by its name, on everything', () => {
  const call = { reads: true, service: 'ecs', action: 'DescribeZones', region: 'cn-hangzhou', params: {} } as const;
  expect(permissionOf(call)).toEqual({ action: 'ecs:DescribeZones', on: 'undisclosed' });
  expect(resourcesOf(call, { on: 'undisclosed' })).toEqual(['*']);
  expect(permissionOf({ ...call, service: 'sts', action: 'GetCallerIdentity' })).toBeUndefined();
});

test('each kind is created by an operation whose authorization is known', () => {
  for (const { service, createAction } of kinds) expect(permissions[service][createAction]?.level, createAction).toBe('create');
});
