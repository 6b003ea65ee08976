import type { Source } from '../base/diagnostic.ts';
import type { Service } from './services.ts';

/** A resource that a call is authorized on: of a type, or of the type that one of its parameters says. */
export type ResourceFact = {
  /** As it stands in the name of a resource: `acs:ecs:REGION:ACCOUNT:TYPE/ID`. */
  readonly type: string | { readonly parameter: string };
  /** The parameter that names the ids; without one, or where the call names none, it is every resource of the type. */
  readonly ids?: string;
  /** Only resources that the call names count. */
  readonly onlyNamed?: true;
};

/** What a policy of RAM has to allow for a call. */
export type Permission = {
  /** As the page spells it, with the prefix of the service. */
  readonly action: string;
  readonly level: 'get' | 'list' | 'create' | 'update' | 'delete';
  /**
   * What it is authorized on. `all`: the page prints All Resources, so that a policy has to say `*`. `undisclosed`: no page
   * that was read prints it, and only `*` is sure to be accepted.
   */
  readonly on: readonly ResourceFact[] | 'all' | 'undisclosed';
  readonly sources: readonly Source[];
  /** Where pages differ, or say less than is relied on. */
  readonly disputed?: string;
};

const page = (name: string, read = '2026-11-25'): readonly Source[] => [{ page: `${name}, authorization`, read }];
const ecs = (operation: string, rest: Omit<Permission, 'action' | 'sources'>, action = operation): Permission => ({
  action: `ecs:${action}`,
  sources: page(`ECS API ${operation}`),
  ...rest,
});
const ecd = (operation: string, rest: Omit<Permission, 'action' | 'sources'>): Permission => ({
  action: `ecd:${operation}`,
  sources: page(`ECD API ${operation}`),
  ...rest,
});

const snapshot: ResourceFact = { type: 'snapshot', ids: 'SnapshotId' };
const group: ResourceFact = { type: 'snapshotgroup', ids: 'SnapshotGroupId' };
const policy: ResourceFact = { type: 'snapshotpolicy', ids: 'autoSnapshotPolicyId' };
const disks: ResourceFact = { type: 'disk', ids: 'diskIds' };
const anyType: ResourceFact = { type: { parameter: 'ResourceType' }, ids: 'ResourceId' };

