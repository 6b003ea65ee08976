import { takesAway } from '../plan/plan.ts';
import type { Operation } from '../plan/plan.ts';
import { notStarted, succeeded } from '../plan/receipt.ts';
import type { OperationResult } from '../plan/receipt.ts';
import { covers, merged } from './asks.ts';
import { abandoned, goOnWith, hurried, hurryOrEnd, protocolOf, take } from './dispatch.ts';
import type { Draft } from './draft.ts';
import { allowedAt, counted, limitKey } from './limiter.ts';
import type { Settings, Slot } from './machine-state.ts';
import { resultOf } from './protocol.ts';
import type { Want } from './protocol.ts';
import type { Ask } from './sighting.ts';

/** Calls in flight at once. */
const concurrency = 8;

/** With more operations than this, looks begin a second apart at least, so that those of many become one. */
const manyOperations = 20;
const lookPause = 1_000;

/** The stage in which an operation runs: what takes something away comes last, and what deletes after all else. */
export const stageOf = (one: Operation): Slot['stage'] => (one.action === 'delete' ? 2 : takesAway(one) ? 1 : 0);

/** Why an operation does not start at all; undefined where it may. */
function notStartedBecause(draft: Draft, operation: Operation): OperationResult | undefined {
  if (operation.held !== undefined) return resultOf(operation, { outcome: 'skipped', message: `Held back: ${operation.held.reason}` });
  if (draft.isEnding) return resultOf(operation, { outcome: 'cancelled', message: notStarted });
  const failure = operation.risk === 'safe' ? undefined : draft.failed;
  if (failure !== undefined)
    return resultOf(operation, {
      outcome: 'skipped',
      message: `Not started: ${failure} did not succeed, and nothing is taken away in a run in which something failed.`,
    });
  const lacking = operation.after.filter((id) => !succeeded(draft.slots.get(id)?.result));
  if (lacking.length === 0) return undefined;
  return resultOf(operation, { outcome: 'skipped', message: `Not started: ${lacking.join(', ')} did not succeed.` });
}

/** Whether an operation may begin, or may be told to have not. */
function isDue(draft: Draft, { operation, stage }: Slot): boolean {
  if (draft.isEnding || operation.held !== undefined) return true;
  return stage === draft.stage && operation.after.every((id) => draft.slots.get(id)?.result);
}

function startAll(draft: Draft): void {
  for (const id of draft.all('unstarted')) {
    const { operation, lanes } = draft.slot(id);
    if (!isDue(draft, draft.slot(id))) continue;
    const reason = notStartedBecause(draft, operation);
    if (reason !== undefined) draft.end(id, reason);
    else if (!lanes.some((lane) => draft.holds(lane)))
      take(draft, id, protocolOf(operation).start(operation, draft.context(), draft.settings.plannedAt));
  }
}

/** Tells once that an operation is under way: it may have waited for a lane since its protocol began. */
function begin(draft: Draft, id: string): void {
  const { operation, isTold } = draft.slot(id);
  if (isTold) return;
  draft.set(id, { isTold: true });
  draft.tell({ type: 'started', operation });
}

/** Milliseconds after which a look is too old to write by; where no lag is declared, what counts is the time that a queue takes. */
const freshness = ({ fresh }: Want & { readonly type: 'send' }, { settle }: Settings): number => fresh ?? (settle === 0 ? 30_000 : settle);

/** Sends what may be sent. What rests on a look that is too old is looked at again first, with all that waits like it. */
function sendAll(draft: Draft): void {
  if (draft.count('sending') === 0 || (draft.count('writing') >= concurrency && !draft.isEnding)) return;
  for (const id of draft.all('sending')) {
    const { want, operation } = draft.slot(id);
    if (want?.type !== 'send') continue;
    if (draft.isEnding && !want.urgent) {
      hurryOrEnd(draft, id);
      continue;
    }
    if (draft.count('writing') >= concurrency) return;
    const key = limitKey(want.call);
    const at = allowedAt(draft.limits, key, draft.now);
    if (at > draft.now) {
      draft.wake(at);
      continue;
    }
    if (!draft.isEnding && draft.now - want.basedOn > freshness(want, draft.settings)) {
      goOnWith(draft, id, (protocol, { state }) => protocol.stale(operation, state, draft.context()));
      continue;
    }
    begin(draft, id);
    draft.limits = counted(draft.limits, key, draft.now);
    draft.set(id, { busy: 'write', sentAt: draft.now, isUncertain: true });
    draft.effects.push({ type: 'write', operation: operation.id, call: want.call });
  }
}

type Look = Want & { readonly type: 'look' };

/** After an interruption what was sent is looked at once more, at once; what must not stay as it is, until time is up. */
function dueAt(draft: Draft, slot: Slot, { at, urgent }: Look): number | undefined {
  if (!draft.isEnding) return at;
  if (draft.failure !== undefined) return undefined;
  if (urgent) return slot.lastLook ? at : draft.now;
  return slot.isUncertain && !slot.lastLook ? draft.now : undefined;
}

/** Ends what waits only for its calls to be over. */
function endWaiting(draft: Draft, id: string, { result, at = draft.now }: Want & { readonly type: 'end' }): void {
  if (draft.isEnding) draft.end(id, abandoned(draft.slot(id)));
  else if (at <= draft.now) draft.end(id, result);
  else draft.wake(at);
}

function lookAll(draft: Draft): void {
  const due: string[] = [];
  for (const id of draft.all('waiting')) {
    const slot = draft.slot(id);
    if (slot.want?.type === 'end') {
      endWaiting(draft, id, slot.want);
      continue;
    }
    const next = draft.isEnding ? hurried(draft, id) : undefined;
    const at = dueAt(draft, slot, slot.want as Look);
    if (next !== undefined) take(draft, id, next);
    else if (at === undefined) hurryOrEnd(draft, id);
    else if (at <= draft.now) due.push(id);
    else draft.wake(at);
  }
  if (due.length === 0) return;
  const next = draft.lookedAt + (draft.slots.size > manyOperations && !draft.isEnding ? lookPause : 0);
  if (draft.now < next) return draft.wake(next);
  draft.lookedAt = draft.now;
  const asksOf = (id: string): readonly Ask[] => (draft.slot(id).want as Look).asks;
  const first = draft.lookCount + 1;
  const looks = merged(due.flatMap(asksOf)).map((ask, index) => ({ ask, look: first + index }));
  draft.lookCount += looks.length;
  for (const id of due) {
    begin(draft, id);
    const mine = looks.filter(({ ask }) => asksOf(id).some((one) => covers(ask, one))).map(({ look }) => look);
    draft.set(id, { busy: 'look', looks: mine, found: [], ...(draft.isEnding && { lastLook: true }) });
  }
  for (const { ask, look } of looks) draft.effects.push({ type: 'look', look, ask });
}

/** Goes on as far as it can without another event. */
export function goOn(draft: Draft): void {
  for (let before = -1; before !== draft.changes; ) {
    before = draft.changes;
    startAll(draft);
    sendAll(draft);
    lookAll(draft);
  }
  if (draft.ending !== undefined) draft.wake(draft.ending.deadline);
  const isOpen = draft.stage !== undefined;
  if (!isOpen && !draft.isOver) {
    draft.isOver = true;
    draft.effects.push({ type: 'end' });
  } else if (isOpen && Number.isFinite(draft.wakeAt)) draft.effects.push({ type: 'wake', at: draft.wakeAt });
}
