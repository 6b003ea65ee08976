import { describe, expect, test } from 'vitest';
import { planStack } from '../../src/engine/plan-stack.ts';
import { analyze } from '../../src/frontend/analyze.ts';
import type { Program } from '../../src/frontend/analyze.ts';
import { fakeClock, fakeReader, refusal } from '../support/fakes.ts';
import { listing } from '../support/listings.ts';
import { disk, found, instance, manual } from '../support/preflight.ts';
import { account, desired, live } from '../support/resources.ts';

const program = (text: string): Program =>
  analyze([{ file: 'snapspec.yaml', content: `apiVersion: snapspec/v1\nstack: s\n${text}` }], { year: 2026, unresolved: 'error' })
    .program as Program;

describe('the region of the stack', () => {
  const spec = program('region: cn-nanjing\nsnapshots: {a: {diskId: d-1}}\n');

  test('where the service does not list it, that is said at its line and nothing else is read', async () => {
    const reader = fakeReader((call) => listing(call, []));
    const plan = await planStack(spec, reader, fakeClock());
    expect(plan.problems).toMatchObject([
      {
        code: 'region-not-found',
        severity: 'error',
        place: { file: 'snapspec.yaml', path: ['region'] },
        notes: ['The service refuses it with InvalidRegionId.NotFound (404).'],
      },
    ]);
    expect([plan.entries, plan.operations]).toEqual([[], []]);
    expect(reader.sent.map((call) => call.action)).toEqual(['GetCallerIdentity', 'DescribeRegions']);
  });

  test('where it may not be asked, the rest is read and nothing is said', async () => {
    const forbidden = { 'ecs DescribeRegions': refusal('Forbidden.RAM') } as never;
    const plan = await planStack(
      spec,
      fakeReader((call) => listing(call, [], forbidden)),
      fakeClock(),
    );
    expect(plan.problems).toEqual([]);
    expect(plan.operations.map(({ id }) => id)).toEqual(['snapshots/a#create']);
  });

  test.each([
    [{}],
    [{ Regions: {} }],
    [{ Regions: { Region: [] } }],
    [{ Regions: { Region: 'cn-hangzhou' } }],
    [{ Regions: { Region: [{}] } }],
  ])('an answer that is not understood ends the reading: %j', async (reply) => {
    const reader = fakeReader((call) => listing(call, [], { 'ecs DescribeRegions': reply }));
    await expect(planStack(spec, reader, fakeClock())).rejects.toMatchObject({ type: 'cloud' });
  });
});

describe('what this plan adds is counted', () => {
  const two = [desired('snapshots', { key: 'a' }), desired('snapshots', { key: 'b' })];
  const codes = (...args: Parameters<typeof found>): string[] => found(...args).map((one) => `${one.severity} ${one.code} ${one.address}`);

  test('in the quota of manual snapshots: the entry beyond it is held back, not the one before', () => {
    expect(codes(two, { live: manual(255) })).toEqual([
      'warning manual-snapshot-quota snapshots/a',
      'error manual-snapshot-quota snapshots/b',
    ]);
    expect(found(two, { live: manual(255) })[1]?.message).toBe(
      'Disk d-1 has 255 manual snapshots, and this plan takes snapshots/a before; a disk can have 256.',
    );
  });

  test('also what a group takes of the same disk', () =>
    expect(codes([desired('snapshots'), desired('groups')], { live: manual(255) })).toEqual([
      'warning manual-snapshot-quota snapshots/a',
      'error manual-snapshot-quota groups/g',
    ]));

  test('a disk that takes one at a time: the second one has to wait', () => {
    const [only, ...others] = found(two, { targets: [disk({ Category: 'cloud_ssd' }), instance()] });
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      code: 'snapshot-in-progress',
      address: 'snapshots/b',
      message:
        'No snapshot of disk d-1 is being taken, and this plan takes snapshots/a before; a disk of the category cloud_ssd takes 1 at a time.',
    });
    expect(found(two, {})).toEqual([]);
  });

  test('policies beyond the quota of the region, and only those', () => {
    const all = ['a', 'b', 'c'].map((key) => desired('policies', { key }));
    const ninetyNine = Array.from({ length: 99 }, (_, n) => live(desired('policies', { key: `k${n}`, stack: 'other' }), `sp-${n}`));
    expect(found(all, { live: ninetyNine }).map(({ address, label }) => [address, label])).toEqual([
      ['policies/b', 'only 1 more can be made'],
      ['policies/c', 'only 1 more can be made'],
    ]);
  });
});

