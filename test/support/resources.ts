import { createApiOf, markerHash, tokenOf } from '../../src/compile/identity.ts';
import type { LiveState } from '../../src/diff/live-state.ts';
import { ownershipIndex } from '../../src/diff/ownership.ts';
import type { OwnershipScope } from '../../src/diff/ownership.ts';
import type { Desired, Props } from '../../src/kinds/desired.ts';
import type { Inventory, TargetResource } from '../../src/kinds/targets.ts';
import type { Live } from '../../src/kinds/live.ts';
import type { Target } from '../../src/fields/field.ts';
import { kindOf } from '../../src/kinds/registry.ts';

export const stack = 's';
export const region = 'cn-hangzhou';
export const account = '1234567890123456';

const defaults: { readonly [section: string]: { readonly key: string; readonly props: Props } } = {
  policies: {
    key: 'p',
    props: {
      name: 's-p',
      timePoints: [2],
      repeatWeekdays: [1, 2, 3, 4, 5, 6, 7],
      retentionDays: 14,
      crossRegionCopy: null,
      disks: null,
      tags: {},
      resourceGroupId: null,
    },
  },
  snapshots: {
    key: 'a',
    props: { diskId: 'd-1', name: 's-a', description: '', retentionDays: 30, tags: {}, resourceGroupId: null },
  },
  groups: {
    key: 'g',
    props: { instanceId: 'i-1', diskIds: null, excludeDiskIds: [], name: 's-g', description: '', tags: {}, resourceGroupId: null },
  },
  desktopSnapshots: { key: 'd', props: { desktopId: 'ecd-1', sourceDiskType: 'system', name: 's-d', description: '' } },
};

/** An entry of the spec in canonical form; `props` are merged over the defaults of its section. */
export function desired(section: string, more: Partial<Desired> = {}): Desired {
  const { key, props } = defaults[section] as { key: string; props: Props };
  const all = { ...props, ...more.props };
  return {
    section,
    key: more.key ?? key,
    address: `${section}/${more.key ?? key}`,
    stack,
    occurrence: 'once',
    fixed: true,
    target: kindOf(section).target(all),
    listed: {},
    summary: [],
    file: 'snapspec.yaml',
    path: [section, more.key ?? key],
    ...more,
    props: all,
  };
}

/** The live resource that an entry describes, as its own create would have made it in this attempt: all of it is proven. */
export function live(of: Desired, id: string, more: Partial<Live> = {}, generation = 0): Live {
  const op = tokenFor(of, createApiOf(of.section), generation);
  const owner = { stack: of.stack, address: of.address, occurrence: of.occurrence, op };
  const marker = markerHash(of.stack, of.address, of.occurrence);
  const { disks: _, ...props } = of.props;
  return {
    section: of.section,
    id,
    ...(of.section === 'desktopSnapshots' ? { marker } : { owner }),
    status: 'ready',
    statusText: 'accomplished',
    createdAt: '2026-11-01T00:00:00Z',
    ...more,
    props: { ...props, resourceGroupId: 'rg-default', ...more.props },
  };
}

export function target(kind: Target, id: string, more: Partial<TargetResource> = {}): TargetResource {
  return { target: kind, id, status: 'In_use', tags: {}, instanceIds: [], ...more };
}

export function inventory(...targets: readonly TargetResource[]): Inventory {
  const of = (kind: Target) => new Map(targets.filter((one) => one.target === kind).map((one) => [one.id, one]));
  return { disk: of('disk'), instance: of('instance'), desktop: of('desktop') };
}

/** Whose resources are looked for in tests. */
export const scopeOf = (...entries: readonly Desired[]): OwnershipScope => ({ stack, account, region, desired: entries });

/** A live state of these resources, of these entries. */
export function state(resources: readonly Live[], more: Partial<LiveState> = {}, entries: readonly Desired[] = []): LiveState {
  return {
    account,
    region,
    live: resources,
    matchOf: ownershipIndex(resources, scopeOf(...entries)),
    attached: new Map(),
    untaggable: new Set(),
    inventory: inventory(target('disk', 'd-1'), target('disk', 'd-2'), target('instance', 'i-1'), target('desktop', 'ecd-1')),
    unchecked: [],
    calls: 1,
    ...more,
  };
}

/** The token of an entry's create, written out apart from the code that plans it. */
export function tokenFor(one: Desired, api: string, generation = 0): string {
  const { address, occurrence, target: what } = one;
  return tokenOf({ account, region, api, stack: one.stack, address, occurrence, target: what, generation });
}
