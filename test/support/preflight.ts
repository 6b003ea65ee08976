import type { Change } from '../../src/diff/change.ts';
import { diff } from '../../src/diff/diff.ts';
import type { LiveState } from '../../src/diff/live-state.ts';
import type { Json } from '../../src/base/json.ts';
import type { Target } from '../../src/fields/field.ts';
import type { Desired, Props } from '../../src/kinds/desired.ts';
import type { Live } from '../../src/kinds/live.ts';
import { targets } from '../../src/kinds/target-listings.ts';
import type { TargetResource } from '../../src/kinds/targets.ts';
import { preflight } from '../../src/preflight/preflight.ts';
import type { PreflightIssue } from '../../src/preflight/preflight.ts';
import { desired, inventory, live, stack, state } from './resources.ts';

export const now = Date.UTC(2026, 10, 25);

const samples: { readonly [T in Target]: { readonly [member: string]: Json } } = {
  disk: {
    DiskId: 'd-1',
    Status: 'In_use',
    Type: 'data',
    Category: 'cloud_essd',
    Size: 40,
    ZoneId: 'cn-hangzhou-h',
    MultiAttach: 'Disabled',
    AttachedTime: '2026-01-01T00:00:00Z',
    ExpiredTime: '2999-09-08T16:00Z',
    InstanceId: 'i-1',
    Encrypted: false,
    KMSKeyId: '',
    OperationLocks: { OperationLock: [] },
  },
  instance: { InstanceId: 'i-1', Status: 'Running', StartTime: '2026-01-01T00:00Z', OperationLocks: { LockReason: [] } },
  desktop: { DesktopId: 'ecd-1', DesktopStatus: 'Running', Disks: [{ DiskType: 'SYSTEM' }] },
};

/** A target as it is read from what the service lists: a sound one, with these members changed. */
const read = (target: Target, more: object): TargetResource =>
  targets[target].parse({ ...samples[target], ...more } as Json) as TargetResource;
export const disk = (more: object = {}): TargetResource => read('disk', more);
export const instance = (more: object = {}): TargetResource => read('instance', more);
export const desktop = (more: object = {}): TargetResource => read('desktop', more);

/** What there is in the cloud. */
export type World = {
  readonly targets?: readonly TargetResource[];
  readonly live?: readonly Live[];
  readonly more?: Partial<LiveState>;
  /** In place of the changes that the entries give. */
  readonly changes?: readonly Change[];
};

/** What plan finds for these entries. Where the world says nothing else there is one sound target of each sort. */
export function found(entries: readonly Desired[], { targets: given, live: resources = [], more, changes }: World): PreflightIssue[] {
  const known = inventory(...(given ?? [disk(), instance(), desktop()]));
  const read = state(resources, { inventory: known, regions: new Set(['cn-hangzhou', 'cn-beijing']), underWay: new Map(), ...more });
  const difference = diff(entries, read, stack, now);
  const selected = difference.findings.map(({ diagnostic }): PreflightIssue => ({ ...diagnostic, blocks: 'attach' }));
  return [...selected, ...preflight(changes ?? difference.changes, read, now)];
}

/** Manual snapshots of a disk that others took. */
export const manual = (many: number, diskId = 'd-1'): Live[] =>
  Array.from({ length: many }, (_, index) => foreign('snapshots', `s-${index}`, { diskId }));

/** A resource that no stack owns. */
export function foreign(section: string, id: string, props: Props): Live {
  const { owner: _, ...rest } = live(desired(section, { props }), id);
  return rest;
}
