import { region } from '../client.ts';
import type { Body, Cloud } from '../client.ts';
import { copy, copyWith, groups, makes, one, policy, snapshotWith, tags, takes } from './world.ts';
import type { Way, Ways } from './world.ts';

/** A call on a snapshot that is finished, and of which something holds. */
const onSnapshot =
  (action: string) =>
  (how: string, members: Body, params: object = {}, made: object = {}): Way => ({
    how,
    run: async (local) => local.ecs(action, { SnapshotId: await snapshotWith(local, members, made), ...params }),
  });
const changed = onSnapshot('ModifySnapshotAttribute');
const deleted = onSnapshot('DeleteSnapshot');

export const ofSnapshotChange: Ways = {
  'InvalidSnapshotId.NotReady': {
    how: 'a snapshot that is being made',
    run: async (local) => local.ecs('ModifySnapshotAttribute', { SnapshotId: await takes(local), Description: 'new' }),
  },
  'InvalidSnapshotId.NotFound': one('ModifySnapshotAttribute')('a snapshot that is not there', {
    SnapshotId: 's-none',
    Description: 'new',
  }),
  'InvalidSnapshotName.Malformed': changed('a name that begins with `auto`', {}, { SnapshotName: 'auto-1' }),
  'InvalidDescription.Malformed': changed('a description that begins with `http://`', {}, { Description: 'http://x' }),
  'InvalidRetentionDays.Malformed': changed('RetentionDays 0', {}, { RetentionDays: 0 }),
  'InvalidSnapshotDisableInstantAccess.Malformed': changed('DisableInstantAccess `yes`', {}, { DisableInstantAccess: 'yes' }),
  NoAttributeToModify: changed('nothing but the id', {}),
  'InvalidOperation.DecreaseRetentionDaysUnsupported': changed('fewer days than before', {}, { RetentionDays: 2 }, { RetentionDays: 3 }),
  'InvalidOperation.ResourceManagedByCloudProduct': changed(
    'change its `conditions` to `[managed]`',
    { conditions: ['managed'] },
    { Description: 'new' },
  ),
  'InvalidOperation.DefaultFreeSnapshotNotSupport': changed(
    'change its `conditions` to `[free]`',
    { conditions: ['free'] },
    { Description: 'new' },
  ),
};

export const ofSnapshotDeletion: Ways = {
  'InvalidSnapshotId.NotFound': one('DeleteSnapshot')('a snapshot that is not there', { SnapshotId: 's-none' }),
  SnapshotCreatedImage: deleted('change its `usage` to `image`', { usage: 'image' }, { Force: true }),
  SnapshotCreatedDisk: deleted('change its `usage` to `disk`, and do not force', { usage: 'disk' }),
  'InvalidOperation.RelatedSnapshotNotFinished': deleted('change its `conditions` to `[related]`', { conditions: ['related'] }),
  'InvalidOperation.DeleteSharedSnapshotUnsupported': deleted('change its `conditions` to `[shared]`', { conditions: ['shared'] }),
  'InvalidOperation.ResourceManagedByCloudProduct': deleted('change its `conditions` to `[managed]`', { conditions: ['managed'] }),
  'InvalidOperation.SnapshotIsLocked': deleted('change its `conditions` to `[locked]`', { conditions: ['locked'] }),
};

const renamed = one('ModifySnapshotGroup');
export const ofGroupChange: Ways = {
  'InvalidParameter.Name': {
    how: 'a name that begins with `_`',
    run: async (local) => local.ecs('ModifySnapshotGroup', { ...region, SnapshotGroupId: await groups(local), Name: '_x' }),
  },
  'InvalidParameter.Description': {
    how: 'a description that begins with `http://`',
    run: async (local) => local.ecs('ModifySnapshotGroup', { ...region, SnapshotGroupId: await groups(local), Description: 'http://x' }),
  },
  'InvalidRegionId.NotFound': renamed('a region that is not in the seed', { RegionId: 'cn-nowhere', SnapshotGroupId: 'ssg-1' }),
  'InvalidSnapshotGroup.NotFound': renamed('a group that is not there', { ...region, SnapshotGroupId: 'ssg-none' }),
};

