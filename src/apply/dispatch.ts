import { kindOf } from '../kinds/registry.ts';
import type { Operation } from '../plan/plan.ts';
import { notStarted } from '../plan/receipt.ts';
import type { OperationResult } from '../plan/receipt.ts';
import type { Draft } from './draft.ts';
import type { Slot } from './machine-state.ts';
import { resultOf, stillUnderWay } from './protocol.ts';
import type { Next, Protocol } from './protocol.ts';
import { attachments } from './protocols/attachments.ts';
import { change } from './protocols/change.ts';
import { createPolicy } from './protocols/create-policy.ts';
import { takesToken } from './protocols/create-state.ts';
import { create } from './protocols/create.ts';
import { onceMoved } from './protocols/moved.ts';
import { reattach } from './protocols/reattach.ts';
import { mayStillCome, unknownResult } from './results.ts';

type AnyProtocol = Protocol<unknown>;

const detach = onceMoved(attachments);
const remove = onceMoved(change);

/** The protocol of an operation. */
export function protocolOf({ action, section }: Operation): AnyProtocol {
  if (action === 'attach') return attachments as AnyProtocol;
  if (action === 'reattach') return reattach as AnyProtocol;
  if (action === 'detach') return detach as AnyProtocol;
  if (action === 'delete') return remove as AnyProtocol;
  if (action !== 'create') return change as AnyProtocol;
  return (kindOf(section).lifecycle === 'standing' ? createPolicy : create) as AnyProtocol;
}

/** Whether a call does nothing where it was done before: a token makes a create harmless, and what is deleted stays deleted. */
const isHarmless = (operation: Operation): boolean =>
  operation.action === 'delete' || (protocolOf(operation) === create && takesToken(operation));

/**
 * When nothing that an operation has sent can take effect any more; undefined where it cannot now. What is seen to be done may
 * have been done by another run, and its own call may still come.
 */
function arrivedAt({ now, settings }: Draft, { operation, unansweredAt }: Slot): number | undefined {
  if (unansweredAt === undefined || isHarmless(operation)) return undefined;
  const at = unansweredAt + settings.settle;
  return now < at ? at : undefined;
}

/** Ends an operation, once nothing of it is under way. */
function end(draft: Draft, id: string, result: OperationResult): void {
  const at = arrivedAt(draft, draft.slot(id));
  if (at === undefined) return draft.end(id, result);
  if (draft.isEnding) return draft.end(id, mayStillCome(draft.slot(id).operation, result));
  draft.set(id, { want: { type: 'end', result, at } });
  draft.tell({ type: 'waiting', operation: draft.slot(id).operation, seconds: (at - draft.now) / 1000, why: stillUnderWay });
}

/** Takes what an operation wants next. */
export function take(draft: Draft, id: string, { state, want }: Next<unknown>): void {
  const { busy: _, looks: __, found: ___, ...rest } = draft.slot(id);
  if (want.type === 'end') {
    draft.put(id, { ...rest, state });
    return end(draft, id, want.result);
  }
  draft.put(id, { ...rest, state, want });
  if (want.type === 'look' && want.why !== undefined && want.at - draft.now >= 1_000)
    draft.tell({
      type: 'waiting',
      operation: rest.operation,
      seconds: (want.at - draft.now) / 1000,
      why: want.why,
      ...(want.percent !== undefined && { percent: want.percent }),
    });
}

/** Goes on with an operation that has not ended. */
export function goOnWith(draft: Draft, id: string, next: (protocol: AnyProtocol, slot: Slot) => Next<unknown>): void {
  const slot = draft.slot(id);
  if (isOpen(slot)) take(draft, id, next(protocolOf(slot.operation), slot));
}

/** What the states of protocols have in common. */
type Known = {
  readonly sentAt?: number;
  readonly changed?: true;
  readonly id?: string;
  readonly phase?: { readonly id?: string };
};

export function innerState({ state }: Slot): Known {
  const found = (state ?? {}) as Known & { readonly inner?: Known };
  return found.inner ?? found;
}

/** What is known of an operation that is not gone on with. */
export function abandoned(slot: Slot): OperationResult {
  const { operation, isUncertain, sentAt, state, want } = slot;
  if (want?.type === 'end') return mayStillCome(operation, want.result);
  const own = state === undefined ? undefined : protocolOf(operation).abandoned?.(operation, state, isUncertain);
  if (own !== undefined) return own;
  if (!isUncertain) {
    const isPart = innerState(slot).changed === true;
    const given = isPart ? 'A part of it was done; the rest was not begun.' : 'Given up while waiting: nothing of it was done.';
    return resultOf(operation, { outcome: 'cancelled', message: sentAt === undefined ? notStarted : given });
  }
  const { id = innerState(slot).phase?.id } = operation.action === 'create' ? innerState(slot) : {};
  return unknownResult(operation, 'It was sent, and the run ended before its outcome was known.', id);
}

/** Lets an operation end what it has begun, where it can do so at once; else it is given up. */
export function hurryOrEnd(draft: Draft, id: string): void {
  const next = hurried(draft, id);
  if (next === undefined) draft.end(id, abandoned(draft.slot(id)));
  else take(draft, id, next);
}

/** What an operation does at once where the run ends. */
export function hurried(draft: Draft, id: string): Next<unknown> | undefined {
  const { operation, state } = draft.slot(id);
  return state === undefined ? undefined : protocolOf(operation).hurry?.(operation, state, draft.context());
}

/** Whether an operation has not ended. */
export const isOpen = ({ result }: Slot): boolean => result === undefined;
