import { createHmac } from 'node:crypto';
import { localKey } from '../../../src/emulator/index.ts';
import { stringToSignV1 } from '../../../src/emulator/http/signature.ts';
import { region, sdk } from '../client.ts';
import type { Cloud } from '../client.ts';
import { one, tags, takes } from './world.ts';
import type { Way, Ways } from './world.ts';

const listed =
  (action: string) =>
  (how: string, params: object, more: Partial<Way> = {}): Way =>
    one(action)(how, { ...region, ...params }, more);

const snapshots = listed('DescribeSnapshots');
export const ofListing: Ways = {
  'InvalidSnapshotCategory.Malformed': snapshots('Category `x`', { Category: 'x' }),
  InvalidTagCount: snapshots('21 tags', { Tag: tags(21) }),
  'InvalidTag.Mismatch': snapshots('a tag value without its key', { Tag: [{ Value: 'x' }] }),
  'InvalidSnapshotIds.Malformed': snapshots('101 ids', { SnapshotIds: JSON.stringify(Array.from({ length: 101 }, (_, at) => `s-${at}`)) }),
  'InvalidFilterKey.NotFound': snapshots('Filter.1.Key `x`', { Filter: [{ Key: 'x', Value: 'y' }] }),
  InvalidFilterValue: snapshots('a CreationStartTime that is no time', { Filter: [{ Key: 'CreationStartTime', Value: 'x' }] }),
  InvalidUsage: snapshots('Usage `x`', { Usage: 'x' }),
  InvalidSourceDiskType: snapshots('SourceDiskType `x`', { SourceDiskType: 'x' }),
  'InvalidStatus.NotFound': snapshots('Status `x`', { Status: 'x' }),
  'InvalidSnapshotType.NotFound': snapshots('SnapshotType `x`', { SnapshotType: 'x' }),
  'InvalidSnapshotLinkId.NotFound': snapshots('a SnapshotLinkId of no snapshot', { SnapshotLinkId: 'sl-none' }),
};

const groups = listed('DescribeSnapshotGroups');
export const ofGroupListing: Ways = {
  'InvalidInstanceId.NotFound': groups('an instance that is not in the seed', { InstanceId: 'i-none' }),
  'InvalidRegionId.NotFound': groups('a region that is not in the seed', { RegionId: 'cn-nowhere' }),
  'Duplicate.TagKey': groups('one tag key twice', { Tag: [...tags(1), ...tags(1)] }),
  'InvalidSnapshotGroupId.MustBeOne': groups('11 ids', { SnapshotGroupId: Array.from({ length: 11 }, (_, at) => `ssg-${at}`) }),
  'InvalidStatus.ValueNotSupported': groups('Status `x`', { Status: ['x'] }),
};

const policies = listed('DescribeAutoSnapshotPolicyEx');
export const ofPolicyListing: Ways = {
  'InvalidRegionId.NotFound': policies('a region that is not in the seed', { RegionId: 'cn-nowhere' }),
  InvalidTagCount: policies('21 tags', { Tag: tags(21) }),
  'InvalidTag.Mismatch': policies('a tag value without its key', { Tag: [{ Value: 'x' }] }),
};

const tagged = (how: string, params: object): Way =>
  listed('TagResources')(how, { ResourceType: 'disk', ResourceId: ['d-1'], Tag: tags(1), ...params });
export const ofTagging: Ways = {
  'InvalidRegionId.NotFound': tagged('a region that is not in the seed', { RegionId: 'cn-nowhere' }),
  'Duplicate.TagKey': { ...tagged('one tag key twice', { Tag: [...tags(1), ...tags(1)] }) },
  'InvalidTagKey.Malformed': tagged('a tag key that begins with `acs:`', { Tag: [{ Key: 'acs:x', Value: '' }] }),
  'InvalidTagValue.Malformed': tagged('a tag value of 129 characters', { Tag: [{ Key: 'x', Value: 'x'.repeat(129) }] }),
  'NumberExceed.Tags': tagged('21 tags', { Tag: tags(21) }),
  'NumberExceed.ResourceIds': tagged('51 ids', { ResourceId: Array.from({ length: 51 }, () => 'd-1') }),
  'InvalidTag.Mismatch': tagged('a tag value without its key', { Tag: [{ Value: 'x' }] }),
  'TagKey.Duplication': tagged('two keys that differ only in casing', { Tag: [{ Key: 'a' }, { Key: 'A' }] }),
  'InvalidResourceId.NotFound': tagged('a disk that is not in the seed', { ResourceId: ['d-none'] }),
  'InvalidResourceType.NotFound': tagged('ResourceType `Disk`', { ResourceType: 'Disk' }),
  'MissingParameter.*': tagged('no tags', { Tag: [] }),
  'QuotaExceed.Tags': {
    how: 'more than 20 tags on the disk after the call',
    run: async (local) => {
      const disk = { ...region, ResourceType: 'disk', ResourceId: ['d-1'] };
      await local.ecs('TagResources', { ...disk, Tag: tags(20) });
      await local.ecs('TagResources', { ...disk, Tag: [{ Key: 'more', Value: '' }] });
    },
  },
};

const joined = (how: string, params: object): Way =>
  listed('JoinResourceGroup')(how, { ResourceType: 'disk', ResourceId: 'd-1', ResourceGroupId: 'rg-1', ...params });
