import type { OperationResult } from '../../plan/receipt.ts';
import { succeeded } from '../../plan/receipt.ts';
import { resultOf } from '../protocol.ts';
import { unknownHelp } from '../results.ts';
import type { AttachmentState } from './attachments-state.ts';
import type { Reattach, ReattachState } from './reattach-parts.ts';

/** What is attached. */
const diskOf = ({ ids = [] }: Reattach): string => ids.join(', ');

/** Where it is to be attached. */
const goalOf = ({ address, resourceId }: Reattach): string => (resourceId === undefined ? address : `${resourceId} (${address})`);

const originOf = ({ from }: Reattach): string => `${from.id} (${from.address})`;

/** The result of a part as that of the whole: of the resource to which it attaches. */
export function ofReattach({ id, address, action, resourceId }: Reattach, result: OperationResult): OperationResult {
  return { ...result, id, address, action, ...(resourceId !== undefined && { resourceId }) };
}

/** Why a part of it did not succeed; there is one disk, so that what became of others is not told. */
function whyNot({ refused }: AttachmentState, { message = '' }: OperationResult): string {
  return refused[0]?.refusal.message ?? message;
}

const headOf = (operation: Reattach): string => `Disk ${diskOf(operation)} was not attached to ${goalOf(operation)}:`;

/** It could not be attached, as far as it goes. */
export const notTaken = (operation: Reattach, inner: AttachmentState, result: OperationResult): OperationResult =>
  ofReattach(operation, { ...result, message: `${headOf(operation)} ${whyNot(inner, result)}` });

/** The run ends while the service does not take it yet. */
export const notTakenInTime = (operation: Reattach): OperationResult =>
  resultOf(operation, { outcome: 'failed', message: `${headOf(operation)} the service did not take it before the run ended.` });

/** It was not taken off, or nobody knows. */
export function notDetached(operation: Reattach, inner: AttachmentState, { resourceId: _, ...result }: OperationResult): OperationResult {
  const rest =
    result.outcome === 'unknown'
      ? `It was not attached to ${goalOf(operation)}.`
      : `Disk ${diskOf(operation)} was not taken off ${originOf(operation)}, and so not attached to ${goalOf(operation)}.`;
  return ofReattach(operation, { ...result, message: `${whyNot(inner, result)} ${rest}` });
}

/**
 * It could not be attached where it was to be.
 * @param back what came of putting it back
 */
export function notAttached(operation: Reattach, { inner, failed }: ReattachState, back: OperationResult): OperationResult {
  const { message: head = '', ...why } = failed ?? resultOf(operation, { outcome: 'failed' });
  if (succeeded(back)) return ofReattach(operation, { ...why, message: `${head} It was put back under ${originOf(operation)}.` });
  const isUnknown = back.outcome === 'unknown' || why.outcome === 'unknown';
  const where = isUnknown ? 'It may be under neither of the two now.' : 'It is under neither of the two now.';
  return ofReattach(operation, {
    ...why,
    outcome: isUnknown ? 'unknown' : 'failed',
    message: `${head} It was taken off ${originOf(operation)} before, and could not be put back: ${whyNot(inner, back)} ${where}`,
    help: `Make room for ${diskOf(operation)} (take it out of another of its policies), and run apply again: it attaches the disk. Until then attach it to ${operation.from.id} by hand if it must not be without it.`,
  });
}

/** The run ended in the middle of it; undefined where nothing was taken off yet. */
export function leftResult(
  operation: Reattach,
  { phase, inner, failed }: ReattachState,
  isUncertain: boolean,
): OperationResult | undefined {
  const disk = `disk ${diskOf(operation)}`;
  const told = (message: string): OperationResult => resultOf(operation, { outcome: 'unknown', message, help: unknownHelp });
  switch (phase) {
    case 'electing':
      return undefined;
    case 'detaching':
      if (!isUncertain) return undefined;
      return told(
        `The run ended before it was known whether ${disk} was taken off ${originOf(operation)}; it was not attached to ${goalOf(operation)}.`,
      );
    case 'attaching': {
      const what = inner.unseen.length > 0 ? 'seen under' : 'known to be attached to';
      return told(`The run ended before ${disk}, which was taken off ${originOf(operation)}, was ${what} ${goalOf(operation)}.`);
    }
    case 'putting-back':
      return told(
        `${failed?.message ?? ''} The run ended before it was seen back under ${originOf(operation)}, which it was taken off before.`,
      );
    default:
      return phase satisfies never;
  }
}