const created = (how: string, params: object, more: Partial<Way> = {}): Way =>
  one('CreateAutoSnapshotPolicy')(how, { ...policy, ...params }, more);
const edited = (how: string, params: object): Way => ({
  how,
  run: async (local) =>
    local.ecs('ModifyAutoSnapshotPolicyEx', { regionId: 'cn-hangzhou', autoSnapshotPolicyId: await makes(local), ...params }),
});

/** What making and changing a policy are refused for alike. */
const settings = (call: (how: string, params: object) => Way): Ways => ({
  ParameterInvalid: call('an hour beyond 23', { timePoints: '["24"]' }),
  'InvalidParameter.TargetCopyRegions': call('a copy to two regions', { ...copy, TargetCopyRegions: '["cn-beijing","cn-shanghai"]' }),
  'InvalidParameter.CopiedSnapshotsRetentionDays': call('CopiedSnapshotsRetentionDays 0', { ...copy, CopiedSnapshotsRetentionDays: 0 }),
  'InvalidParameter.EncryptedIllegal': call('a key without Encrypted', { ...copy, CopyEncryptionConfiguration: { KMSKeyId: 'key-good' } }),
  'InvalidParameter.KMSKeyId.CMKNotEnabled': call('a key with the state `disabled` in `kmsKeys`', copyWith('key-off')),
  'InvalidParameter.KMSKeyId.CMKUnauthorized': call('a key with the state `untagged` in `kmsKeys`', copyWith('key-untagged')),
  'InvalidParameter.KMSKeyId.KMSUnauthorized': call('a key with the state `unauthorized` in `kmsKeys`', copyWith('key-closed')),
  'Abs.InvalidAction.RegionNotSupport': call('a region with `lacks: [policies]`', { regionId: 'cn-beijing' }),
});

export const ofPolicy: Ways = {
  ...settings(created),
  'InvalidSnapshotPolicyName.Malformed': created('a name that begins with `-`', { autoSnapshotPolicyName: '-a' }),
  'InvalidOperation.KMSKeyIdNotFound': created('a key that is not in `kmsKeys`', copyWith('key-gone')),
  'AutoSnapshotPolicy.QuotaExceed': created(
    '100 policies in the region, or the setting `quotas: {ASP-QUOTA-REGION: 0}`',
    {},
    { settings: { quotas: { 'ASP-QUOTA-REGION': 0 } } },
  ),
  'InvalidResourceGroup.NotFound': created('a resource group that is not in the seed', { ResourceGroupId: 'rg-none' }),
  'Duplicate.TagKey': created('one tag key twice', { Tag: [...tags(1), ...tags(1)] }),
  'InvalidTagKey.Malformed': created('a tag key that begins with `aliyun`', { Tag: [{ Key: 'aliyun', Value: '' }] }),
  'InvalidTagValue.Malformed': created('a tag value that begins with `acs:`', { Tag: [{ Key: 'x', Value: 'acs:x' }] }),
};

export const ofPolicyChange: Ways = {
  ...settings(edited),
  'InvalidParameter.KMSKeyId.NotFound': edited('a key that is not in `kmsKeys`', copyWith('key-gone')),
  'InvalidOperation.PolicyTypeUnsupported': {
    how: 'change its `type` to `System`',
    run: async (local) => {
      const id = await makes(local);
      local.emulator.change(id, { type: 'System' });
      await local.ecs('ModifyAutoSnapshotPolicyEx', { regionId: 'cn-hangzhou', autoSnapshotPolicyId: id, retentionDays: 1 });
    },
  },
};

