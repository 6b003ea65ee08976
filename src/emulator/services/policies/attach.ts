import { unsupportedCategories } from '../../../facts/live-conditions.ts';
import { defineOperation } from '../../model/operation.ts';
import { RefusedCall } from '../../model/refused-call.ts';
import type { DiskExtension } from '../../model/operation.ts';
import { diskOf, quotaOf } from '../../model/resources.ts';
import type { Disk, World } from '../../model/world.ts';
import { refuseIf } from '../../model/check-constraint.ts';
import type { Parameter } from '../../model/parameters.ts';
import { snapshotsOfDisk } from '../snapshots/store.ts';
import { errors } from './errors.ts';
import { groupBy } from '../../../base/group-by.ts';
import { policiesPerDisk } from '../../../facts/limits/policies.ts';
import { policiesOf, policiesOfDisk, policyOf } from './store.ts';
import type { Policy } from './store.ts';
import { listedPoliciesByTag } from './tag-association.ts';

const regionId = { type: 'region', required: errors.regionInvalid, malformed: errors.regionInvalid } as const satisfies Parameter;
const diskIds = { type: 'json', required: errors.diskIdsInvalid, malformed: errors.diskIdsInvalid } as const satisfies Parameter;

/** The disks that a call names, all of which must exist. */
function disksOf(world: World, ids: readonly string[], region: string): readonly Disk[] {
  const { attachLimit } = world.settings;
  if (ids.length === 0 || (attachLimit !== null && ids.length > attachLimit)) throw new RefusedCall(errors.diskIdsInvalid);
  return [...new Set(ids)].map((id) => diskOf(world, id, region));
}

function checkCategories(disks: readonly Disk[]): void {
  const unfit = disks.filter((disk) => unsupportedCategories.values.includes(disk.category)).length;
  refuseIf(unfit === disks.length, unsupportedCategories);
  refuseIf(unfit > 0, { refusal: errors.someUnsupported });
}

/** A promotional policy is the only one of a disk, and comes before the first snapshot. */
function checkPromotion(world: World, policy: Policy, disk: Disk): void {
  const others = policiesOfDisk(world, disk.id);
  const promotions = [policy, ...others].filter((one) => one.conditions?.includes('promotion')).length;
  refuseIf(promotions > 0 && others.length > 0, { refusal: errors.promotionConflict });
  refuseIf(promotions > 0 && snapshotsOfDisk(world, disk.id).length > 0, { refusal: errors.promotionTooLate });
}

/** Attaches a policy in addition to those that a disk has; an existing attachment is left unchanged. */
export const apply = defineOperation({
  service: 'ecs',
  action: 'ApplyAutoSnapshotPolicy',
  reads: false,
  params: { regionId, autoSnapshotPolicyId: { type: 'text', required: errors.policyIdInvalid }, diskIds },
  run: ({ world, now, args }) => {
    const policy = policyOf(world, args.autoSnapshotPolicyId, args.regionId, errors.policyNotFound);
    const disks = disksOf(world, args.diskIds, args.regionId);
    checkCategories(disks);
    const fresh = disks.filter((disk) => !Object.hasOwn(policy.attached, disk.id));
    for (const disk of fresh) {
      checkPromotion(world, policy, disk);
      refuseIf(policiesOfDisk(world, disk.id).length >= quotaOf(world, policiesPerDisk), policiesPerDisk);
    }
    attach(world, policy, fresh, now);
    return {};
  },
});

/** The policies that a cancellation detaches from one disk: the one named, or the only one that it has. */
function cancelled(world: World, diskId: string, named: Policy | undefined): readonly Policy[] {
  if (named !== undefined) return [named];
  const attached = policiesOfDisk(world, diskId);
  refuseIf(attached.length > 1, { refusal: errors.severalPolicies });
  return attached;
}

function attach(world: World, policy: Policy, disks: readonly Disk[], now: number): void {
  const attached = disks.map(({ id }, at) => [id, world.serial + 1 + at] as const);
  world.serial += disks.length;
  policiesOf(world).update(policy.id, {
    attached: { ...policy.attached, ...Object.fromEntries(attached) },
    attachedAt: { ...policy.attachedAt, ...Object.fromEntries(disks.map(({ id }) => [id, now] as const)) },
  });
}

function detach(world: World, policyId: string, diskIds: ReadonlySet<string>): void {
  const policies = policiesOf(world);
  const without = (record: { readonly [diskId: string]: number } = {}) =>
    Object.fromEntries(Object.entries(record).filter(([id]) => !diskIds.has(id)));
  const policy = policies.find(policyId);
  if (policy !== undefined) policies.update(policyId, { attached: without(policy.attached), attachedAt: without(policy.attachedAt) });
}

/** Detaches every policy of a disk. */
export function detachPolicies(world: World, diskId: string): void {
  for (const policy of [...policiesOfDisk(world, diskId)]) detach(world, policy.id, new Set([diskId]));
}

/** Detaches; an attachment that does not exist is no error. */
export const cancel = defineOperation({
  service: 'ecs',
  action: 'CancelAutoSnapshotPolicy',
  reads: false,
  params: { regionId, autoSnapshotPolicyId: { type: 'text' }, diskIds },
  run: ({ world, args }) => {
    const named =
      args.autoSnapshotPolicyId === undefined
        ? undefined
        : policyOf(world, args.autoSnapshotPolicyId, args.regionId, errors.policyNotFound);
    const pairs = disksOf(world, args.diskIds, args.regionId).flatMap(({ id }) =>
      cancelled(world, id, named).map((policy) => ({ diskId: id, policyId: policy.id })),
    );
    for (const [policyId, ofPolicy] of groupBy(pairs, (pair) => pair.policyId))
      detach(world, policyId, new Set(ofPolicy.map((pair) => pair.diskId)));
    return {};
  },
});

/** Of several policies a disk lists one; which one is not documented: a setting decides. */
function listedPolicy({ settings }: World, attached: readonly Policy[], filtered: unknown): string {
  if (settings.listedPolicy === 'filter' && attached.some((one) => one.id === filtered)) return String(filtered);
  return attached.at(settings.listedPolicy === 'last' ? -1 : 0)?.id ?? '';
}

/** The policies that a disk shows: those attached to it in their order, then those that reach it by tag. */
function shownPolicies(world: World, disk: Disk): readonly Policy[] {
  const attached = [...policiesOfDisk(world, disk.id)].sort((a, b) => (a.attached[disk.id] ?? 0) - (b.attached[disk.id] ?? 0));
  return [...attached, ...listedPoliciesByTag(world, disk)];
}

/** What policies add to the listing of disks. */
export const diskExtension: DiskExtension = {
  params: { AutoSnapshotPolicyId: { type: 'text' }, EnableAutomatedSnapshotPolicy: { type: 'bool' } },
  matches: (world, disk, args) => {
    const { AutoSnapshotPolicyId: id, EnableAutomatedSnapshotPolicy: enabled } = args;
    if (id === undefined && enabled === undefined) return true;
    const attached = shownPolicies(world, disk);
    return (id === undefined || attached.some((one) => one.id === id)) && (enabled === undefined || attached.length > 0 === enabled);
  },
  members: (world, disk, args) => {
    const attached = shownPolicies(world, disk);
    return {
      AutoSnapshotPolicyId: listedPolicy(world, attached, args['AutoSnapshotPolicyId']),
      EnableAutomatedSnapshotPolicy: attached.length > 0,
    };
  },
};
