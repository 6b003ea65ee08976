import { count } from '../base/text.ts';
import type { Outcome, OperationResult } from '../plan/receipt.ts';
import type { Plan } from '../plan/plan.ts';

/** What to do where not everything went well; the first that fits. */
function afterTrouble(results: readonly OperationResult[], after: Plan | undefined): string | undefined {
  const has = (outcome: Outcome): boolean => results.some((result) => result.outcome === outcome);
  const failed = has('failed') || has('skipped');
  // What may have been done without being seen comes first: hurry could do it twice.
  if (has('unknown'))
    return `do what the help of each unknown line (?)${failed ? ' and each failed one (!)' : ''} says; snapspec plan looks again, and shows what is left.`;
  if (failed) return 'do what the help of each failed line (!) says, and run snapspec apply again; what is done is not done again.';
  if (has('cancelled')) return 'run snapspec apply again. It goes on from here, and does nothing twice.';
  if (after === undefined || after.operations.length === 0) return undefined;
  return 'wait a minute and run snapspec plan. What was only listed late is then gone from it; what is left was changed by somebody else, and snapspec apply sets it right.';
}

function whileMaking(results: readonly OperationResult[], after: Plan | undefined): string | undefined {
  const made = new Set(results.filter((result) => result.action === 'create').map((result) => result.address));
  const many = after?.entries.filter((entry) => entry.pending && made.has(entry.address)).length ?? 0;
  if (many === 0) return undefined;
  return `${count(many, 'backup')} ${many === 1 ? 'is' : 'are'} still being made. Should one fail, snapspec plan shows it as new again; apply --wait finished waits until the end.`;
}

/**
 * What to do after an apply, in a line that begins with `Next:`; nothing where there is nothing to do.
 * @param after what the cloud was seen to hold once all had been sent; undefined where it was not read again
 */
export function nextSteps(results: readonly OperationResult[], after: Plan | undefined): string {
  const text = afterTrouble(results, after) ?? whileMaking(results, after);
  return text === undefined ? '' : `Next: ${text}\n`;
}
