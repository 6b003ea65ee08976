import { archiveAge, archiveRetentionDays } from '../../../facts/limits/copies.ts';
import { missingParameter } from '../../model/common-errors.ts';
import { refuseIf } from '../../model/check-constraint.ts';
import { newId } from '../../model/ids.ts';
import { defineOperation } from '../../model/operation.ts';
import { refuseArchive } from './conditions.ts';
import { errors } from './errors.ts';
import { snapshotsOf, statusAt } from './store.ts';
import { snapshotOf } from './snapshot-of.ts';

const day = 86_400_000;

/** Archives a snapshot. There is no way back, and without RetentionDays it is then kept indefinitely. No page has a table of errors. */
export const archive = defineOperation({
  service: 'ecs',
  action: 'ModifySnapshotCategory',
  reads: false,
  params: {
    SnapshotId: { type: 'text', required: missingParameter('SnapshotId') },
    Category: { type: 'text' },
    RetentionDays: { type: 'int', limit: archiveRetentionDays },
  },
  run: ({ world, now, args, region }) => {
    const snapshot = snapshotOf(world, args.SnapshotId, region);
    refuseIf(args.Category !== undefined && args.Category.toLowerCase() !== 'archive', { refusal: errors.categoryMalformed });
    refuseArchive(snapshot);
    const tooYoung = now < snapshot.createdAt + archiveAge.min * day;
    refuseIf(tooYoung || snapshot.category !== 'standard' || statusAt(snapshot, now) !== 'accomplished', {
      refusal: errors.archiveRefused,
    });
    snapshotsOf(world).update(snapshot.id, { category: 'archive', retentionDays: args.RetentionDays ?? null, modifiedAt: now });
    return { TaskId: newId(world, 't', snapshot.regionId).id };
  },
});