export const ofJoining: Ways = {
  'InvalidResourceGroup.NotFound': joined('a resource group that is not in the seed', { ResourceGroupId: 'rg-none' }),
  'InvalidResourceId.NotFound': joined('a disk that is not in the seed', { ResourceId: 'd-none' }),
  'InvalidResourceType.NotFound': joined('ResourceType `Disk`', { ResourceType: 'Disk' }),
  'InvalidResourceGroup.Duplicate': {
    how: 'the resource group where it is already',
    run: async (local) => {
      for (let count = 0; count < 2; count++) await joined('', {}).run(local);
    },
  },
};

export const ofDesktops: Ways = {
  'InvalidDesktopId.NotFound': {
    how: 'a desktop that is not in the seed',
    run: (local) => local.ecd('CreateSnapshot', { ...region, DesktopId: 'ecd-none', SnapshotName: 'name', SourceDiskType: 'system' }),
  },
  IncorrectDesktopStatus: {
    how: 'a cloud desktop that is `Starting`',
    run: (local) => local.ecd('CreateSnapshot', { ...region, DesktopId: 'ecd-starting', SnapshotName: 'name', SourceDiskType: 'system' }),
  },
};

/** Sends a request as it is, and throws what the SDK would throw. */
async function send(local: Cloud, query: { [name: string]: string }, method = 'GET'): Promise<void> {
  const answer = await fetch(`${local.emulator.url}/?${new URLSearchParams(query)}`, { method });
  const { Code } = (await answer.json()) as { Code?: string };
  if (Code !== undefined) throw Object.assign(new Error(Code), { code: Code, statusCode: answer.status });
}

function signed(more: { [name: string]: string }): { [name: string]: string } {
  const query = {
    Action: 'DescribeRegions',
    Version: '2014-05-26',
    AccessKeyId: localKey.id,
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: 'n',
    ...more,
  };
  return { ...query, Signature: createHmac('sha1', `${localKey.secret}&`).update(stringToSignV1('GET', query)).digest('base64') };
}

const as =
  (id: string, secret = 's', more: object = {}) =>
  (local: Cloud) =>
    sdk(local.emulator.host, { key: { id, secret }, ...more }).ecs('DescribeDisks', region);

/** Codes of every operation. */
export const ofAny: Ways = {
  Throttling: listed('DescribeDisks')(
    'more calls in a minute than the setting `callsPerMinute` allows',
    {},
    { settings: { callsPerMinute: { '*': 0 } } },
  ),
  'InvalidDiskId.NotFound': one('CreateSnapshot')('a disk that is not in the seed', { DiskId: 'd-none' }),
  'InvalidInstanceId.NotFound': groups('an instance that is not in the seed', { InstanceId: 'i-none' }),
  'InvalidSnapshotId.NotFound': one('DeleteSnapshot')('a snapshot that is not there', { SnapshotId: 's-none' }),
  'InvalidRegionId.NotFound': listed('DescribeDisks')('a region that is not in the seed', { RegionId: 'cn-nowhere' }),
  '*.NotFound': listed('ModifySnapshotGroup')('whatever is not there, such as a group', { SnapshotGroupId: 'ssg-none' }),
  IdempotentParameterMismatch: {
    how: 'one ClientToken with two disks',
    differs: '403, as the pages of the operations say',
    run: async (local) => {
      await takes(local, { ClientToken: 't' });
      await takes(local, { ClientToken: 't', DiskId: 'd-2' });
    },
  },
  IdempotentFailed: {
    how: 'the setting `tokenPoisoned`, and the ClientToken of a refused call again',
    settings: { tokenPoisoned: true },
    run: async (local) => {
      const ask = { DiskId: 'd-never', ClientToken: 't' };
      await takes(local, ask).catch(() => {});
      await takes(local, ask);
    },
  },
  DryRunOperation: listed('DescribeDisks')('DryRun `true`, and nothing wrong', { DryRun: true }),
  MissingParameter: one('DescribeDisks')('no RegionId', {}),
  InvalidParameter: listed('DescribeDisks')('MaxResults `x`', { MaxResults: 'x' }),
  'Forbidden.RAM': { how: 'a key of the seed with `deny: ["ecs:*"]`', run: as('AK-denied') },
  'Forbidden.AccessKeyDisabled': { how: 'a key of the seed with `disabled: true`', run: as('AK-off') },
  'InvalidAccessKeyId.NotFound': { how: 'a key that is not there', differs: '404, as users report', run: as('AK-none') },
  SignatureDoesNotMatch: { how: 'a wrong secret', run: as(localKey.id, 'wrong') },
  'InvalidSecurityToken.Expired': {
    how: 'a key of the seed whose `expires` is over',
    run: as('STS-over', 's', { securityToken: 'token' }),
  },
  MissingSecurityToken: { how: 'a key of the seed with a `token`, without it', run: as('STS-over') },
  'InvalidAction.NotFound': { how: 'an operation that is not there', run: (local) => local.ecs('DescribeNothing', region) },
  InvalidVersion: { how: 'a version that is not there', run: (local) => local.call('2000-01-01', 'DescribeRegions', {}) },
  IncompleteSignature: {
    how: 'a request without a signature',
    run: (local) => send(local, { Action: 'DescribeRegions', Version: '2014-05-26' }),
  },
  IllegalTimestamp: { how: 'a request of signature V1 without a Timestamp', run: (local) => send(local, signed({})) },
  SignatureNonceUsed: {
    how: 'one request twice',
    run: async (local) => {
      const query = signed({ Timestamp: `${new Date().toISOString().slice(0, 19)}Z` });
      for (let count = 0; count < 2; count++) await send(local, query);
    },
  },
  UnsupportedHTTPMethod: { how: 'PUT', run: (local) => send(local, signed({}), 'PUT') },
};
