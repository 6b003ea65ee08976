import { kindOf } from '../kinds/registry.ts';
import { takesAway } from '../plan/plan.ts';
import type { Operation } from '../plan/plan.ts';
import { notStarted, succeeded } from '../plan/receipt.ts';
import type { OperationResult } from '../plan/receipt.ts';
import type { Answer } from './answer.ts';
import { covers, merged } from './asks.ts';
import { Draft } from './draft.ts';
import { allowedAt, counted, throttled } from './limiter.ts';
import { stages } from './machine-state.ts';
import type { Effect, MachineEvent, MachineState, Settings, Slot } from './machine-state.ts';
import { resultOf } from './protocol.ts';
import type { Next, Protocol, Want } from './protocol.ts';
import { attachments } from './protocols/attachments.ts';
import { change } from './protocols/change.ts';
import { createPolicy } from './protocols/create-policy.ts';
import { create } from './protocols/create.ts';
import { onceMoved } from './protocols/moved.ts';
import { unknownResult } from './results.ts';
import { sightingOf } from './sighting.ts';
import type { Ask, Found } from './sighting.ts';

/** Calls in flight at once. */
const concurrency = 8;

/** Milliseconds for which what is in flight is awaited after an interruption. */
const patienceAtEnd = 6_000;

/** With more operations than this, looks begin a second apart at least, so that those of many become one. */
const manyOperations = 20;
const lookPause = 1_000;

type AnyProtocol = Protocol<unknown>;

const detach = onceMoved(attachments);
const remove = onceMoved(change);

function protocolOf({ action, section }: Operation): AnyProtocol {
  if (action === 'attach') return attachments as AnyProtocol;
  if (action === 'detach') return detach as AnyProtocol;
  if (action === 'delete') return remove as AnyProtocol;
  if (action !== 'create') return change as AnyProtocol;
  return (kindOf(section).lifecycle === 'standing' ? createPolicy : create) as AnyProtocol;
}

