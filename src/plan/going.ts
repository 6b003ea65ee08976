import { attachmentRoom } from '../diff/attachment-room.ts';
import type { Reattachment, Room } from '../diff/attachment-room.ts';
import type { Change } from '../diff/change.ts';
import type { LiveState } from '../diff/live-state.ts';
import { keepAwaited } from './awaited.ts';
import { goingOn } from './holds.ts';
import type { Holds } from './holds.ts';

/** The changes of a plan, those of them that are not held back, and what is taken off before it is attached. */
export type Going = {
  readonly changes: readonly Change[];
  readonly going: readonly Change[];
  readonly reattached: readonly Reattachment[];
};

/** A change without what there is no room for: what was to let go of it is held back, or left out of the run. */
function withoutFull(change: Change, { full }: Room): Change {
  if (change.type !== 'create' && change.type !== 'update') return change;
  const here = full.filter(({ to }) => to === change.address);
  if (here.length === 0) return change;
  const notes = here.map(
    ({ target, limit }) => `${target} is not attached: it is at its limit of ${limit}, and what was to let go of it does not in this run.`,
  );
  const targets = new Set(here.map(({ target }) => target));
  return { ...change, attach: change.attach.filter((id) => !targets.has(id)), notes: [...change.notes, ...notes] };
}

const attachments = (changes: readonly Change[]): number =>
  changes.reduce((sum, one) => {
    if (one.type === 'create') return sum + one.attach.length;
    return sum + (one.type === 'update' ? one.attach.length + one.detach.length : one.type === 'delete' ? 1 : 0);
  }, 0);

/**
 * What of the changes goes on. What is not attached after all keeps others from being taken off, and what stays where it is
 * may leave no room for what was to be attached: that goes on until nothing more is left out.
 */
export function settled(found: readonly Change[], holds: Holds, state: LiveState): Going {
  for (let changes = found; ; ) {
    const kept = keepAwaited(changes, goingOn(changes, holds), state);
    const going = goingOn(kept, holds);
    const room = attachmentRoom(going, state);
    const next = kept.map((change) => withoutFull(change, room));
    if (attachments(next) === attachments(changes)) return { changes: next, going, reattached: room.reattached };
    changes = next;
  }
}
