import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/base/json.ts';
import { lockedIn } from '../../src/kinds/region-wide.ts';
import { kindOf } from '../../src/kinds/registry.ts';
import { failureInProgress } from '../../src/kinds/removing.ts';
import { wordAt } from '../../src/kinds/reply-reader.ts';
import { targets } from '../../src/kinds/target-listings.ts';

const created = { CreationTime: '2026-11-01T00:00:00Z' };
const snapshot = (more: object) => kindOf('snapshots').parse({ SnapshotId: 's-1', ...created, ...more });

test('a word is read in any casing, and one that no page has as it stands', () => {
  expect(['In_use', 'in_use', 'IN_USE', 'Moving', 7].map((Status) => wordAt({ Status }, ['In_use'], 'Status'))).toEqual([
    'In_use',
    'In_use',
    'In_use',
    'Moving',
    undefined,
  ]);
});

describe('whichever casing the service writes', () => {
  test.each([
    ['snapshots', { SnapshotId: 'x' }],
    ['groups', { SnapshotGroupId: 'x' }],
    ['desktopSnapshots', { SnapshotId: 'x' }],
  ])('a failed one of %s failed, and a finished one is ready', (section, id) => {
    const statusOf = (Status: string) => kindOf(section).parse({ ...id, ...created, Status } as Json)?.status;
    expect(['failed', 'FAILED', 'Failed'].map(statusOf)).toEqual(['failed', 'failed', 'failed']);
    expect(['accomplished', 'ACCOMPLISHED'].map(statusOf)).toEqual(['ready', 'ready']);
    expect(['progressing', 'Progressing', 'whatever'].map(statusOf)).toEqual(['pending', 'pending', 'pending']);
  });

  test('a disk, an instance and a desktop are in a state that a page names', () => {
    expect(targets.disk.parse({ DiskId: 'd-1', Status: 'AVAILABLE', AttachedTime: '', MultiAttach: 'enabled' })).toMatchObject({
      status: 'Available',
      multiAttach: 'Enabled',
      unsupportedReason: 'it was never attached to an instance',
    });
    const locked = { OperationLocks: { LockReason: [{ LockReason: 'Security' }] } };
    expect(targets.instance.parse({ InstanceId: 'i-1', Status: 'running', ...locked })).toMatchObject({
      status: 'Running',
      locks: ['security'],
    });
    expect(targets.desktop.parse({ DesktopId: 'ecd-1', DesktopStatus: 'STOPPED' })).toMatchObject({ status: 'Stopped' });
  });

  test('an image or a disk was made from it, a policy is of the system, a lock is over, a deletion succeeded', () => {
    expect(snapshot({ Usage: 'IMAGE_DISK' })).toMatchObject({ usage: 'image_disk' });
    expect(kindOf('policies').parse({ AutoSnapshotPolicyId: 'sp-1', Type: 'system' })?.props['system']).toBe(true);
    expect(lockedIn([{ SnapshotId: 's-1', LockStatus: 'Expired' }]).size).toBe(0);
    expect(failureInProgress({ OperationProgressSet: { OperationProgress: [{ OperationStatus: 'SUCCESS' }] } })).toBeUndefined();
  });
});

test.each([0, -1, '0', '-1', null, undefined])('a retention of %j of a snapshot is none', (RetentionDays) => {
  expect(snapshot({ RetentionDays })?.props['retentionDays']).toBeNull();
});

test('a disk that is listed twice is in a group once', () => {
  const member = { SnapshotId: 's-1', SourceDiskId: 'd-1' };
  const group = kindOf('groups').parse({ SnapshotGroupId: 'g-1', ...created, Snapshots: { Snapshot: [member, member] } });
  expect(group).toMatchObject({ members: ['s-1'], props: { diskIds: ['d-1'] } });
});
