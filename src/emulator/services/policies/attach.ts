import { unsupportedCategories } from '../../../facts/live-conditions.ts';
import { RefusedCall, defineOperation } from '../../model/world.ts';
import type { Disk, DiskView, World } from '../../model/world.ts';
import { commonErrors, invalidParameter, missingParameter } from '../common-errors.ts';
import { refuseIf } from '../../model/check-constraint.ts';
import type { Parameter } from '../../model/parameters.ts';
import { matchesOf, pageByToken } from '../../model/reply.ts';
import { diskOf, isIn, isListed, quotaOf } from '../../model/resources.ts';
import type { ListingView } from '../../model/resources.ts';
import { snapshotsOfDisk } from '../snapshots/store.ts';
import { errors } from './errors.ts';
import { policiesPerDisk } from '../../../facts/limits/policies.ts';
import { attachmentsChanged, policiesOf, policiesOfDisk, policyOf } from './store.ts';
import type { Policy } from './store.ts';

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

/** A policy of a promotion stands alone on a disk, and comes before the first snapshot. */
function checkPromotion(world: World, policy: Policy, disk: Disk): void {
  const others = policiesOfDisk(world, disk.id);
  const promotions = [policy, ...others].filter((one) => one.conditions?.includes('promotion')).length;
  refuseIf(promotions > 0 && others.length > 0, { refusal: errors.promotionConflict });
  refuseIf(promotions > 0 && snapshotsOfDisk(world, disk.id).length > 0, { refusal: errors.promotionTooLate });
}

/** Attaches a policy beside those that a disk has already; a pair that is there is left as it is. */
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
    for (const disk of fresh) {
      policy.attachedAt ??= {};
      policy.attachedAt[disk.id] = now;
      world.serial += 1;
      policy.attached[disk.id] = world.serial;
    }
    attachmentsChanged(world);
    return {};
  },
});

/** The policies that a cancellation takes off one disk: the one named, or the only one that it has. */
function cancelled(world: World, diskId: string, named: Policy | undefined): readonly Policy[] {
  if (named !== undefined) return [named];
  const attached = policiesOfDisk(world, diskId);
  refuseIf(attached.length > 1, { refusal: errors.severalPolicies });
  return attached;
}

function detach(policy: Policy, diskId: string): void {
  delete policy.attached[diskId];
  delete policy.attachedAt?.[diskId];
}

/** Detaches; a pair that is not there is no error. */
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
    const pairs = disksOf(world, args.diskIds, args.regionId).map((disk) => ({ disk, policies: cancelled(world, disk.id, named) }));
    for (const { disk, policies } of pairs) for (const policy of policies) detach(policy, disk.id);
    attachmentsChanged(world);
    return {};
  },
});

type Pair = { readonly serial: number; readonly policyId: string; readonly diskId: string };

function attachedTo({ attached }: Policy, diskId: string | undefined): readonly (readonly [string, number])[] {
  if (diskId === undefined) return Object.entries(attached);
  const serial = Object.hasOwn(attached, diskId) ? attached[diskId] : undefined;
  return serial === undefined ? [] : [[diskId, serial]];
}

function pairsOf(policies: readonly Policy[], diskId: string | undefined, look: ListingView): readonly Pair[] {
  const pairs = policies.flatMap((policy) =>
    attachedTo(policy, diskId)
      .filter(([id]) => isListed(look, policy.attachedAt?.[id] ?? 0))
      .map(([id, serial]) => ({ serial, policyId: policy.id, diskId: id })),
  );
  return pairs.sort((a, b) => b.serial - a.serial);
}

export const associations = defineOperation({
  service: 'ecs',
  action: 'DescribeAutoSnapshotPolicyAssociations',
  reads: true,
  params: {
    RegionId: { type: 'region', required: missingParameter('RegionId'), malformed: commonErrors.regionNotFound },
    AutoSnapshotPolicyId: { type: 'text' },
    DiskId: { type: 'text' },
    MaxResults: { type: 'int' },
    NextToken: { type: 'text' },
  },
  run: ({ world, now, args, region }) => {
    const { AutoSnapshotPolicyId: policyId, DiskId: diskId } = args;
    // Exactly one of the two is wanted; no page names a code.
    if (policyId === undefined && diskId === undefined) throw new RefusedCall(missingParameter('AutoSnapshotPolicyId'));
    if (policyId !== undefined && diskId !== undefined) throw new RefusedCall(invalidParameter('DiskId'));
    const policies = policiesOf(world).filter((one) => isIn(one, region) && (policyId === undefined || one.id === policyId));
    const page = pageByToken(matchesOf(pairsOf(policies, diskId, { world, now, region, section: 'attachments' })), args, {
      min: 10,
      max: 100,
    });
    const items = page.items.map((pair) => ({ AutoSnapshotPolicyId: pair.policyId, DiskId: pair.diskId }));
    return { ...page.reply, AutoSnapshotPolicyAssociations: { AutoSnapshotPolicyAssociation: items } };
  },
});

/** What policies add to the listing of disks. With several policies one of them is shown; which one is not documented. */
export const diskView: DiskView = {
  params: { AutoSnapshotPolicyId: { type: 'text' }, EnableAutomatedSnapshotPolicy: { type: 'bool' } },
  keeps: (world, disk, args) => {
    const { AutoSnapshotPolicyId: id, EnableAutomatedSnapshotPolicy: enabled } = args;
    if (id === undefined && enabled === undefined) return true;
    const attached = policiesOfDisk(world, disk.id);
    return (id === undefined || attached.some((one) => one.id === id)) && (enabled === undefined || attached.length > 0 === enabled);
  },
  members: (world, disk) => {
    const attached = policiesOfDisk(world, disk.id);
    return { AutoSnapshotPolicyId: attached[0]?.id ?? '', EnableAutomatedSnapshotPolicy: attached.length > 0 };
  },
};
