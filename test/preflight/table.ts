import type { Path, Severity } from '../../src/base/diagnostic.ts';
import type { Desired, Props } from '../../src/kinds/desired.ts';
import type { Live } from '../../src/kinds/live.ts';
import { desired, live } from '../support/resources.ts';
import { desktop, disk, foreign, instance, manual } from '../support/preflight.ts';
import type { World } from '../support/preflight.ts';

/** A row of the catalogue that live data decides. */
export type Row = {
  readonly row: string;
  readonly code: string;
  readonly severity: Severity;
  readonly entries: readonly Desired[];
  /** Where in the spec it is said. */
  readonly path: Path;
  /** The code of the service that it prevents; absent where no page names one. */
  readonly api?: string;
  /** The one disk that it is about. */
  readonly target?: string;
  readonly bad: World;
  /** The nearest world in which it is not said. */
  readonly good: World;
};

const entry = (section: string, props: Props = {}, key?: string): Desired => desired(section, { ...(key && { key }), props });
const snapshot = entry('snapshots');
const group = entry('groups');
const listed = (...ids: readonly string[]): Desired => entry('groups', { instanceId: null, diskIds: ids });
const desktopSnapshot = entry('desktopSnapshots');
const policy = entry('policies', { disks: { any: [{ id: 'd-1' }], not: [] } });
const snapshotPath = ['snapshots', 'a', 'diskId'];
const groupPath = ['groups', 'g', 'instanceId'];
const policyPath = ['policies', 'p', 'disks', 'any', 0, 'id'];

const targets = (disks: readonly object[], instances: readonly object[] = [{}]) => ({
  targets: [...disks.map(disk), ...instances.map(instance)],
});
const fine = targets([{}]);
const many = (count: number, more: object = {}): object[] => Array.from({ length: count }, (_, n) => ({ DiskId: `d-${n + 1}`, ...more }));
const lock = (LockReason: string): object => ({ OperationLocks: { LockReason: [{ LockReason }], OperationLock: [{ LockReason }] } });
const underWay = (ids: number): World => ({
  ...fine,
  more: { underWay: new Map([['d-1', Array.from({ length: ids }, (_, n) => `s-${n}`)]]) },
});
const older = (world: World): World => ({ ...world, ...targets([{ Category: 'cloud_ssd' }]) });

/** Other policies, each with this disk. */
const holding = (count: number, props: Props = {}, id = 'd-1'): World => {
  const all = Array.from({ length: count }, (_, n) => foreign('policies', `sp-${n}`, { name: `theirs-${n}`, ...props }));
  return { ...fine, live: all, more: { attached: new Map(all.map((one) => [one.id, [id]])) } };
};
const policies = (count: number): World => ({ live: Array.from({ length: count }, (_, n) => foreign('policies', `sp-${n}`, {})) });

const renamed = (section: string, more: Partial<Live> = {}, props: Props = {}): World => ({
  ...fine,
  live: [live(entry(section), 'x-1', { ...more, props: { name: 'before', ...props } })],
});
/** A policy with this many tags, to which one is added. */
const tagged = (count: number): World => {
  const tags = Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, 'v']));
  const desired = entry('policies', { tags: { new: 'v' } });
  const change = { set: { new: 'v' }, unset: [], before: {} };
  const one = live(entry('policies'), 'sp-1', { props: { tags } });
  return {
    changes: [
      {
        type: 'update',
        address: desired.address,
        desired,
        live: one,
        fields: [],
        losses: [],
        tags: change,
        attach: [],
        detach: [],
        notes: [],
      },
    ],
  };
};

const of =
  (entries: readonly Desired[], path: Path) =>
  (row: string, code: string, severity: Severity, bad: World, good: World, more: Partial<Row> = {}): Row => ({
    row,
    code,
    severity,
    entries,
    path,
    bad,
    good,
    ...more,
  });
const snap = of([snapshot], snapshotPath);
const grp = of([group], groupPath);
const pair = of([listed('d-1', 'd-2')], ['groups', 'g', 'diskIds']);
const asp = of([policy], policyPath);
const dsk = of([desktopSnapshot], ['desktopSnapshots', 'd', 'desktopId']);
const api = (code: string, more: Partial<Row> = {}): Partial<Row> => ({ api: code, ...more });
const copying = (region: string): Props => ({
  crossRegionCopy: { region, retentionDays: 1, encrypted: true, kmsKeyId: 'key-1' },
});
const unread: Partial<Row> = { path: [] };

