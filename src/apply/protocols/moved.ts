import { entryAt } from '../../plan/lines.ts';
import type { Operation } from '../../plan/plan.ts';
import { endWith, lookAt, nextLook, resultOf } from '../protocol.ts';
import type { Context, Next, Protocol } from '../protocol.ts';
import { attachedIn } from '../sighting.ts';
import type { Ask, Sighting } from '../sighting.ts';

/** The resource of an entry: of this run, or the one that was there. */
const idAt = (address: string, { ids, plan }: Context): string | undefined => ids.get(address) ?? entryAt(address, plan)?.id;

/** Where what is taken off has to be seen first. */
const holdersOf = ({ section, movedTo = {} }: Operation, context: Context): Ask[] =>
  [...new Set(Object.values(movedTo))].flatMap((address): Ask[] => {
    const id = idAt(address, context);
    return id === undefined ? [] : [{ of: 'attached', section, id }];
  });

/** What is to be taken off and is not seen under the entry that takes it over. */
const notSeenThere = ({ movedTo = {} }: Operation, sighting: Sighting, context: Context): readonly string[] =>
  Object.entries(movedTo).flatMap(([id, address]) => (attachedIn(sighting, idAt(address, context) ?? '').has(id) ? [] : [id]));

/** Whether this run has attached all that moves where it moves to. */
function isOwn({ movedTo = {}, after }: Operation, { plan, resultOf: ended }: Context): boolean {
  const attached = plan.operations.filter(({ id, ids }) => ids !== undefined && after.includes(id) && ended(id)?.outcome === 'done');
  return Object.keys(movedTo).every((id) => attached.some(({ ids }) => ids?.includes(id)));
}

/** Since when what moves is looked for, and when it was first seen there; and what the operation itself is at, once it has begun. */
type MoveState<S> = {
  readonly plannedAt: number;
  readonly moving?: { readonly since: number; readonly firstAt?: number };
  readonly inner?: S;
};

type Step<S> = Next<MoveState<S>>;

const lookForMoved = <S>(operation: Operation, state: MoveState<S>, at: number, context: Context): Step<S> =>
  lookAt(state, holdersOf(operation, context), at, 'until what moves is seen where it moves to');

const search = <S>(operation: Operation, { plannedAt, inner }: MoveState<S>, context: Context): Step<S> =>
  lookForMoved(operation, { plannedAt, moving: { since: context.now }, ...(inner !== undefined && { inner }) }, context.now, context);

/** What the operation itself does next. Whatever it looks at, what moves is looked for in the same moment. */
function within<S>({ state, want }: Next<S>, operation: Operation, plannedAt: number, context: Context): Step<S> {
  const wanted = want.type === 'look' ? { ...want, asks: [...want.asks, ...holdersOf(operation, context)] } : want;
  return { state: { plannedAt, inner: state }, want: wanted };
}

function notThere<S>(operation: Operation, state: MoveState<S>, missing: readonly string[]): Step<S> {
  const where = `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not seen under the entry that takes over.`;
  const message = `${state.inner === undefined ? 'Not started' : 'Not gone on with'}: ${where}`;
  return endWith(state, resultOf(operation, { outcome: 'skipped', message, help: 'Run apply again: it looks again first.' }));
}

function onMoving<S>(protocol: Protocol<S>, operation: Operation, state: MoveState<S>, sighting: Sighting, context: Context): Step<S> {
  const { plannedAt, inner, moving: { since, firstAt = sighting.startedAt } = { since: sighting.startedAt } } = state;
  const missing = notSeenThere(operation, sighting, context);
  if (missing.length === 0) {
    const certain = isOwn(operation, context) ? firstAt : firstAt + context.settle;
    if (sighting.startedAt < certain) return lookForMoved(operation, { ...state, moving: { since, firstAt } }, certain, context);
    const next = inner === undefined ? protocol.start(operation, context, plannedAt) : protocol.stale(operation, inner, context);
    return within(next, operation, plannedAt, context);
  }
  const last = since + context.settle;
  if (sighting.startedAt >= last) return notThere(operation, state, missing);
  return lookForMoved(operation, { ...state, moving: { since } }, nextLook(since, context.now, last), context);
}

/** Nothing is sent on a look that does not show what moves where it moves to. */
function onLooked<S>(protocol: Protocol<S>, operation: Operation, state: MoveState<S>, sighting: Sighting, context: Context): Step<S> {
  const { plannedAt, moving, inner } = state;
  if (moving !== undefined || inner === undefined) return onMoving(protocol, operation, state, sighting, context);
  const next = protocol.looked(operation, inner, sighting, context);
  if (next.want.type === 'send' && notSeenThere(operation, sighting, context).length > 0) return search(operation, state, context);
  return within(next, operation, plannedAt, context);
}

/**
 * What moves is taken off only once it is seen where it moves to: in two looks a settle time apart, where this run did not put
 * it there.
 */
export const onceMoved = <S>(protocol: Protocol<S>): Protocol<MoveState<S>> => ({
  start: (operation, context, plannedAt) =>
    holdersOf(operation, context).length > 0
      ? search(operation, { plannedAt }, context)
      : within(protocol.start(operation, context, plannedAt), operation, plannedAt, context),
  answered: (operation, state, answer, sentAt, context) =>
    state.inner === undefined
      ? search(operation, state, context)
      : within(protocol.answered(operation, state.inner, answer, sentAt, context), operation, state.plannedAt, context),
  looked: (operation, state, sighting, context) => onLooked(protocol, operation, state, sighting, context),
  stale: (operation, state, context) =>
    state.inner === undefined
      ? search(operation, state, context)
      : within(protocol.stale(operation, state.inner, context), operation, state.plannedAt, context),
});
