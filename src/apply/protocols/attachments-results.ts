import { count } from '../../base/text.ts';
import type { Operation } from '../../plan/plan.ts';
import type { OperationResult } from '../../plan/receipt.ts';
import { helpFor } from '../answer.ts';
import { resultOf } from '../protocol.ts';
import type { AttachmentState, Refused } from './attachments-state.ts';

/** What becomes of disks, as a word. */
const doneBy = ({ action }: Operation): string => (action === 'attach' ? 'attached' : 'taken off');

/**
 * What is said where some disks were refused.
 * @param complete every disk was tried
 */
function refusalText(operation: Operation, refused: readonly Refused[], complete: boolean): string {
  const rest = (operation.ids ?? []).length - refused.length;
  const done = doneBy(operation);
  const named = refused.map(({ id, refusal }) => `Disk ${id}: ${refusal.message}`).join(' ');
  if (!complete) return `${named} Not all of the others were tried.`;
  const others = rest === 0 ? `None was ${done}.` : `${count(rest, 'other disk')} ${rest === 1 ? 'was' : 'were'} ${done}.`;
  return `${named} ${others}`;
}

/** How it ended once everything was tried, or cannot be. */
export function endedResult(operation: Operation, state: AttachmentState, complete = true): OperationResult {
  const { id, requestId, refused } = state;
  const [first] = refused;
  if (first === undefined) {
    const outcome = state.changed ? 'done' : 'already';
    return resultOf(operation, { outcome, resourceId: id, ...(requestId !== undefined && { requestId }) });
  }
  const { code, requestId: of } = first.refusal;
  const message = refusalText(operation, refused, complete);
  return resultOf(operation, { outcome: 'failed', resourceId: id, code, requestId: of, message, help: helpFor(first.refusal) });
}

/** What it is about is not listed, or is no longer ours. */
export const lostResult = (operation: Operation, { id, changed }: AttachmentState): OperationResult =>
  resultOf(operation, {
    outcome: 'skipped',
    resourceId: id,
    message: `${id} is not listed as ours any more. Nothing ${changed ? 'more ' : ''}was ${doneBy(operation)}.`,
  });

/** Another one counts for the entry. */
export const notElectedResult = (operation: Operation, { id, changed }: AttachmentState, elected: string): OperationResult =>
  resultOf(operation, {
    outcome: 'failed',
    refused: true,
    resourceId: id,
    message: `${elected} was created earlier and counts for ${operation.address}; of ${id} nothing ${changed ? 'more ' : ''}was ${doneBy(operation)}.`,
    help: 'Run apply again: it goes on with the one that counts.',
  });