export const table: readonly Row[] = [
  snap('SNAP-DISK-EXISTS', 'disk-not-found', 'error', targets([]), fine, api('InvalidDiskId.NotFound')),
  of([group], groupPath)('COM-REGION-SAME', 'instance-not-found', 'error', targets([{}], []), fine, api('InvalidInstanceId.NotFound')),
  snap(
    'SNAP-DISK-STATE',
    'disk-status',
    'error',
    targets([{ Status: 'ReIniting' }]),
    targets([{ Status: 'Available' }]),
    api('IncorrectDiskStatus'),
  ),
  snap(
    'SNAP-INST-STATE',
    'instance-status',
    'error',
    targets([{}], [{ Status: 'Starting' }]),
    targets([{}], [{ Status: 'Stopped' }]),
    api('IncorrectInstanceStatus'),
  ),
  snap(
    'SNAP-NEVER-ATTACHED',
    'disk-cannot-be-protected',
    'error',
    targets([{ Status: 'Available', AttachedTime: '' }]),
    targets([{ Status: 'Available' }]),
    api('IncorrectDiskStatus.NeverAttached'),
  ),
  snap('SNAP-NEVER-USED', 'disk-never-used', 'warning', targets([{}], [{ StartTime: '' }]), fine, api('IncorrectDiskStatus.NeverUsed')),
  snap('SNAP-QUOTA-MANUAL', 'manual-snapshot-quota', 'error', { live: manual(256) }, { live: manual(255) }, api('QuotaExceed.Snapshot')),
  snap('SNAP-QUOTA-MANUAL', 'manual-snapshot-quota', 'warning', { live: manual(240) }, { live: manual(239) }, api('QuotaExceed.Snapshot')),
  snap('SNAP-INPROGRESS', 'snapshot-in-progress', 'warning', underWay(10), underWay(9), api('QuotaExceed.ConcurrentSnapshotQuota')),
  snap(
    'SNAP-INPROGRESS',
    'snapshot-in-progress',
    'warning',
    older(underWay(1)),
    older(underWay(0)),
    api('IncorrectDiskStatus.CreatingSnapshot'),
  ),
  snap(
    'SNAP-SECLOCK',
    'locked-for-security',
    'error',
    targets([{}], [lock('security')]),
    targets([{}], [lock('recycling')]),
    api('InstanceLockedForSecurity'),
  ),
  snap(
    'SNAP-SECLOCK',
    'locked-for-security',
    'error',
    targets([lock('security')]),
    targets([lock('recycling')]),
    api('InstanceLockedForSecurity'),
  ),
  snap(
    'SNAP-DISK-TYPE',
    'disk-cannot-be-protected',
    'error',
    targets([{ Category: 'ephemeral_ssd' }]),
    targets([{ Category: 'cloud_ssd' }]),
    api('DiskCategory.OperationNotSupported'),
  ),
  snap('SNAP-ARREARS', 'disk-in-arrears', 'warning', targets([lock('financial')]), fine, api('DiskInArrears')),
  snap(
    'SNAP-ARREARS',
    'disk-in-arrears',
    'warning',
    targets([{ ExpiredTime: '2026-11-24T16:00Z' }]),
    targets([{ ExpiredTime: '2026-11-25T16:00Z' }]),
    api('DiskInArrears'),
  ),
  snap(
    'SNAP-HIBERNATE',
    'instance-hibernation',
    'warning',
    targets([{}], [{ HibernationOptions: { Configured: true } }]),
    targets([{}], [{ HibernationOptions: { Configured: false } }]),
    api('HibernationConfigured.InstanceOperationForbidden'),
  ),
  of([snapshot], ['snapshots', 'a'])(
    'SNAP-MOD-READY',
    'snapshot-not-finished',
    'warning',
    renamed('snapshots', { status: 'pending' }),
    renamed('snapshots'),
    api('InvalidSnapshotId.NotReady'),
  ),
  of([snapshot], [])(
    'SNAP-KMS',
    'not-checked-before',
    'info',
    targets([{ Encrypted: true, KMSKeyId: 'key-1' }]),
    targets([{ KMSKeyId: 'key-1' }]),
    unread,
  ),
  of([entry('snapshots', { resourceGroupId: 'rg-1' })], [])(
    'COM-RG-EXISTS',
    'not-checked-before',
    'info',
    fine,
    { ...fine, live: [live(entry('snapshots'), 's-1', { props: { resourceGroupId: 'rg-1' } })] },
    unread,
  ),

  grp('GRP-DISKS-MAX', 'group-disk-count', 'error', targets(many(129)), targets(many(128)), api('NumberExceed.TooManyDisks')),
  grp('GRP-DISKS-MAX', 'group-disk-count', 'warning', targets(many(17)), targets(many(16)), api('NumberExceed.TooManyDisks')),
  grp('GRP-DISKS-MAX', 'group-disk-count', 'info', targets(many(11)), targets(many(10)), api('NumberExceed.TooManyDisks')),
  pair(
    'GRP-SIZE-MAX',
    'group-size',
    'error',
    targets(many(2, { Size: 131_073 })),
    targets(many(2, { Size: 131_072 })),
    api('CapacityExceed.TooManyDisks'),
  ),
  pair(
    'GRP-SIZE-MAX',
    'group-size',
    'warning',
    targets(many(2, { Size: 16_385 })),
    targets(many(2, { Size: 16_384 })),
    api('CapacityExceed.TooManyDisks'),
  ),
  grp('GRP-NOT-EMPTY', 'group-without-disks', 'error', targets([{ InstanceId: 'i-2' }]), fine, api('InvalidInstance.NoDisk')),
  of([entry('groups', { excludeDiskIds: ['d-1'] })], ['groups', 'g', 'excludeDiskIds'])(
    'GRP-NOT-EMPTY',
    'group-without-disks',
    'error',
    fine,
    targets(many(2)),
    api('InvalidInstance.NoDisk'),
  ),
  grp('GRP-INST-STATE', 'instance-status', 'error', targets([{}], [{ Status: 'Stopping' }]), fine, api('IncorrectInstanceStatus')),
  of([listed('d-1')], ['groups', 'g', 'diskIds'])(
    'GRP-DISK-STATE',
    'disk-status',
    'error',
    targets([{ Status: 'Detaching' }]),
    fine,
    api('IncorrectDiskStatus'),
  ),
  of([listed('d-1')], ['groups', 'g', 'diskIds'])(
    'GRP-DISK-STATE',
    'disk-status',
    'warning',
    targets([{ Status: 'Available' }]),
    fine,
    api('IncorrectDiskStatus'),
  ),
  grp(
    'GRP-DISK-TYPE',
    'group-disk-category',
    'error',
    targets([{ Category: 'cloud_efficiency' }]),
    targets([{ Category: 'cloud_auto' }]),
    api('DiskCategory.OperationNotSupported'),
  ),
  of([listed('d-1', 'd-2')], ['groups', 'g', 'diskIds'])(
    'GRP-REGIONAL-ONLY',
    'group-mixes-regional-disks',
    'error',
    targets([{}, { DiskId: 'd-2', Category: 'cloud_regional_disk_auto' }]),
    targets(many(2, { Category: 'cloud_regional_disk_auto' })),
    api('InvalidDisk.DiskCategoryInconsistent'),
  ),
  pair(
    'GRP-SAME-ZONE',
    'group-spans-zones',
    'error',
    targets([{}, { DiskId: 'd-2', ZoneId: 'cn-hangzhou-g' }]),
    targets(many(2)),
    api('InvalidDiskIds.NotInSameZone'),
  ),
  of([entry('groups', { diskIds: ['d-1', 'd-2'] })], ['groups', 'g', 'diskIds'])(
    'GRP-DISK-OF-INST',
    'group-disk-of-other-instance',
    'error',
    targets([{}, { DiskId: 'd-2', InstanceId: 'i-2' }]),
    targets(many(2)),
    api('InvalidDiskId.NotFound'),
  ),
  grp(
    'GRP-MULTIATTACH',
    'group-shared-disk',
    'error',
    targets([{ MultiAttach: 'Enabled' }]),
    fine,
    api('InvalidOperation.MultiAttachDisk'),
  ),
  grp('GRP-SHARED', 'group-shared-disk', 'error', targets([{ MultiAttach: 'LegacyShared' }]), fine, api('InvalidDisk.ShareVolume')),
  grp('GRP-INPROGRESS', 'snapshot-in-progress', 'warning', underWay(10), underWay(9), api('QuotaExceed.ConcurrentSnapshotQuota')),
  grp('GRP-QUOTA', 'manual-snapshot-quota', 'error', { live: manual(256) }, { live: manual(255) }, api('QuotaExceed.Snapshot')),
  grp('GRP-SECLOCK', 'locked-for-security', 'error', targets([{}], [lock('security')]), fine, api('InstanceLockedForSecurity')),
  grp('GRP-ARREARS', 'disk-in-arrears', 'warning', targets([lock('financial')]), fine, api('DiskInArrears')),
  of([entry('groups', { resourceGroupId: 'rg-1' })], [])(
    'GRP-RG',
    'not-checked-before',
    'info',
    fine,
    { ...fine, live: [live(group, 'ssg-1')] },
    unread,
  ),

  of([policy], ['policies', 'p'])(
    'ASP-QUOTA-REGION',
    'region-quota',
    'error',
    policies(100),
    policies(99),
    api('AutoSnapshotPolicy.QuotaExceed'),
  ),
  asp('ASP-AUTO-QUOTA', 'automatic-snapshot-quota', 'warning', holding(1, { retentionDays: 987 }), holding(1, { retentionDays: 986 })),
  of([entry('policies', copying('cn-nowhere'))], ['policies', 'p', 'crossRegionCopy', 'region'])(
    'ASP-XR-TARGET',
    'target-region-not-found',
    'error',
    fine,
    { ...fine, more: { regions: new Set(['cn-hangzhou', 'cn-nowhere']) } },
    api('InvalidParameter.TargetCopyRegions'),
  ),
  of([entry('policies', copying('cn-beijing'))], [])(
    'ASP-ENC-KMS',
    'not-checked-before',
    'info',
    fine,
    { ...fine, live: [live(entry('policies', copying('cn-beijing')), 'sp-1')] },
    unread,
  ),
  of([entry('policies', { resourceGroupId: 'rg-1' })], [])(
    'ASP-RG',
    'not-checked-before',
    'info',
    fine,
    { ...fine, live: [live(entry('policies'), 'sp-1', { props: { resourceGroupId: 'rg-1' } })] },
    unread,
  ),
  asp(
    'ASP-APPLY-MAX10',
    'disk-policy-limit',
    'error',
    holding(10),
    holding(9),
    api('QuotaExceed.AppliedAutoSnapshotPolicyQuota', { target: 'd-1' }),
  ),
  asp('ASP-APPLY-DISK', 'disk-not-found', 'error', targets([]), fine),
  asp('ASP-APPLY-TYPE', 'disk-cannot-be-protected', 'error', targets([{ Category: 'local_ssd_pro' }]), fine),
  asp('ASP-APPLY-STATE', 'instance-status', 'warning', targets([{}], [{ Status: 'Pending' }]), fine, { target: 'd-1' }),
  of([entry('policies')], ['policies', 'p'])(
    'ASP-MOD-SYSTEM',
    'system-policy',
    'error',
    renamed('policies', {}, { system: true }),
    renamed('policies', {}, { system: false }),
    api('InvalidOperation.PolicyTypeUnsupported'),
  ),

  dsk(
    'DSK-STATE',
    'desktop-status',
    'error',
    { targets: [desktop({ DesktopStatus: 'Starting' })] },
    { targets: [desktop({ DesktopStatus: 'Stopped' })] },
  ),
  dsk('DSK-EXISTS', 'desktop-not-found', 'error', { targets: [] }, {}, api('InvalidDesktopId.NotFound')),
  of([desktopSnapshot], ['desktopSnapshots', 'd', 'sourceDiskType'])(
    'DSK-HASDISK',
    'desktop-disk-missing',
    'error',
    { targets: [desktop({ Disks: [{ DiskType: 'DATA' }] })] },
    {},
  ),
  of([entry('policies', { tags: { new: 'v' } })], ['policies', 'p', 'tags'])(
    'TAG-RES-QUOTA',
    'resource-tag-count',
    'warning',
    tagged(16),
    tagged(15),
    api('OperationDenied.QuotaExceed'),
  ),
];