describe('what is not looked at', () => {
  test('is said once for the whole plan', () => {
    const entries = ['a', 'b'].map((key) => desired('snapshots', { key, props: { resourceGroupId: 'rg-1' } }));
    const targets = [disk({ Encrypted: true, KMSKeyId: 'key-1' }), instance()];
    expect(found(entries, { targets }).map(({ code, message, address }) => ({ code, message, address }))).toEqual([
      {
        code: 'not-checked-before',
        message: 'Not checked before it is sent: that the resource group rg-1 exists and that the KMS key key-1 can be used.',
        address: undefined,
      },
    ]);
  });

  test('the quota of manual snapshots, where a group is to be taken and snapshots may not be listed', () =>
    expect(found([desired('groups')], { more: { unchecked: [{ section: 'snapshots', code: 'Forbidden.RAM' }] } })[0]?.message).toBe(
      'Not checked before it is sent: how many snapshots the disks have already (no permission).',
    ));

  test('members that the service leaves out are no findings', () => {
    const bare = { Category: undefined, Status: undefined, ZoneId: undefined, Size: undefined, ExpiredTime: undefined };
    const targets = [disk({ ...bare, OperationLocks: undefined }), instance({ Status: undefined, StartTime: undefined })];
    expect(found([desired('snapshots'), desired('groups')], { targets })).toEqual([]);
  });

  test('an entry that stands is not looked at again', () => {
    const entry = desired('snapshots');
    expect(found([entry], { targets: [], live: [live(entry, 's-1'), ...manual(300)] })).toEqual([]);
  });

  test('a finding points at the item as it is written, in its file', () => {
    const group = desired('groups', { props: { instanceId: null, diskIds: ['d-1', 'd-9'] }, listed: { diskIds: { 'd-9': 0, 'd-1': 1 } } });
    expect(found([group], {}).map(({ code, place }) => [code, place])).toEqual([
      ['disk-not-found', { file: 'snapspec.yaml', path: ['groups', 'g', 'diskIds', 0] }],
    ]);
    expect(found([group], {})[0]?.help).toContain(account);
  });

  test('a disk that is left out and does not exist is a warning: nothing is taken of it', () => {
    const group = desired('groups', { props: { excludeDiskIds: ['d-404'] } });
    expect(found([group], {}).filter(({ code }) => code === 'disk-not-found')).toMatchObject([{ severity: 'warning' }]);
    const listed = desired('groups', { props: { instanceId: null, diskIds: ['d-404'] } });
    expect(found([listed], {}).filter(({ code }) => code === 'disk-not-found')).toMatchObject([{ severity: 'error' }]);
  });

  test('a disk to leave out must exist, and may be of any category', () => {
    const group = desired('groups', { props: { excludeDiskIds: ['d-2'] } });
    expect(found([group], {}).map(({ code }) => code)).toEqual(['disk-not-found']);
    const targets = [disk(), disk({ DiskId: 'd-2', Category: 'ephemeral_ssd' }), instance()];
    expect(found([group], { targets })).toEqual([]);
  });
});

