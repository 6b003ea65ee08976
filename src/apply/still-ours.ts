import { marksOf } from '../diff/ownership-marks.ts';
import type { Live } from '../kinds/live.ts';
import { kindOf } from '../kinds/registry.ts';
import { setBy } from '../kinds/tagging.ts';
import type { Operation } from '../plan/plan.ts';
import type { Context } from './protocol.ts';

/** Whether marks that an operation changes are still those that the plan has seen, or those that it sets. */
export function isAsSeen({ action, call, marksBefore = {} }: Operation, live: Live): boolean {
  const wanted = Object.fromEntries(setBy(call).map(({ Key, Value }) => [Key, Value]));
  const marks = marksOf(live);
  return (
    marks.every(({ key, value }) => value === marksBefore[key] || value === wanted[key]) &&
    (action === 'untag' || Object.keys(marksBefore).every((key) => marks.some((mark) => mark.key === key)))
  );
}

/**
 * Whether the marks of a resource still say that it is the entry's: by its present name, or by a former one that the plan has
 * seen, or that what this run was to create may carry.
 */
export function isStillOurs(operation: Operation, live: Live, { plan }: Context): boolean {
  const { address, section } = operation;
  const { owner } = live;
  if (kindOf(section).ownership !== 'tags') return true;
  if (owner === undefined) return false;
  if (owner.stack === plan.stack && owner.address === address) return true;
  if (operation.marksBefore !== undefined) return isAsSeen(operation, live);
  const names = plan.operations.flatMap((one) => (one.address === address ? (one.taking?.formerly ?? []) : []));
  return names.some((name) => name.stack === owner.stack && name.address === owner.address);
}
