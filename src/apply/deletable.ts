import { count } from '../base/text.ts';
import { proofIn } from '../diff/ownership-proof.ts';
import type { Live } from '../kinds/live.ts';
import { kindOf } from '../kinds/registry.ts';
import { entryAt } from '../plan/lines.ts';
import type { Operation } from '../plan/plan.ts';
import type { OperationResult } from '../plan/receipt.ts';
import { resultOf } from './protocol.ts';
import type { Context } from './protocol.ts';
import { attachedIn, liveIn } from './sighting.ts';
import type { Sighting } from './sighting.ts';

/** Whether what an operation deletes may protect something: that is seen right before. */
export const mayProtect = ({ action, section }: Operation): boolean => action === 'delete' && kindOf(section).attachments !== undefined;

/** What came under it after the plan was made: nobody has approved that it loses this protection. */
function newlyAttached(operation: Operation, { id }: Live, sighting: Sighting): OperationResult | undefined {
  const found = [...attachedIn(sighting, id)].filter((one) => !operation.ids?.includes(one));
  if (found.length === 0) return undefined;
  const what = kindOf(operation.section).attachments?.target ?? 'resource';
  return resultOf(operation, {
    outcome: 'skipped',
    resourceId: id,
    message: `Not deleted: ${id} protects ${count(found.length, what)} that it did not when the plan was made: ${found.join(', ')}.`,
    help: 'Run snapspec plan: it says what would lose its protection.',
  });
}

/** Whether something still carries marks that are proven, where its kind carries any. */
export const isProven = ({ section }: Operation, live: Live, { plan }: Context): boolean =>
  kindOf(section).ownership !== 'tags' || proofIn(live, undefined, plan) !== undefined;

/** A duplicate takes the place of what counted for its entry and is not there any more. */
function inPlaceOf(operation: Operation, sighting: Sighting, context: Context): OperationResult | undefined {
  const { address, resourceId, section } = operation;
  const counted = entryAt(address, context.plan)?.id;
  const live = liveIn(sighting, [{ of: 'kind', section }]);
  if (counted === undefined || counted === resourceId) return undefined;
  if (live.some((one) => one.id === counted && isProven(operation, one, context))) return undefined;
  return resultOf(operation, {
    outcome: 'skipped',
    ...(resourceId !== undefined && { resourceId }),
    message: `Not deleted: ${counted}, which counted for ${address}, is not listed as ours any more, and ${resourceId} takes its place.`,
    help: 'Run snapspec plan: it says which one counts now.',
  });
}

/** Why something that may protect is not deleted after all, as a look shows it; undefined where it may be. */
export const notDeletable = (operation: Operation, live: Live, sighting: Sighting, context: Context): OperationResult | undefined =>
  inPlaceOf(operation, sighting, context) ?? newlyAttached(operation, live, sighting);