/** By service and operation, as the section on authorization of each page prints it; who asks STS for the caller needs nothing. */
export const permissions: { readonly [S in Service]: { readonly [operation: string]: Permission } } = {
  ecs: {
    CreateSnapshot: ecs('CreateSnapshot', { level: 'create', on: [{ type: 'disk', ids: 'DiskId' }, { type: 'snapshot' }] }),
    ModifySnapshotAttribute: ecs('ModifySnapshotAttribute', { level: 'update', on: [snapshot] }),
    DeleteSnapshot: ecs('DeleteSnapshot', { level: 'delete', on: [snapshot] }),
    DescribeSnapshots: ecs('DescribeSnapshots', { level: 'get', on: [{ type: 'snapshot', ids: 'SnapshotIds' }] }),
    LockSnapshot: ecs('LockSnapshot', { level: 'update', on: [snapshot] }),
    UnlockSnapshot: ecs('UnlockSnapshot', { level: 'update', on: [snapshot] }),
    DescribeLockedSnapshots: ecs('DescribeLockedSnapshots', { level: 'list', on: [{ type: 'snapshot', ids: 'SnapshotIds' }] }),
    CopySnapshot: ecs('CopySnapshot', { level: 'create', on: [snapshot] }),
    CreateSnapshotGroup: ecs('CreateSnapshotGroup', {
      level: 'create',
      on: [
        { type: 'instance', ids: 'InstanceId', onlyNamed: true },
        { type: 'disk', ids: 'DiskId', onlyNamed: true },
      ],
    }),
    ModifySnapshotGroup: ecs('ModifySnapshotGroup', { level: 'update', on: [group] }),
    DeleteSnapshotGroup: ecs('DeleteSnapshotGroup', { level: 'delete', on: [group] }),
    DescribeSnapshotGroups: ecs('DescribeSnapshotGroups', { level: 'get', on: [group] }),
    CreateAutoSnapshotPolicy: ecs('CreateAutoSnapshotPolicy', {
      level: 'create',
      on: [{ type: 'snapshotpolicy' }],
      disputed: 'The page of 2024-04-11 prints no authorization; a later one prints it.',
    }),
    ModifyAutoSnapshotPolicyEx: ecs('ModifyAutoSnapshotPolicyEx', { level: 'update', on: [policy] }),
    ApplyAutoSnapshotPolicy: ecs('ApplyAutoSnapshotPolicy', { level: 'update', on: [disks, policy] }),
    CancelAutoSnapshotPolicy: ecs('CancelAutoSnapshotPolicy', {
      level: 'update',
      on: [disks, policy],
      disputed: 'The page of 2024-11-14 prints All Resources; a later one prints disks and the policy, and is followed.',
    }),
    DeleteAutoSnapshotPolicy: ecs('DeleteAutoSnapshotPolicy', { level: 'delete', on: 'undisclosed' }),
    DescribeAutoSnapshotPolicyEx: ecs(
      'DescribeAutoSnapshotPolicyEx',
      { level: 'get', on: [{ type: 'snapshotpolicy', ids: 'AutoSnapshotPolicyId' }] },
      'DescribeAutoSnapshotPolicyEX',
    ),
    DescribeAutoSnapshotPolicyAssociations: ecs('DescribeAutoSnapshotPolicyAssociations', {
      level: 'get',
      on: 'all',
      disputed: 'The page of 2026-06 prints disks beside All Resources.',
    }),
    DescribeDisks: ecs('DescribeDisks', { level: 'get', on: 'undisclosed' }),
    DescribeInstances: ecs('DescribeInstances', { level: 'get', on: 'undisclosed' }),
    DescribeRegions: ecs('DescribeRegions', { level: 'get', on: 'undisclosed' }),
    TagResources: ecs('TagResources', {
      level: 'create',
      on: [anyType],
      disputed: 'The page does not list snapshot groups; their type is taken from ModifySnapshotGroup.',
    }),
    UntagResources: { ...ecs('UntagResources', { level: 'delete', on: 'all' }), sources: page('ECS API UntagResources', '2026-11-26') },
    ListTagResources: ecs('ListTagResources', { level: 'get', on: 'undisclosed' }),
    JoinResourceGroup: ecs('JoinResourceGroup', {
      level: 'update',
      on: [anyType],
      disputed: 'The page does not list automatic snapshot policies; their type is taken from ModifyAutoSnapshotPolicyEx.',
    }),
  },
  ecd: {
    CreateSnapshot: ecd('CreateSnapshot', { level: 'create', on: 'all' }),
    DescribeSnapshots: {
      ...ecd('DescribeSnapshots', { level: 'get', on: 'all' }),
      sources: page('ECD API DescribeSnapshots', '2026-11-26'),
    },
    DeleteSnapshot: ecd('DeleteSnapshot', { level: 'delete', on: 'undisclosed' }),
    DescribeDesktops: ecd('DescribeDesktops', { level: 'get', on: 'undisclosed' }),
  },
  sts: {},
};

/** Asking who calls needs no permission (STS API GetCallerIdentity, page of 2025-12-24, read 2026-11-26). */
export const needsNoPermission: ReadonlySet<string> = new Set(['sts:GetCallerIdentity']);

/** The level of a permission that changes something. */
export const changes = ({ level }: Permission): boolean => level !== 'get' && level !== 'list';

/** The most characters of a policy (Resource Management API CreatePolicy, page of 2025-12-15, read 2026-11-26; 2,048 before). */
export const longestPolicy = 6144;