const here = { regionId: 'cn-hangzhou', diskIds: '["d-1"]' };
const apply = (local: Cloud, autoSnapshotPolicyId: string, diskIds = ['d-1']) =>
  local.ecs('ApplyAutoSnapshotPolicy', { regionId: 'cn-hangzhou', autoSnapshotPolicyId, diskIds: JSON.stringify(diskIds) });
const applied = (how: string, diskIds: string[], more: Partial<Way> = {}): Way => ({
  how,
  ...more,
  run: async (local) => apply(local, await makes(local), diskIds),
});

export const ofAttaching: Ways = {
  ParameterInvalid: {
    how: 'DiskIds that are no JSON list',
    run: async (local) => local.ecs('ApplyAutoSnapshotPolicy', { ...here, autoSnapshotPolicyId: await makes(local), diskIds: 'd-1' }),
  },
  'InvalidDiskId.NotFound': applied('a disk that is not in the seed', ['d-none']),
  'DiskCategory.OperationNotSupported': applied('only disks with `category: local_ssd_pro`', ['d-local']),
  'PartofDiskCategory.OperationNotSupported': applied('one such disk among others', ['d-1', 'd-local']),
  'InvalidAutoSnapshotPolicyId.NotFound': { how: 'a policy that is not there', run: (local) => apply(local, 'sp-none') },
  'QuotaExceed.AppliedAutoSnapshotPolicyQuota': applied('an eleventh policy, or the setting `quotas: {ASP-APPLY-MAX10: 0}`', ['d-1'], {
    settings: { quotas: { 'ASP-APPLY-MAX10': 0 } },
  }),
  'InvalidOperation.AutoSnapshotPolicyConflict': {
    how: 'change the `conditions` of the policy to `[promotion]`, and attach it beside another one',
    run: async (local) => {
      const [first, second] = [await makes(local), await makes(local)];
      await apply(local, first);
      local.emulator.change(second, { conditions: ['promotion'] });
      await apply(local, second);
    },
  },
  'InvalidOperation.SnapshotAlreadyCreatedUnsupported': {
    how: 'the same, with a disk that has snapshots',
    run: async (local) => {
      await takes(local);
      const id = await makes(local);
      local.emulator.change(id, { conditions: ['promotion'] });
      await apply(local, id);
    },
  },
};

export const ofDetaching: Ways = {
  ParameterInvalid: one('CancelAutoSnapshotPolicy')('no disks', { ...here, diskIds: '[]' }),
  'InvalidDiskId.NotFound': one('CancelAutoSnapshotPolicy')('a disk that is not in the seed', { ...here, diskIds: '["d-none"]' }),
  'OperationDenied.TooManyAutoSnapshotPolicies': {
    how: 'a disk with two policies, and none of them named',
    run: async (local) => {
      for (const id of [await makes(local), await makes(local)]) await apply(local, id);
      await local.ecs('CancelAutoSnapshotPolicy', here);
    },
  },
};

export const ofPolicyDeletion: Ways = {
  ParameterInvalid: one('DeleteAutoSnapshotPolicy')('a policy that is not there', {
    regionId: 'cn-hangzhou',
    autoSnapshotPolicyId: 'sp-none',
  }),
};

/** Inside an answer of 200: what became of each member. */
export const ofGroupDeletion: Ways = {
  SnapshotCreatedImage: {
    how: 'change the `usage` of a member to `image`; the code stands inside the answer',
    run: async (local) => {
      const id = await groups(local);
      const [member] = (await local.ecs('DescribeSnapshots', region))['Snapshots'].Snapshot;
      local.emulator.change(member.SnapshotId, { usage: 'image' });
      const answer = await local.ecs('DeleteSnapshotGroup', { ...region, SnapshotGroupId: id });
      throw Object.assign(new Error('inside the answer'), {
        code: answer['OperationProgressSet'].OperationProgress[0].ErrorCode,
        statusCode: 403,
      });
    },
  },
};
