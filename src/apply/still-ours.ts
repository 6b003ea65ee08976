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
 * Whether the marks of a resource still say that it is the entry's: by its present name, or by the one that the plan has seen
 * and that this run changes, or could not change.
 */
export function isStillOurs({ address, section }: Operation, live: Live, { plan }: Context): boolean {
  const { owner, id } = live;
  if (kindOf(section).ownership !== 'tags') return true;
  if (owner === undefined) return false;
  if (owner.stack === plan.stack && owner.address === address) return true;
  return plan.operations.some((one) => {
    if (one.action === 'tag' && one.resourceId === id) return one.marksBefore !== undefined && isAsSeen(one, live);
    const formerly = one.action === 'create' && one.address === address ? one.taking?.formerly : undefined;
    return formerly?.some((name) => name.stack === owner.stack && name.address === owner.address);
  });
}
