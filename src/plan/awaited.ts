import type { Change } from '../diff/change.ts';
import type { LiveState } from '../diff/live-state.ts';

/** What an entry protects once the changes that go on are carried out. */
function protectedBy(change: Change, going: Change | undefined, state: LiveState): ReadonlySet<string> {
  const live = 'live' in change && change.live ? (state.attached.get(change.live.id) ?? []) : [];
  const attach = going?.type === 'create' || going?.type === 'update' ? going.attach : [];
  return new Set([...live, ...attach]);
}

/** The entry that chooses an id and will not protect it in this run, by the id. */
function awaitedIn(changes: readonly Change[], going: readonly Change[], state: LiveState): ReadonlyMap<string, string> {
  const goingAt = new Map(going.map((change) => [change.address, change]));
  return new Map(
    changes.flatMap((change) => {
      if (change.selection === undefined) return [];
      const held = protectedBy(change, goingAt.get(change.address), state);
      return change.selection.ids.filter((id) => !held.has(id)).map((id) => [id, change.address] as const);
    }),
  );
}

/**
 * Changes that take nothing off which another entry chooses and will not protect in this run: what is refused or held back
 * there would leave it bare.
 */
export function keepAwaited(changes: readonly Change[], going: readonly Change[], state: LiveState): Change[] {
  const awaited = awaitedIn(changes, going, state);
  if (awaited.size === 0) return [...changes];
  return changes.map((change) => {
    if (change.type !== 'update') return change;
    const stays = change.detach.filter((id) => awaited.has(id) && awaited.get(id) !== change.address);
    if (stays.length === 0) return change;
    const notes = stays.map((id) => `${id} stays attached: ${awaited.get(id)}, which is to take it over, is not carried out.`);
    return { ...change, detach: change.detach.filter((id) => !stays.includes(id)), notes: [...change.notes, ...notes] };
  });
}
