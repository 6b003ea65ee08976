import { account, permission } from './account.ts';
import { backups } from './backups.ts';
import { common } from './common.ts';
import { disks } from './disks.ts';
import { keys } from './keys.ts';
import type { ApiErrorNote, ErrorClass } from './note.ts';
import { progress } from './progress.ts';
import { queries } from './queries.ts';
import { sts } from './sts.ts';
import { tags } from './tags.ts';
import { tokens } from './tokens.ts';
import { values } from './values.ts';

export type { ApiErrorNote, ErrorClass, ErrorOrigin } from './note.ts';

/** Every error code that is known of the ECS and ECD APIs. Where two families fit a code, the earlier one speaks. */
export const apiErrors: readonly ApiErrorNote[] = [
  ...progress,
  ...values,
  ...disks,
  ...tokens,
  ...keys,
  ...sts,
  ...account,
  ...tags,
  ...backups,
  ...queries,
  ...common,
];

const byCode = new Map(apiErrors.map((note) => [note.code, note]));

/** What is known of an error code: by itself, or of the family that it belongs to. */
export function apiErrorOf(code: string): ApiErrorNote | undefined {
  return byCode.get(code) ?? apiErrors.find((note) => note.family?.test(code));
}

/** What snapspec does on an error: where the note says nothing else, what its origin asks for. */
export function handlingOf({ origin, handling }: ApiErrorNote): ErrorClass {
  return handling ?? (origin === 'retry' ? 'passing' : origin === 'idempotency' ? 'token-spent' : 'final');
}

/** The class of a code, as it answers an operation. Codes are matched and never statuses, since pages give the same code several statuses. */
export function classOf(code: string, operation?: string): ErrorClass {
  const note = apiErrorOf(code);
  if (note === undefined) return 'final';
  if (operation !== undefined && note.ambiguousFor?.includes(operation)) return 'ambiguous';
  return operation !== undefined && note.alreadyFor?.includes(operation) ? 'already' : handlingOf(note);
}

/** Whether a code says that snapshots of the disk are being taken: it passes when they are finished, and not before. */
export const awaitsSnapshots = (code: string): boolean => apiErrorOf(code)?.awaitsSnapshots === true;

/** Whether a code says that temporary credentials were good and have expired; codes as users report them, on no page that was read. */
export const credentialsExpired = (code: string): boolean => /^(?:InvalidSecurityToken\.Expired|SecurityTokenExpired)/.test(code);

/** Whether a code says that the caller may not send the call. */
export function lacksPermission(code: string): boolean {
  return apiErrorOf(code)?.remedy === permission;
}

/** Codes of attaching that are about the disks of the call, beside those of `disks`. */
const ofAttachedDisks = ['QuotaExceed.AppliedAutoSnapshotPolicyQuota', 'InvalidOperation.AutoSnapshotPolicyConflict', 'ParameterInvalid'];

/** Whether a refusal may be that of one disk among several: without it the call might be taken. */
export function speaksOfDisks(code: string): boolean {
  return ofAttachedDisks.includes(code) || disks.some((note) => note === apiErrorOf(code));
}
