import { count } from '../../base/text.ts';
import { longestGap } from '../../schedule/longest-gap.ts';
import type { Loss } from '../loss.ts';

/** A copy of every snapshot in another region. */
export type Copy = {
  readonly region: string;
  readonly retentionDays: number;
  readonly encrypted: boolean;
  readonly kmsKeyId: string | null;
};

/** What decides how well a disk under a policy is protected. */
export type Protection = {
  readonly timePoints: readonly number[];
  readonly repeatWeekdays: readonly number[];
  readonly retentionDays: number;
  readonly crossRegionCopy: Copy | null;
};

const lasting = (days: number): number => (days === -1 ? Number.POSITIVE_INFINITY : days);
const days = (many: number): string => (many === -1 ? 'for ever' : count(many, 'day', 'days'));

function shorter(field: string, what: string, before: number, after: number): Loss[] {
  return lasting(after) < lasting(before) ? [{ fields: [field], what: `${what}: ${days(before)} -> ${days(after)}` }] : [];
}

/** Encryption off counts once, with its key. */
function ofEncryption(before: Copy, after: Copy): string[] {
  if (!before.encrypted) return [];
  if (!after.encrypted) return ['encryption of copies'];
  return before.kmsKeyId === after.kmsKeyId ? [] : [`copies under the key ${before.kmsKeyId ?? 'of the service'}`];
}

function ofCopies(before: Copy | null, after: Copy | null): Loss[] {
  if (before === null) return [];
  if (after === null) return [{ fields: ['crossRegionCopy'], what: `copies in ${before.region}` }];
  const moved = before.region === after.region ? [] : [`new copies in ${before.region}`];
  const others = [...moved, ...ofEncryption(before, after)].map((what) => ({ fields: ['crossRegionCopy'], what }));
  return [...others, ...shorter('crossRegionCopy', 'retention of copies', before.retentionDays, after.retentionDays)];
}

/** What each disk of a policy loses when it is changed, or when another one takes its place. */
export function losses(before: Protection, after: Protection): readonly Loss[] {
  const [now, then] = [longestGap(before), longestGap(after)];
  return [
    ...(then > now ? [{ fields: ['timePoints', 'repeatWeekdays'], what: `longest gap: ${now} h -> ${then} h` }] : []),
    ...shorter('retentionDays', 'retention', before.retentionDays, after.retentionDays),
    ...ofCopies(before.crossRegionCopy, after.crossRegionCopy),
  ];
}
