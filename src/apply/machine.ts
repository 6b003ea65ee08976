import type { Operation } from '../plan/plan.ts';
import type { OperationResult } from '../plan/receipt.ts';
import type { Answer } from './answer.ts';
import { abandoned, goOnWith, hurryOrEnd, innerState, isOpen } from './dispatch.ts';
import { Draft } from './draft.ts';
import { allowedAt, limitKey, throttled } from './limiter.ts';
import { stages } from './machine-state.ts';
import type { Effect, MachineEvent, MachineState, Settings, Slot } from './machine-state.ts';
import { goOn, stageOf } from './schedule.ts';
import { sightingOf } from './sighting.ts';
import type { Found } from './sighting.ts';

/** Milliseconds for which what is in flight is awaited after an interruption. */
const patienceAtEnd = 6_000;

/** A definite answer of a call says what became of it; after any other one it stays uncertain. */
function onAnswer(draft: Draft, id: string, answer: Answer): void {
  const slot = draft.slot(id);
  if (slot.result !== undefined || slot.busy !== 'write') return;
  const { sentAt } = innerState(slot);
  const at = slot.sentAt ?? draft.now;
  // What was sent is certain once it is seen or refused; that nothing was done says nothing of a call before.
  draft.set(id, {
    isUncertain: answer.type === 'success' || answer.type === 'unclear' || sentAt !== undefined,
    ...(answer.type === 'unclear' && { unansweredAt: at }),
  });
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
    if (isStuck && isOpen(slot)) hurryOrEnd(draft, id);
  }
}

/** What is still in flight when patience is over, is given up. */
function giveUp(draft: Draft): void {
  if (draft.ending === undefined || draft.now < draft.ending.deadline) return;
  for (const [id, slot] of draft.slots) if (isOpen(slot)) draft.end(id, abandoned(slot));
}

/** Two of one entry never run at the same time, nor two backups of one target, nor two that take one off and attach it. */
const keysOf = ({ address, action, section, taking, ids = [] }: Operation): readonly string[] => [
  address,
  ...(action === 'reattach' ? ids : []),
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
