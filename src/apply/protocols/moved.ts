import type { Operation } from '../../plan/plan.ts';
import { endWith, lookAt, nextLook, resultOf } from '../protocol.ts';
import type { Context, Next, Protocol } from '../protocol.ts';
import { attachedIn } from '../sighting.ts';
import type { Ask, Sighting } from '../sighting.ts';

/** The resource of an entry: of this run, or the one that was there. */
const idAt = (address: string, { ids, plan }: Context): string | undefined =>
  ids.get(address) ?? plan.entries.find((entry) => entry.address === address)?.id;

/** Where what is taken off has to be seen first. */
const holdersOf = ({ section, movedTo = {} }: Operation, context: Context): Ask[] =>
  [...new Set(Object.values(movedTo))].flatMap((address): Ask[] => {
    const id = idAt(address, context);
    return id === undefined ? [] : [{ of: 'attached', section, id }];
  });

/** What is to be taken off and is not seen under the entry that takes it over. */
const notSeenThere = ({ movedTo = {} }: Operation, sighting: Sighting, context: Context): readonly string[] =>
  Object.entries(movedTo).flatMap(([id, address]) => (attachedIn(sighting, idAt(address, context) ?? '').has(id) ? [] : [id]));

/** Since when what moves is looked for, and when it was first seen; then what the operation itself is at. */
type MoveState<S> = { readonly since: number; readonly firstAt?: number } | { readonly inner: S };

function onMoving<S>(
  inner: Protocol<S>,
  operation: Operation,
  { since, firstAt }: { readonly since: number; readonly firstAt?: number },
  sighting: Sighting,
  context: Context,
): Next<MoveState<S>> {
  const missing = notSeenThere(operation, sighting, context);
  if (missing.length === 0) {
    const isOwn = operation.after.some((id) => context.resultOf(id)?.outcome === 'done');
    const first = firstAt ?? sighting.startedAt;
    if (isOwn || sighting.startedAt >= first + context.settle) return within(inner.start(operation, context, sighting.startedAt));
    return lookForMoved(operation, { since, firstAt: first }, first + context.settle, context);
  }
  const last = since + context.settle;
  if (sighting.startedAt < last) return lookForMoved(operation, { since }, nextLook(since, context.now, last), context);
  const message = `Not started: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not seen under the entry that takes over.`;
  return endWith({ since }, resultOf(operation, { outcome: 'skipped', message, help: 'Run apply again: it looks again first.' }));
}

const lookForMoved = <S>(operation: Operation, state: MoveState<S>, at: number, context: Context): Next<MoveState<S>> =>
  lookAt(state, holdersOf(operation, context), at, 'until what moves is seen where it moves to');

const within = <S>({ state, want }: Next<S>): Next<MoveState<S>> => ({ state: { inner: state }, want });

/**
 * What moves is taken off only once it is seen where it moves to: in two looks a settle time apart, where this run did not put
 * it there.
 */
export const onceMoved = <S>(inner: Protocol<S>): Protocol<MoveState<S>> => ({
  start: (operation, context, plannedAt) =>
    holdersOf(operation, context).length > 0
      ? lookForMoved(operation, { since: context.now }, context.now, context)
      : within(inner.start(operation, context, plannedAt)),
  answered: (operation, state, answer, sentAt, context) =>
    'inner' in state
      ? within(inner.answered(operation, state.inner, answer, sentAt, context))
      : lookForMoved(operation, state, context.now, context),
  looked: (operation, state, sighting, context) =>
    'inner' in state
      ? within(inner.looked(operation, state.inner, sighting, context))
      : onMoving(inner, operation, state, sighting, context),
  stale: (operation, state, context) =>
    'inner' in state ? within(inner.stale(operation, state.inner, context)) : lookForMoved(operation, state, context.now, context),
});
