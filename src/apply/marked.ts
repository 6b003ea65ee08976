import { changesOwner } from '../kinds/tagging.ts';
import type { Operation } from '../plan/plan.ts';
import { succeeded } from '../plan/receipt.ts';
import type { Context } from './protocol.ts';

/**
 * Whether this run has written the marks of what an operation is about, as it does where an entry takes something over or is
 * moved: until they are listed, it does not look like ours yet.
 */
export const isMarkedNow = ({ id, resourceId }: Operation, { plan, resultOf }: Context): boolean =>
  plan.operations.some(
    (one) =>
      one.id !== id && one.resourceId === resourceId && one.action === 'tag' && changesOwner(one.call) && succeeded(resultOf(one.id)),
  );

/** What a look is for at what the plan has seen, or this run has marked. */
export const notMarkedYet = 'until its marks are listed';
