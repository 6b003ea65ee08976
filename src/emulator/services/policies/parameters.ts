import { RefusedCall } from '../../model/refused-call.ts';
import type { ServiceError } from '../../model/refused-call.ts';
import type { World } from '../../model/world.ts';
import { refuseIf, violatedFact } from '../../model/check-constraint.ts';
import type { Parameters } from '../../model/parameters.ts';
import type { Constraint } from '../../../facts/constraint.ts';
import { regions } from '../../../facts/regions.ts';
import { errors } from './errors.ts';
import * as limits from '../../../facts/limits/policies.ts';
import type { Policy } from './store.ts';

/** The parameters of a policy's behaviour; the older ones are camelCase, the later ones PascalCase. */
export const settingParams = {
  autoSnapshotPolicyName: { type: 'text', limit: limits.name },
  timePoints: { type: 'json', malformed: errors.timesInvalid },
  repeatWeekdays: { type: 'json', malformed: errors.daysInvalid },
  retentionDays: { type: 'int', limit: limits.retentionDays, malformed: errors.retentionInvalid },
  EnableCrossRegionCopy: { type: 'bool' },
  TargetCopyRegions: { type: 'json', malformed: errors.copyRegions },
  CopiedSnapshotsRetentionDays: { type: 'int', limit: limits.copyRetentionDays, malformed: errors.copyRetention },
  CopyEncryptionConfiguration: { type: 'struct', members: { Encrypted: { type: 'bool' }, KMSKeyId: { type: 'text' } } },
} as const satisfies Parameters;

type Given = {
  readonly timePoints: readonly string[] | undefined;
  readonly repeatWeekdays: readonly string[] | undefined;
  readonly EnableCrossRegionCopy: boolean | undefined;
  readonly TargetCopyRegions: readonly string[] | undefined;
  readonly CopiedSnapshotsRetentionDays: number | undefined;
  readonly CopyEncryptionConfiguration: { readonly Encrypted: boolean | undefined; readonly KMSKeyId: string | undefined };
};

/** Numbers are written as quoted digits inside the JSON text; anything else is refused. */
function checkNumbers(texts: readonly string[] | undefined, limit: Constraint, invalid: ServiceError): void {
  if (texts === undefined) return;
  const plain = texts.every((text) => /^\d{1,2}$/.test(text));
  if (!plain || violatedFact(limit, texts.map(Number)) !== undefined) throw new RefusedCall(invalid);
}

/** No page says that a copy into the policy's own region is refused: a setting decides. */
const isRefusedTarget = (world: World, id: string, region: string): boolean => id === region && world.settings.sameRegionCopyRefused;

function checkCopy(world: World, copy: CopySettings, region: string): void {
  const known = (id: string): boolean => world.regions.includes(id) || Object.hasOwn(regions, id);
  const { copyRegions } = copy;
  const bad =
    copyRegions.length > 1 ||
    copyRegions.some((id) => !known(id) || isRefusedTarget(world, id, region)) ||
    (copy.copy && copyRegions.length === 0);
  if (bad) throw new RefusedCall(errors.copyRegions);
  refuseIf(copy.copyKeyId !== '' && !copy.copyEncrypted, limits.copyKeyNeedsEncryption);
}

type CopySettings = Pick<Policy, 'copy' | 'copyRegions' | 'copyRetentionDays' | 'copyEncrypted' | 'copyKeyId'>;

/** No copy to another region. */
export const noCopy: CopySettings = { copy: false, copyRegions: [], copyRetentionDays: 0, copyEncrypted: false, copyKeyId: '' };

/** The copy settings after a call: its own, else those before; disabling the copy clears all but a retention that is sent with it. */
function copyAfter(before: CopySettings, given: Given): CopySettings {
  if (given.EnableCrossRegionCopy === false)
    return { ...noCopy, copyRetentionDays: given.CopiedSnapshotsRetentionDays ?? noCopy.copyRetentionDays };
  const encryption = given.CopyEncryptionConfiguration;
  return {
    copy: given.EnableCrossRegionCopy ?? before.copy,
    copyRegions: given.TargetCopyRegions ?? before.copyRegions,
    copyRetentionDays: given.CopiedSnapshotsRetentionDays ?? before.copyRetentionDays,
    copyEncrypted: encryption.Encrypted ?? before.copyEncrypted,
    copyKeyId: encryption.Encrypted === false ? (encryption.KMSKeyId ?? '') : (encryption.KMSKeyId ?? before.copyKeyId),
  };
}

/** Checks the schedule and the copy of a call, and returns the resulting copy settings. */
export function checkedCopy(world: World, region: string, before: CopySettings, given: Given): CopySettings {
  checkNumbers(given.timePoints, limits.timePoints, errors.timesInvalid);
  checkNumbers(given.repeatWeekdays, limits.repeatWeekdays, errors.daysInvalid);
  const after = copyAfter(before, given);
  checkCopy(world, after, region);
  return after;
}
