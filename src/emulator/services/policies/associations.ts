import { invalidParameter, missingParameter } from '../../model/common-errors.ts';
import { isListed } from '../../model/listing.ts';
import type { ListingContext } from '../../model/listing.ts';
import { defineOperation } from '../../model/operation.ts';
import { pageByToken, pageable } from '../../model/paging.ts';
import { RefusedCall } from '../../model/refused-call.ts';
import { isIn } from '../../model/resources.ts';
import { RegionId } from '../region-parameter.ts';
import { policiesOf, policiesOfDisk } from './store.ts';
import type { Policy } from './store.ts';
import { listedByTag, listedPoliciesByTag } from './tag-association.ts';

type Association = { readonly serial: number; readonly policyId: string; readonly diskId: string };

const isShown = (context: ListingContext, policy: Policy, diskId: string): boolean =>
  isIn(policy, context.region) && isListed(context, policy.attachedAt?.[diskId] ?? 0);

/** The disks of a policy. Those that it reaches by tag have the serial of the disk: of one policy, every disk has its own. */
function ofPolicy(context: ListingContext, policyId: string): readonly Association[] {
  const policy = policiesOf(context.world).find(policyId);
  if (policy === undefined || !isIn(policy, context.region)) return [];
  const attached = Object.entries(policy.attached).map(([diskId, serial]) => ({ serial, policyId, diskId }));
  const byTag = listedByTag(context.world, policy).map(({ id, serial }) => ({ serial, policyId, diskId: id }));
  return [...attached.filter(({ diskId }) => isShown(context, policy, diskId)), ...byTag];
}

/** The policies of a disk. Those that reach it by tag have the serial of the policy: of one disk, every policy has its own. */
function ofDisk(context: ListingContext, diskId: string): readonly Association[] {
  const { world, region } = context;
  const disk = world.disks.find(diskId);
  const byTag = disk === undefined ? [] : listedPoliciesByTag(world, disk).filter((policy) => isIn(policy, region));
  return [
    ...policiesOfDisk(world, diskId)
      .filter((policy) => isShown(context, policy, diskId))
      .map(({ id, attached }) => ({ serial: attached[diskId] ?? 0, policyId: id, diskId })),
    ...byTag.map(({ id, serial }) => ({ serial, policyId: id, diskId })),
  ];
}

/** Exactly one of the two is required; no page names a code. */
function associationsOf(context: ListingContext, policyId: string | undefined, diskId: string | undefined): readonly Association[] {
  if (policyId !== undefined && diskId !== undefined) throw new RefusedCall(invalidParameter('DiskId'));
  if (policyId !== undefined) return ofPolicy(context, policyId);
  if (diskId !== undefined) return ofDisk(context, diskId);
  throw new RefusedCall(missingParameter('AutoSnapshotPolicyId'));
}

export const associations = defineOperation({
  service: 'ecs',
  action: 'DescribeAutoSnapshotPolicyAssociations',
  reads: true,
  params: {
    RegionId,
    AutoSnapshotPolicyId: { type: 'text' },
    DiskId: { type: 'text' },
    MaxResults: { type: 'int' },
    NextToken: { type: 'text' },
  },
  run: ({ world, now, args, region }) => {
    const found = associationsOf({ world, now, region, section: 'attachments' }, args.AutoSnapshotPolicyId, args.DiskId);
    const newestFirst = [...found].sort((a, b) => b.serial - a.serial);
    const page = pageByToken(pageable(newestFirst), args, { min: 10, max: 100 });
    const items = page.items.map((one) => ({ AutoSnapshotPolicyId: one.policyId, DiskId: one.diskId }));
    return { ...page.reply, AutoSnapshotPolicyAssociations: { AutoSnapshotPolicyAssociation: items } };
  },
});