test('the order in which the service lists things changes nothing', () => {
  const entries = [
    desired('groups', { props: { excludeDiskIds: ['d-3'] } }),
    desired('policies', { props: { disks: { any: ['d-1', 'd-2', 'd-3'].map((id) => ({ id })), not: [] } } }),
  ];
  const disks = ['d-1', 'd-2', 'd-3'].map((DiskId, n) => disk({ DiskId, MultiAttach: 'Enabled', ZoneId: `cn-hangzhou-${n}` }));
  const policies = ['sp-1', 'sp-2', 'sp-3'].map((id) => live(desired('policies', { stack: 'other' }), id));
  const attached = new Map(policies.map(({ id }) => [id, ['d-1', 'd-2', 'd-3']]));
  const findings = found(entries, { targets: [...disks, instance()], live: policies, more: { attached } });
  expect(findings.length).toBeGreaterThan(3);
  const turned = {
    targets: [instance(), ...[...disks].reverse()],
    live: [...policies].reverse(),
    more: { attached: new Map([...attached].reverse()) },
  };
  expect(found(entries, turned)).toEqual(findings);
});

describe('only what is sent is looked at', () => {
  const copy = (region: string) => ({ crossRegionCopy: { region, retentionDays: 7, encrypted: true, kmsKeyId: 'key-1' } });
  const entry = desired('policies', { props: { ...copy('cn-nowhere'), resourceGroupId: 'rg-1' } });
  const standing = (props: object) => live(entry, 'sp-1', { props: { resourceGroupId: 'rg-1', ...props } as never });
  const codes = (props: object) => found([entry], { live: [standing(props)] }).map(({ code, blocks }) => `${code} ${blocks}`);

  test('of a policy that is renamed, neither its copies nor its group nor its key', () => expect(codes({ name: 'before' })).toEqual([]));

  test('of one whose copies change, the region and the key; of one that moves, the group', () => {
    expect(codes(copy('cn-beijing'))).toEqual(['target-region-not-found modify', 'not-checked-before create']);
    expect(found([entry], { live: [standing({ resourceGroupId: 'rg-0' })] }).map(({ message }) => message)).toEqual([
      'Not checked before it is sent: that the resource group rg-1 exists.',
    ]);
  });
});

describe('single and several', () => {
  const second = { Attachments: { Attachment: [{ InstanceId: 'i-1' }, { InstanceId: 'i-2' }] } };

  test('a disk of two instances of which one was started is used', () => {
    const targets = [disk(second), instance({ StartTime: '' }), instance({ InstanceId: 'i-2' })];
    expect(found([desired('snapshots')], { targets })).toEqual([]);
  });

  test('what is wrong with the instance of a group is said once, and with another one for its disk', () => {
    const lock = { OperationLocks: { LockReason: [{ LockReason: 'security' }] } };
    const disks = [disk(second), disk({ DiskId: 'd-2' })];
    expect(found([desired('groups')], { targets: [...disks, instance(lock), instance({ InstanceId: 'i-2' })] })).toHaveLength(1);
    const other = found([desired('groups')], { targets: [...disks, instance(), instance({ InstanceId: 'i-2', ...lock })] });
    expect(other.map(({ message }) => message)).toEqual([
      'Instance i-2, which disk d-1 is attached to, is locked for security, and nothing can be done with it.',
    ]);
  });

  test('regional disks lie in several zones, and may', () => {
    const regional = { Category: 'cloud_regional_disk_auto' };
    const targets = [disk(regional), disk({ DiskId: 'd-2', ZoneId: 'cn-hangzhou-g', ...regional }), instance()];
    expect(found([desired('groups')], { targets })).toEqual([]);
  });

  test('that one policy keeps too many snapshots is said by lint', () => {
    const entry = desired('policies', { props: { retentionDays: 1001, disks: { any: [{ id: 'd-1' }], not: [] } } });
    const other = live(desired('policies', { stack: 'other' }), 'sp-9');
    const issues = found([entry], { live: [other], more: { attached: new Map([['sp-9', ['d-1']]]) } });
    expect(issues.map(({ code }) => code)).toEqual(['disk-under-other-policies']);
  });
});
