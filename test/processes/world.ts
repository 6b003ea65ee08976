import { localAccount } from '../../src/emulator/index.ts';
import type { Seed } from '../../src/emulator/index.ts';

export const stack = 'processes';
const region = 'cn-hangzhou';

const disk = (name: string): string => `d-bp1proc${name.padStart(12, '0')}`;
const instance = (name: string): string => `i-bp1proc${name.padStart(12, '0')}`;
const desktop = 'ecd-proc0000000001';

/** The disks that the declared policy protects. */
export const protectedDisks = [disk('a'), disk('b'), disk('c')];

/** Disks for each backup of their own, and what others have on them. */
export const seed: Seed = {
  account: localAccount,
  region,
  instances: ['one', 'two'].map((name) => ({ id: instance(name) })),
  disks: [
    ...protectedDisks.map((id) => ({ id, instance: instance('one'), tags: { backup: 'nightly' } })),
    { id: disk('release'), instance: instance('one') },
    ...['x', 'y'].map((name) => ({ id: disk(name), instance: instance('two') })),
  ],
  desktops: [{ id: desktop, disks: ['system', 'data'] }],
  policies: [{ id: 'sp-bp1procforeign00001', name: 'nightly', timePoints: [1], repeatWeekdays: [1], retentionDays: 3, disks: [disk('a')] }],
  snapshots: [
    { id: 's-bp1procforeign000001', disk: disk('release'), name: 'release' },
    { id: 's-bp1procforeign000002', disk: disk('x'), name: 'pair' },
    { id: 's-bp1procforeign000003', disk: disk('y'), name: 'pair' },
  ],
  groups: [{ id: 'ssg-bp1procforeign0001', name: 'pair', snapshots: ['s-bp1procforeign000002', 's-bp1procforeign000003'] }],
  desktopSnapshots: [{ id: 's-bp1procdesktop000001', desktop, diskType: 'system', name: 'golden', description: 'By hand' }],
};

/** One entry of each kind. */
export const specText = JSON.stringify({
  apiVersion: 'snapspec/v1',
  stack,
  region,
  policies: {
    nightly: {
      schedule: { timezone: 'Asia/Shanghai', at: ['02:00'] },
      retentionDays: 7,
      disks: { any: [{ tags: { backup: 'nightly' } }] },
    },
  },
  snapshots: { release: { diskId: disk('release'), name: 'release', takeUntil: '2099-01-01', retentionDays: 30 } },
  groups: { pair: { instanceId: instance('two'), name: 'pair', takeUntil: '2099-01-01' } },
  desktopSnapshots: { golden: { desktopId: desktop, sourceDiskType: 'system', name: 'golden', takeUntil: '2099-01-01' } },
});

/** How the call looks that creates an entry of each section. */
export const creates: { readonly [address: string]: { readonly service: 'ecs' | 'ecd'; readonly action: string } } = {
  'policies/nightly': { service: 'ecs', action: 'CreateAutoSnapshotPolicy' },
  'snapshots/release': { service: 'ecs', action: 'CreateSnapshot' },
  'groups/pair': { service: 'ecs', action: 'CreateSnapshotGroup' },
  'desktopSnapshots/golden': { service: 'ecd', action: 'CreateSnapshot' },
};
