import { count } from '../../base/text.ts';
import type { Outcome, OperationResult } from '../../plan/receipt.ts';
import { planStatus, sentOperations } from '../../plan/plan.ts';
import type { Plan } from '../../plan/plan.ts';

/** What to do where not everything succeeded; the first that applies. */
function afterFailure(results: readonly OperationResult[], after: Plan | undefined): string | undefined {
  const has = (outcome: Outcome): boolean => results.some((result) => result.outcome === outcome);
  const failed = has('failed');
  // What may have happened unseen comes first: a hasty retry could do it twice.
  if (has('unknown'))
    return `do what the help of each unknown line (?)${failed ? ' and each failed one (!)' : ''} says; snapspec plan looks again, and shows what is left.`;
  if (failed) return 'do what the help of each failed line (!) says, and run snapspec apply again; what is done is not repeated.';
  if (has('cancelled')) return 'run snapspec apply again. It continues from here, and repeats nothing.';
  if (after === undefined) return undefined;
  if (planStatus(after) !== 'ready')
    return 'read what is refused or held back, settle it, and run snapspec apply again; what is done is not repeated.';
  if (sentOperations(after).length === 0) return undefined;
  return 'wait a minute and run snapspec plan. What was only listed late no longer appears then; what is left was changed by somebody else, and snapspec apply corrects it.';
}

function whilePending(results: readonly OperationResult[], after: Plan | undefined): string | undefined {
  const created = new Set(results.filter((result) => result.action === 'create').map((result) => result.address));
  const many = after?.entries.filter((entry) => entry.pending && created.has(entry.address)).length ?? 0;
  if (many === 0) return undefined;
  return `${count(many, 'backup')} ${many === 1 ? 'is' : 'are'} still being taken. snapspec wait waits until ${many === 1 ? 'it is' : 'they are'} finished; if one fails, snapspec plan shows it as new again.`;
}

/**
 * What to do after an apply, in a line that begins with `Next:`; nothing where there is nothing to do.
 * @param after what is left to do; undefined where the cloud was not read again
 */
export function nextSteps(results: readonly OperationResult[], after: Plan | undefined): string {
  const text = afterFailure(results, after) ?? whilePending(results, after);
  return text === undefined ? '' : `Next: ${text}\n`;
}
