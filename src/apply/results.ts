import { count } from '../base/text.ts';
import { endOfTime } from '../base/time-text.ts';
import type { Live } from '../kinds/live.ts';
import { kindOf } from '../kinds/registry.ts';
import { generations } from '../compile/identity.ts';
import type { Operation, Plan } from '../plan/plan.ts';
import type { OperationResult } from '../plan/receipt.ts';
import { helpFor } from './answer.ts';
import type { Answer, Refusal } from './answer.ts';
import { formerNameIn } from './ours.ts';
import type { Create } from './ours.ts';
import { resultOf } from './protocol.ts';

/** What to do about a call that may or may not have taken effect. */
export const unknownHelp = 'It may or may not have happened. Run apply again: it looks first and never creates a second one by mistake.';

/** The service refused it, and nothing was done. */
export const failedResult = (operation: Operation, refusal: Refusal): OperationResult =>
  resultOf(operation, {
    outcome: 'failed',
    code: refusal.code,
    requestId: refusal.requestId,
    message: refusal.message,
    help: helpFor(refusal),
  });

/** It never reached the service. */
export const unsentResult = (operation: Operation, { reason, help }: Answer & { readonly type: 'unsent' }): OperationResult =>
  resultOf(operation, {
    outcome: 'failed',
    message: reason,
    help: help ?? 'Nothing was sent. Check the network, the region and the endpoint flags.',
  });

/** Nobody knows whether it was done. */
export const unknownResult = (operation: Operation, reason: string, resourceId?: string): OperationResult =>
  resultOf(operation, { outcome: 'unknown', message: reason, help: unknownHelp, ...(resourceId !== undefined && { resourceId }) });

/** It ended, but a call of it that was not answered may still take effect. */
export const mayStillCome = (operation: Operation, { resourceId, message }: OperationResult): OperationResult =>
  unknownResult(
    operation,
    `${message === undefined ? '' : `${message} `}The run ended while a call of it that was not answered could still take effect.`,
    resourceId,
  );

/** The service says that it made something, and does not list it. */
export const notListedResult = (operation: Operation, id: string, requestId: string | undefined): OperationResult =>
  resultOf(operation, {
    outcome: 'unknown',
    resourceId: id,
    ...(requestId !== undefined && { requestId }),
    message: `The service returned ${id}, but does not list it as ours yet.`,
    help: `Wait until snapspec plan finds ${id}, then apply: while a listing lags it looks as if nothing existed.`,
  });

/** What was listed while it was being taken, and is not any more. */
export const vanishedResult = (operation: Operation, id: string, requestId: string | undefined): OperationResult =>
  resultOf(operation, {
    outcome: 'unknown',
    resourceId: id,
    ...(requestId !== undefined && { requestId }),
    message: `${id} was being taken, and is not listed any more.`,
    help: 'It was deleted meanwhile. Run snapspec plan: it says what is there now.',
  });

/** What is the entry's, and still carries the marks of a former name of it. */
export function underFormerName(operation: Create, live: Live): Pick<OperationResult, 'message' | 'help'> {
  const name = formerNameIn(live, operation);
  if (name === undefined || kindOf(operation.section).ownership === 'marker') return {};
  return { message: `It carries the marks of ${name}.`, help: 'Run apply again: it gives it the marks of its present name.' };
}

/** What was begun in this run ended as failed. */
export const takingFailed = (operation: Operation, id: string): OperationResult =>
  resultOf(operation, {
    outcome: 'failed',
    resourceId: id,
    message: `The service started ${id}, and it ended as failed.`,
    help: 'It does not count: the next apply takes it again. Look in the console for the reason first.',
  });

/** Something is there that may be the entry's, and plan cannot see it as such. */
export const doubtfulResult = (
  operation: Create,
  { id, createdAt }: Live,
  { stack }: Plan,
  call: { readonly sentAt?: number; readonly calledAfter?: number },
): OperationResult => {
  const { address, taking, section } = operation;
  // What this run may have made itself is not called failed.
  const { sentAt, calledAfter } = call;
  const isOlder = sentAt === undefined || (calledAfter !== undefined && endOfTime(createdAt) <= calledAfter);
  return resultOf(operation, {
    outcome: isOlder ? 'failed' : 'unknown',
    refused: true,
    resourceId: id,
    message: `${id} answers to the token of ${address}, and does not carry its marks. It is not changed, and nothing is created beside it.`,
    help: `plan may not see ${id}, since its marks were taken off or changed. Mend its tags (snapspec:stack ${stack}, snapspec:address ${address}, snapspec:occurrence ${taking.occurrence}, snapspec:op ${operation.token}), write \`adopt: ${id}\` in the entry, or take another ${kindOf(section).title} under a new occurrence.`,
  });
};

/** No token is left that the service does not know. */
export const lastTokenResult = (operation: Create): OperationResult =>
  resultOf(operation, {
    outcome: 'failed',
    refused: true,
    message: `${operation.address} has used the last of the ${generations} tokens of its occurrence ${JSON.stringify(operation.taking.occurrence)}.`,
    help: 'Write another occurrence, and find out why every attempt failed or was deleted.',
  });

/** Several of one entry have something attached: none is changed. */
export const contestedResult = (operation: Operation, candidates: readonly Live[]): OperationResult => {
  const kind = kindOf(operation.section);
  const what = kind.attachments?.target ?? 'resource';
  const named = candidates.map((one) => `${one.id} (${count(kind.attachments?.countOf(one) ?? 0, what)})`);
  return resultOf(operation, {
    outcome: 'failed',
    refused: true,
    message: `${named.join(' and ')} all carry the marks of ${operation.address}, and more than one of them has ${what}s. None is changed.`,
    help: `Attach every ${what} to one of them and detach it from the others; then that one counts.`,
  });
};

/** What is to be changed is not there any more. */
export const changeGone = (operation: Operation, id: string, wasSent: boolean): OperationResult =>
  resultOf(operation, {
    outcome: wasSent ? 'unknown' : 'failed',
    resourceId: id,
    message: wasSent ? `${id} was to be changed, and is not listed any more.` : `${id} is not listed any more, so that it was not changed.`,
    help: 'It was deleted after the plan was made. Run apply again.',
  });

/** The service keeps the value of a tag that is there, so that marks cannot be written over others. */
export const marksKept = (operation: Operation, id: string, requestId: string | undefined): OperationResult =>
  resultOf(operation, {
    outcome: 'failed',
    resourceId: id,
    ...(requestId !== undefined && { requestId }),
    message: `The service took the new marks of ${id}, and left the values that were there.`,
    help: `Leave the line of \`moved\` as it is: while it stands, ${id} counts for ${operation.address}.`,
  });

/** What is to be changed does not carry our marks any more. */
export const notOursResult = (operation: Operation, id: string, wasSent: boolean): OperationResult =>
  resultOf(operation, {
    outcome: wasSent ? 'unknown' : 'skipped',
    refused: true,
    resourceId: id,
    message: `The marks of ${id} were changed after the plan was made, so that ${wasSent ? 'nothing more was sent' : 'it was not changed'}.`,
    help: 'Run snapspec plan: it says whose it is now.',
  });
