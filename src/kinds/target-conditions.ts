import type { Json } from '../base/json.ts';
import { arrears, groupWithoutMultiAttach, groupWithoutShared, securityLock } from '../facts/preflight-conditions.ts';
import { boolAt, intAt, listAt, textAt, wordAt } from './reply-reader.ts';
import type { TargetCondition } from './targets.ts';

type Value = string | number | true | readonly string[] | undefined;

/** Without what the service does not say. */
const known = (all: { readonly [name: string]: Value }): TargetCondition =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)));

const lockReasons = [securityLock.reason, arrears.reason];

const reasons = (locks: readonly Json[]): string[] =>
  locks.map((one) => wordAt(one, lockReasons, 'LockReason')).filter((one) => one !== undefined);

/** The state of a disk, as DescribeDisks gives it. */
export const diskCondition = (item: Json): TargetCondition =>
  known({
    size: intAt(item, 'Size'),
    multiAttach: wordAt(item, [groupWithoutMultiAttach.value, groupWithoutShared.value], 'MultiAttach'),
    attachedTime: textAt(item, 'AttachedTime'),
    expiredTime: textAt(item, 'ExpiredTime') || undefined,
    kmsKeyId: boolAt(item, 'Encrypted') === true ? textAt(item, 'KMSKeyId') : undefined,
    locks: reasons(listAt(item, 'OperationLocks', 'OperationLock')),
  });

/** The state of an instance, as DescribeInstances gives it. */
export const instanceCondition = (item: Json): TargetCondition =>
  known({
    startTime: textAt(item, 'StartTime'),
    hibernates: boolAt(item, 'HibernationOptions', 'Configured') === true ? true : undefined,
    locks: reasons(listAt(item, 'OperationLocks', 'LockReason')),
  });

/** The state of a desktop, as DescribeDesktops gives it. */
export const desktopCondition = (item: Json): TargetCondition =>
  known({
    diskTypes: listAt(item, 'Disks')
      .map((one) => textAt(one, 'DiskType')?.toLowerCase())
      .filter((one) => one !== undefined),
  });
