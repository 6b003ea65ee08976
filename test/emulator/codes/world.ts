import type { Seed } from '../../../src/emulator/index.ts';
import { cloud, region } from '../client.ts';
import type { Body, Cloud } from '../client.ts';

type Start = NonNullable<Parameters<typeof cloud>[1]>;

/** One way to be answered with a code: how, in words, and the calls of which the last one is. */
export type Way = {
  readonly how: string;
  readonly settings?: Start['settings'];
  /** Where the status is not the one that the page states: why. */
  readonly differs?: string;
  readonly run: (local: Cloud) => Promise<unknown>;
};
export type Ways = { readonly [code: string]: Way };

const kms = (id: string) => ({ encrypted: true, kmsKeyId: id });

/** A world in which everything is wrong with something. */
export const troubled: Seed = {
  regions: ['cn-hangzhou', 'cn-shanghai', 'cn-beijing'],
  lacks: { 'cn-beijing': ['instant-access', 'groups', 'policies'], 'cn-shanghai': ['instant-access'] },
  kmsKeys: { 'key-good': 'enabled', 'key-off': 'disabled', 'key-untagged': 'untagged', 'key-closed': 'unauthorized' },
  resourceGroups: ['rg-1'],
  keys: [
    { id: 'LTAI-snapspec-local', secret: 'snapspec-local-cloud-secret' },
    { id: 'AK-denied', secret: 's', user: 'auditor', deny: ['ecs:*'] },
    { id: 'AK-off', secret: 's', disabled: true },
    { id: 'STS-over', secret: 's', role: 'backup', token: 'token', expires: '2020-01-01T00:00:00Z' },
  ],
  instances: [
    { id: 'i-1' },
    { id: 'i-empty' },
    { id: 'i-starting', status: 'Starting' },
    { id: 'i-locked', locks: ['security'] },
    { id: 'i-fresh', neverStarted: true },
    { id: 'i-asleep', conditions: ['hibernation'] },
  ],
  disks: [
    { id: 'd-1', instance: 'i-1' },
    { id: 'd-2' },
    { id: 'd-starting', instance: 'i-starting' },
    { id: 'd-locked', instance: 'i-locked' },
    { id: 'd-fresh', instance: 'i-fresh' },
    { id: 'd-asleep', instance: 'i-asleep' },
    { id: 'd-attaching', status: 'Attaching' },
    { id: 'd-shared', status: 'Attaching', multiAttach: 'LegacyShared' },
    { id: 'd-multi', multiAttach: 'Enabled' },
    { id: 'd-never', neverAttached: true },
    { id: 'd-arrears', locks: ['financial'] },
    { id: 'd-local', category: 'local_ssd_pro' },
    { id: 'd-old', category: 'cloud_efficiency' },
    { id: 'd-moving', conditions: ['transferring'] },
    { id: 'd-invalid', conditions: ['invalid'] },
    { id: 'd-copying', conditions: ['copying'] },
    { id: 'd-box', conditions: ['cloud-box'] },
    { id: 'd-zone', zone: 'cn-hangzhou-i' },
    { id: 'd-regional', category: 'cloud_regional_disk_auto' },
    { id: 'd-large-1', size: 200 * 1024 },
    { id: 'd-large-2', size: 200 * 1024 },
    { id: 'd-key-gone', ...kms('key-gone') },
    { id: 'd-key-off', ...kms('key-off') },
    { id: 'd-key-untagged', ...kms('key-untagged') },
    { id: 'd-key-closed', ...kms('key-closed') },
    { id: 'd-shanghai', region: 'cn-shanghai' },
    ...Array.from({ length: 129 }, (_, at) => ({ id: `d-many-${at}` })),
  ],
  desktops: [{ id: 'ecd-1' }, { id: 'ecd-starting', status: 'Starting' }],
};

export const open = (settings: Start['settings']): Promise<Cloud> => cloud(troubled, settings === undefined ? {} : { settings });

export const policy = { regionId: 'cn-hangzhou', timePoints: '["2"]', repeatWeekdays: '["1"]', retentionDays: 14 };
export const copy = { EnableCrossRegionCopy: true, TargetCopyRegions: '["cn-shanghai"]' };
export const copyWith = (KMSKeyId: string) => ({ ...copy, CopyEncryptionConfiguration: { Encrypted: true, KMSKeyId } });
export const tags = (many: number) => Array.from({ length: many }, (_, at) => ({ Key: `k${at}`, Value: '' }));

/** A way that is one call. */
export const one =
  (action: string) =>
  (how: string, params: object, more: Omit<Way, 'how' | 'run'> = {}): Way => ({
    how,
    ...more,
    run: (local) => local.ecs(action, { ...params }),
  });

export const takes = async (local: Cloud, params: object = {}): Promise<string> =>
  (await local.ecs('CreateSnapshot', { DiskId: 'd-1', ...params }))['SnapshotId'];
export const makes = async (local: Cloud, params: object = {}): Promise<string> =>
  (await local.ecs('CreateAutoSnapshotPolicy', { ...policy, ...params }))['AutoSnapshotPolicyId'];
export const groups = async (local: Cloud): Promise<string> =>
  (await local.ecs('CreateSnapshotGroup', { ...region, DiskId: ['d-1'] }))['SnapshotGroupId'];

/** A snapshot that is finished, and of which this holds. */
export async function snapshotWith(local: Cloud, members: Body, params: object = {}): Promise<string> {
  const id = await takes(local, params);
  local.clock.now += 1000;
  local.emulator.change(id, members);
  return id;
}
