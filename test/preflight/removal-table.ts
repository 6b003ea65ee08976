import { behindDisk, behindImage, locked } from '../../src/facts/removal-conditions.ts';
import { diff } from '../../src/diff/diff.ts';
import type { LiveState } from '../../src/diff/live-state.ts';
import { noWays } from '../../src/diff/ways.ts';
import type { Live } from '../../src/kinds/live.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { desired, live, stack, state } from '../support/resources.ts';

/** What there is beside the thing that is removed, and whether it is removed by force. */
export type RemovalWorld = { readonly live: readonly Live[]; readonly more?: Partial<LiveState>; readonly force?: true };

/** A row of the catalogue that decides about a deletion. */
export type RemovalRow = {
  readonly row: string;
  /** The address of what is removed. */
  readonly address: string;
  /** What the service would answer; absent for what it takes, and what then counts as a reduction. */
  readonly api?: string;
  readonly bad: RemovalWorld;
  /** The nearest world in which it may go. */
  readonly good: RemovalWorld;
};

const snapshot = (more: Partial<Live> = {}): Live => live(desired('snapshots'), 's-1', more);
const group = live(desired('groups'), 'ssg-1', { members: ['s-8'], props: { diskIds: ['d-1'] } });
const member = (more: Partial<Live> = {}): Live => live(desired('snapshots', { key: 'm' }), 's-8', more);
const policy = live(desired('policies'), 'sp-1');
/** Another good copy of the disk, so that this is not the last one. */
const points = { points: new Map([['disk d-1', [{ id: 's-x', isGood: true }]]]) };
const lockedBy = (id: string): Partial<LiveState> => ({ ...points, locked: new Map([[id, 'compliance-locked']]) });

const ofSnapshot = (row: string, api: string | undefined, bad: RemovalWorld, good: RemovalWorld): RemovalRow => ({
  row,
  address: 'snapshots/a',
  ...(api !== undefined && { api }),
  bad,
  good,
});
const used = (usage: string, more: Partial<RemovalWorld> = {}): RemovalWorld => ({ live: [snapshot({ usage })], more: points, ...more });

export const removalTable: readonly RemovalRow[] = [
  ...behindImage.values.map((usage) =>
    ofSnapshot('SNAP-DEL-IMAGE', behindImage.refusal?.code, used(usage, { force: true }), used('none', { force: true })),
  ),
  ofSnapshot('SNAP-DEL-FORCE', behindDisk.refusal?.code, used('disk'), used('disk', { force: true })),
  ofSnapshot('SNAP-DEL-FORCE', behindDisk.refusal?.code, used('disk'), used('none')),
  ofSnapshot(
    'SNAP-DEL-LOCKED',
    locked.refusal?.code,
    { live: [snapshot()], more: lockedBy('s-1'), force: true },
    { live: [snapshot()], more: lockedBy('s-2'), force: true },
  ),
  ...behindImage.values.map((usage) => ({
    row: 'GRP-DEL-IMAGE',
    address: 'groups/g',
    api: behindImage.refusal?.code as string,
    bad: { live: [group, member({ usage })], more: points, force: true as const },
    good: { live: [group, member({ usage: 'none' })], more: points, force: true as const },
  })),
  {
    row: 'ASP-DEL-ATTACHED',
    address: 'policies/p',
    bad: { live: [policy], more: { attached: new Map([['sp-1', ['d-1', 'd-2']]]) } },
    good: { live: [policy], more: { attached: new Map([['sp-1', []]]) } },
  },
];

/** The plan of a spec that only removes this. */
export function removalPlan(address: string, { live: resources, more, force }: RemovalWorld): Plan {
  const cloud = state(resources, more ?? {});
  const removed = [{ address, occurrence: 'once', force: force === true, forget: false, file: 'snapspec.yaml', path: ['removed', 0] }];
  return makePlan({ ...diff([], cloud, stack, 0, { ...noWays, removed }), state: cloud, stack });
}
