import { count } from '../base/text.ts';
import { proofIn } from '../diff/ownership-proof.ts';
import type { Live } from '../kinds/live.ts';
import { kindOf } from '../kinds/registry.ts';
import type { Operation } from '../plan/plan.ts';
import type { OperationResult } from '../plan/receipt.ts';
import { resultOf } from './protocol.ts';
import type { Context } from './protocol.ts';
import { notOursResult } from './results.ts';
import { attachedIn } from './sighting.ts';
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

/** Why something is not deleted after all, as a look shows it; undefined where it may be. */
export function notDeletable(operation: Operation, live: Live, sighting: Sighting, { plan }: Context): OperationResult | undefined {
  const isOurs = kindOf(operation.section).ownership !== 'tags' || proofIn(live, undefined, plan) !== undefined;
  return isOurs ? newlyAttached(operation, live, sighting) : notOursResult(operation, live.id, false);
}
