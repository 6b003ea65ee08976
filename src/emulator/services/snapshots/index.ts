import { concurrentOnEssd, manualQuota } from '../../../facts/live-conditions.ts';
import { defineOperation } from '../../model/operation.ts';
import type { ResourceService } from '../../model/operation.ts';
import { resourceGroupOf, tagsOf } from '../../model/resources.ts';
import type { Disk, World } from '../../model/world.ts';
import { commonErrors, missingParameter } from '../../model/common-errors.ts';
import { refuseIf } from '../../model/check-constraint.ts';
import type { Parameter } from '../../model/parameters.ts';
import { tagPairs } from '../tag-parameters.ts';
import { describe } from './describe.ts';
import { errors } from './errors.ts';
import * as limits from '../../../facts/limits/snapshots.ts';
import { tags } from '../../../facts/limits/tags.ts';
import { refuseChange, refuseDeletion } from './conditions.ts';
import { checkSnapshottable, targetDisk } from './preconditions.ts';
import { archive } from './archive.ts';
import { copy } from './copy.ts';
import { describeLocks, lock, unlock } from './locks.ts';
import { isLocked, madeImage, release, snapshotsOf, statusAt, take } from './store.ts';
import { snapshotOf } from './snapshot-of.ts';
import type { Snapshot } from './store.ts';

const name = { type: 'text', limit: limits.name } as const satisfies Parameter;
const retention = { type: 'int', limit: limits.retentionDays, malformed: errors.retentionMalformed } as const satisfies Parameter;
const snapshotId = { type: 'text', required: missingParameter('SnapshotId') } as const satisfies Parameter;

// The operations that name a disk or a snapshot have no region parameter: the endpoint decides the region.

/** Instant access has no effect any more, but where it was never offered, requesting it is refused. */
function checkInstantAccess(world: World, disk: Disk): void {
  refuseIf(world.lacks?.[disk.regionId]?.includes('instant-access') ?? false, { refusal: errors.instantAccessRegion });
  refuseIf(disk.conditions?.includes('cloud-box') ?? false, { refusal: errors.cloudBox });
}

/** Only accounts that once had local snapshots take them as flash ones: a setting decides. */
function categoryOf({ settings }: World, category: string | undefined): Snapshot['category'] {
  if (category?.toLowerCase() !== 'flash') return 'standard';
  refuseIf(settings.flashCategory === 'refused', { refusal: errors.categoryMalformed });
  return 'flash';
}

const create = defineOperation({
  service: 'ecs',
  action: 'CreateSnapshot',
  reads: false,
  params: {
    DiskId: { type: 'text', required: missingParameter('DiskId') },
    SnapshotName: name,
    Description: { type: 'text', limit: limits.description },
    RetentionDays: retention,
    Category: { type: 'text', limit: limits.category },
    InstantAccess: { type: 'bool' },
    StorageLocationArn: { type: 'text' },
    InstantAccessRetentionDays: { type: 'int', limit: limits.instantAccessRetentionDays, malformed: errors.instantAccessDays },
    ResourceGroupId: { type: 'text' },
    Tag: { ...tagPairs(tags({ acsValues: 'warning' })), lowerCase: true },
    ClientToken: { type: 'text' },
  },
  run: ({ world, now, args, region }) => {
    refuseIf(args.Category !== undefined && args.InstantAccess !== undefined, limits.categoryExcludesInstantAccess);
    const disk = targetDisk(world, args.DiskId, region);
    const resourceGroupId = resourceGroupOf(world, args.ResourceGroupId);
    const category = categoryOf(world, args.Category);
    refuseIf(args.StorageLocationArn !== undefined, { refusal: errors.storageLocation });
    if (args.InstantAccess === true) checkInstantAccess(world, disk);
    checkSnapshottable(world, now, disk);
    const taken = take(world, now, {
      disk,
      name: args.SnapshotName ?? '',
      description: args.Description ?? '',
      retentionDays: args.RetentionDays ?? null,
      tags: tagsOf(args.Tag),
      resourceGroupId,
      groupId: '',
      category,
    });
    return { SnapshotId: taken.id };
  },
});

/**
 * Retention can only be extended. Whether an equal value is accepted, and one for a snapshot that is kept indefinitely, is
 * not documented: settings decide.
 */
function checkGrowth({ settings }: World, { retentionDays }: Snapshot, days: number | undefined): void {
  if (days === undefined) return;
  const shrinks =
    retentionDays === null
      ? !settings.permanentRetentionSettable
      : days < retentionDays || (settings.equalRetentionRefused && days === retentionDays);
  refuseIf(shrinks, { refusal: errors.retentionShrinks });
}

const modify = defineOperation({
  service: 'ecs',
  action: 'ModifySnapshotAttribute',
  reads: false,
  params: {
    SnapshotId: snapshotId,
    SnapshotName: name,
    // Sent empty it clears the description.
    Description: { type: 'text', limit: limits.description, empty: 'allowed' },
    RetentionDays: retention,
    DisableInstantAccess: { type: 'bool', malformed: errors.disableInstantAccess },
  },
  run: ({ world, now, args, region }) => {
    const snapshot = snapshotOf(world, args.SnapshotId, region);
    const { SnapshotName, Description, RetentionDays, DisableInstantAccess } = args;
    refuseIf(
      [SnapshotName, Description, RetentionDays, DisableInstantAccess].every((one) => one === undefined),
      { refusal: errors.nothingToModify },
    );
    refuseIf(statusAt(snapshot, now) === 'progressing', { refusal: errors.notReady });
    refuseChange(snapshot);
    checkGrowth(world, snapshot, RetentionDays);
    snapshotsOf(world).update(snapshot.id, {
      name: SnapshotName ?? snapshot.name,
      description: Description ?? snapshot.description,
      retentionDays: RetentionDays ?? snapshot.retentionDays,
      modifiedAt: now,
    });
    return {};
  },
});

const remove = defineOperation({
  service: 'ecs',
  action: 'DeleteSnapshot',
  reads: false,
  params: { SnapshotId: snapshotId, Force: { type: 'bool' } },
  run: ({ world, now, args, region }) => {
    const snapshot = snapshotOf(world, args.SnapshotId, region);
    refuseDeletion(snapshot);
    refuseIf(isLocked(snapshot, now), { refusal: errors.locked });
    refuseIf(madeImage(snapshot), { refusal: errors.madeImage });
    refuseIf(snapshot.usage === 'disk' && args.Force !== true, { refusal: errors.madeDisk });
    snapshotsOf(world).remove(snapshot.id);
    return {};
  },
});

export const snapshots: ResourceService = {
  section: 'snapshots',
  resourceType: { name: 'snapshot', joinsGroups: true },
  operations: [create, modify, remove, describe, lock, unlock, describeLocks, copy, archive],
  advance: release,
  quotas: [manualQuota, concurrentOnEssd],
  errors: { ...errors, ...commonErrors },
};
