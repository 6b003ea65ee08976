import { copyToOtherRegion } from '../../../facts/limits/copies.ts';
import * as limits from '../../../facts/limits/snapshots.ts';
import { reservedTagPrefixes, tags } from '../../../facts/limits/tags.ts';
import { commonErrors, missingParameter } from '../../model/common-errors.ts';
import { refuseIf } from '../../model/check-constraint.ts';
import { newId } from '../../model/ids.ts';
import { defineOperation } from '../../model/operation.ts';
import type { ServiceError } from '../../model/refused-call.ts';
import { tagsOf } from '../../model/resources.ts';
import type { World } from '../../model/world.ts';
import { tagPairs } from '../tag-parameters.ts';
import { refuseKey } from './conditions.ts';
import { errors } from './errors.ts';
import { snapshotsOf, statusAt } from './store.ts';
import { snapshotOf } from './snapshot-of.ts';
import type { Snapshot } from './store.ts';
import { RegionId } from '../region-parameter.ts';

/** This operation has statuses of its own for codes that others share. */
const forbidden = (error: ServiceError): ServiceError => ({ ...error, status: 403 });

type Encryption = { readonly Encrypted: boolean | undefined; readonly KMSKeyId: string | undefined };

function checkSource(source: Snapshot, now: number): void {
  refuseIf(statusAt(source, now) !== 'accomplished', { refusal: errors.copyNotReady });
  refuseIf(source.category !== 'standard', { refusal: errors.copyCategory });
}

function checkEncryption(world: World, source: Snapshot, { Encrypted, KMSKeyId }: Encryption): void {
  refuseIf(KMSKeyId !== undefined && Encrypted !== true, { refusal: errors.copyKeyUnencrypted });
  refuseIf(source.encrypted && Encrypted === false, { refusal: errors.copyDecrypts });
  refuseKey(world, KMSKeyId ?? '', forbidden(errors.keyMissing));
}

/** The guide allows an encrypted copy in the region of its snapshot, the page of the operation none: a setting decides. */
function checkRegion({ settings }: World, source: Snapshot, regionId: string, { Encrypted }: Encryption): void {
  const allowed = Encrypted === true && !settings.encryptedCopyInRegionRefused;
  refuseIf(source.regionId === regionId && !allowed, copyToOtherRegion);
}

const isBeingCopied = (world: World, { diskId }: Snapshot, regionId: string, now: number): boolean =>
  snapshotsOf(world).rows.some(
    (one) => one.copyOf !== undefined && one.diskId === diskId && one.regionId === regionId && statusAt(one, now) === 'progressing',
  );

/** A copy carries nothing of its snapshot but its content: neither tags nor lock nor resource group. */
export const copy = defineOperation({
  service: 'ecs',
  action: 'CopySnapshot',
  reads: false,
  params: {
    RegionId,
    SnapshotId: { type: 'text', required: missingParameter('SnapshotId') },
    DestinationRegionId: { type: 'text', required: missingParameter('DestinationRegionId') },
    DestinationSnapshotName: {
      type: 'text',
      required: missingParameter('DestinationSnapshotName'),
      limit: limits.name,
      refusal: forbidden(errors.nameMalformed),
    },
    DestinationSnapshotDescription: {
      type: 'text',
      required: missingParameter('DestinationSnapshotDescription'),
      limit: limits.description,
      refusal: forbidden(commonErrors.descriptionMalformed),
    },
    RetentionDays: {
      type: 'int',
      limit: limits.retentionDays,
      malformed: forbidden(errors.retentionMalformed),
      refusal: forbidden(errors.retentionMalformed),
    },
    Encrypted: { type: 'bool' },
    KMSKeyId: { type: 'text' },
    Tag: tagPairs(tags({ acsValues: 'error' })),
    ClientToken: { type: 'text' },
  },
  run: ({ world, now, args }) => {
    const regionId = args.DestinationRegionId;
    refuseIf(!world.regions.includes(regionId), { refusal: commonErrors.regionNotFound });
    // Stricter than elsewhere: a value may not begin with what keys may not.
    refuseIf(
      args.Tag.some(({ Value }) => reservedTagPrefixes.some((prefix) => Value.startsWith(prefix))),
      { refusal: commonErrors.tagValueMalformed },
    );
    const source = snapshotOf(world, args.SnapshotId, args.RegionId, errors.copySource);
    checkSource(source, now);
    checkRegion(world, source, regionId, args);
    checkEncryption(world, source, args);
    refuseIf(isBeingCopied(world, source, regionId, now), { refusal: errors.copyInProgress });
    const ids = newId(world, 's', regionId);
    const { conditions: _, lock: __, tagged: ___, ...content } = source;
    snapshotsOf(world).insert({
      ...content,
      ...ids,
      regionId,
      name: args.DestinationSnapshotName,
      description: args.DestinationSnapshotDescription,
      retentionDays: args.RetentionDays ?? null,
      tags: tagsOf(args.Tag),
      resourceGroupId: '',
      createdAt: now,
      modifiedAt: now,
      encrypted: source.encrypted || args.Encrypted === true,
      kmsKeyId: args.KMSKeyId ?? '',
      type: 'user',
      endsAt: now + world.settings.copySeconds * 1000,
      end: world.settings.snapshotsFail ? 'failed' : 'accomplished',
      groupId: '',
      policyId: '',
      usage: 'none',
      copyOf: { snapshotId: source.id, regionId: source.regionId },
    });
    return { SnapshotId: ids.id };
  },
});