/** Takes what an operation wants next. */
function take(draft: Draft, id: string, { state, want }: Next<unknown>): void {
  const { busy: _, looks: __, found: ___, ...rest } = draft.slot(id);
  if (want.type === 'end') {
    draft.put(id, { ...rest, state });
    return draft.end(id, want.result);
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
function goOnWith(draft: Draft, id: string, next: (protocol: AnyProtocol, slot: Slot) => Next<unknown>): void {
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

function innerState({ state }: Slot): Known {
  const found = (state ?? {}) as Known & { readonly inner?: Known };
  return found.inner ?? found;
}

/** What is known of an operation that is not gone on with. */
function abandoned(slot: Slot): OperationResult {
  const { operation, isUncertain, sentAt } = slot;
  if (!isUncertain) {
    const isPart = innerState(slot).changed === true;
    const given = isPart ? 'A part of it was done; the rest was not begun.' : 'Given up while waiting: nothing of it was done.';
    return resultOf(operation, { outcome: 'cancelled', message: sentAt === undefined ? notStarted : given });
  }
  const { id = innerState(slot).phase?.id } = operation.action === 'create' ? innerState(slot) : {};
  return unknownResult(operation, 'It was sent, and the run ended before its outcome was known.', id);
}

/** The stage in which an operation runs: what takes something away comes last, and what deletes after all else. */
const stageOf = (one: Operation): Slot['stage'] => (one.action === 'delete' ? 2 : takesAway(one) ? 1 : 0);

const isOpen = ({ result }: Slot): boolean => result === undefined;

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

const limitKey = ({ service, action, region }: { service: string; action: string; region: string }): string =>
  `${service} ${action} ${region}`;

/** Milliseconds after which a look is too old to write by; where no lag is declared, what counts is the time that a queue takes. */
const freshness = ({ fresh }: Want & { readonly type: 'send' }, { settle }: Settings): number => fresh ?? (settle === 0 ? 30_000 : settle);

/** Sends what may be sent. What rests on a look that is too old is looked at again first, with all that waits like it. */
function sendAll(draft: Draft): void {
  if (draft.count('sending') === 0 || (draft.count('writing') >= concurrency && !draft.isEnding)) return;
  for (const id of draft.all('sending')) {
    const { want, operation } = draft.slot(id);
    if (want?.type !== 'send') continue;
    if (draft.isEnding) {
      draft.end(id, abandoned(draft.slot(id)));
      continue;
    }
    if (draft.count('writing') >= concurrency) return;
    const key = limitKey(want.call);
    const at = allowedAt(draft.limits, key, draft.now);
    if (at > draft.now) {
      draft.wake(at);
      continue;
    }
    if (draft.now - want.basedOn > freshness(want, draft.settings)) {
      goOnWith(draft, id, (protocol, { state }) => protocol.stale(operation, state, draft.context()));
      continue;
    }
    begin(draft, id);
    draft.limits = counted(draft.limits, key, draft.now);
    draft.set(id, { busy: 'write', sentAt: draft.now, isUncertain: true });
    draft.effects.push({ type: 'write', operation: operation.id, call: want.call });
  }
}

/** After an interruption what was sent is looked at once more, at once. */
function dueAt(draft: Draft, slot: Slot, at: number): number | undefined {
  if (!draft.isEnding) return at;
  if (!slot.isUncertain || slot.lastLook || draft.failure !== undefined) return undefined;
  return draft.now;
}

type Look = Want & { readonly type: 'look' };

function lookAll(draft: Draft): void {
  const due: string[] = [];
  for (const id of draft.all('waiting')) {
    const slot = draft.slot(id);
    const at = dueAt(draft, slot, (slot.want as Look).at);
    if (at === undefined) draft.end(id, abandoned(slot));
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
function goOn(draft: Draft): void {
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

/** A definite answer of a call says what became of it; after any other one it stays uncertain. */
function onAnswer(draft: Draft, id: string, answer: Answer): void {
  const slot = draft.slot(id);
  if (slot.result !== undefined || slot.busy !== 'write') return;
  const { sentAt } = innerState(slot);
  // What was sent is certain once it is seen or refused; that nothing was done says nothing of a call before.
  draft.set(id, { isUncertain: answer.type === 'success' || answer.type === 'unclear' || sentAt !== undefined });
  if (answer.type === 'refused' && answer.class === 'throttled' && slot.want?.type === 'send') {
    const key = limitKey(slot.want.call);
    draft.limits = throttled(draft.limits, key, draft.now, draft.chance, answer.refusal.retryAfter);
    const { busy: _, ...rest } = draft.slot(id);
    draft.put(id, rest);
    const seconds = (allowedAt(draft.limits, key, draft.now) - draft.now) / 1000;
    draft.tell({ type: 'waiting', operation: slot.operation, seconds, why: answer.refusal.message });
    return;
  }
  if (answer.type === 'refused' && (answer.class === 'token-spent' || answer.class === 'token-in-use')) draft.careful = true;
  const at = slot.sentAt ?? draft.now;
  goOnWith(draft, id, (protocol, { operation, state }) => protocol.answered(operation, state, answer, at, draft.context()));
}

function onLooked(draft: Draft, look: number, one: Found): void {
  for (const id of draft.all('looking')) {
    const { looks = [], found = [] } = draft.slot(id);
    if (!looks.includes(look)) continue;
    const left = looks.filter((each) => each !== look);
    const all = [...found, one];
    draft.set(id, { looks: left, found: all });
    if (left.length === 0)
      goOnWith(draft, id, (protocol, { operation, state }) => protocol.looked(operation, state, sightingOf(all), draft.context()));
  }
}

/** Nothing new starts; what is in flight is awaited, and everything else is given up. */
function onFailed(draft: Draft, event: MachineEvent & { readonly type: 'failed' }): void {
  draft.failure ??= { reason: event.reason };
  draft.ending ??= { deadline: draft.now + patienceAtEnd };
  const { look, operation } = event;
  for (const [id, slot] of draft.slots) {
    const isStuck = id === operation || (look !== undefined && slot.busy === 'look' && slot.looks?.includes(look) === true);
    if (isStuck && isOpen(slot)) draft.end(id, abandoned(slot));
  }
}

/** What is still in flight when patience is over, is given up. */
function giveUp(draft: Draft): void {
  if (draft.ending === undefined || draft.now < draft.ending.deadline) return;
  for (const [id, slot] of draft.slots) if (isOpen(slot)) draft.end(id, abandoned(slot));
}

/** Two of one entry never run at the same time, and two backups of one target one after the other. */
const keysOf = ({ address, action, section, taking }: Operation): readonly string[] => [
  address,
  ...(action === 'create' && taking !== undefined && taking.target !== null ? [`${section} ${JSON.stringify(taking.target)}`] : []),
];

const slotOf = (operation: Operation): Slot => ({
  operation,
  lanes: keysOf(operation),
  stage: stageOf(operation),
  isUncertain: false,
});

/** The state of a run before its first event. */
export function initialState(settings: Settings): MachineState {
  const slots = new Map(settings.plan.operations.map((operation) => [operation.id, slotOf(operation)]));
  const none: ReadonlySet<string> = new Set();
  return {
    settings,
    slots,
    doing: { unstarted: new Set(slots.keys()), sending: none, writing: none, waiting: none, looking: none },
    held: none,
    openIn: stages.map((stage) => [...slots.values()].filter((slot) => slot.stage === stage).length),
    ids: new Map(),
    limits: new Map(),
    lookCount: 0,
    lookedAt: 0,
    careful: settings.careful,
    isOver: false,
  };
}

/**
 * One step of a run: what has happened leads to another state, and to what is to be done. Without a clock, chance or network:
 * the same events lead to the same calls.
 */
export function step(state: MachineState, event: MachineEvent): readonly [MachineState, readonly Effect[]] {
  if (state.isOver) return [state, []];
  const draft = new Draft(state, event);
  switch (event.type) {
    case 'woke':
      break;
    case 'answered':
      onAnswer(draft, event.operation, event.answer);
      break;
    case 'looked':
      onLooked(draft, event.look, event.found);
      break;
    case 'failed':
      onFailed(draft, event);
      break;
    case 'interrupted':
      draft.ending ??= { deadline: draft.now + patienceAtEnd };
      break;
    default:
      return event satisfies never;
  }
  giveUp(draft);
  goOn(draft);
  return [draft.state(), draft.effects];
}

/** The results of a run that is over, in the order of its plan. */
export const resultsOf = ({ slots, settings }: MachineState): readonly OperationResult[] =>
  settings.plan.operations.map(({ id }) => slots.get(id)?.result as OperationResult);
