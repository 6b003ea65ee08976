import { choices, count } from '../base/text.ts';
import type { Change } from '../diff/change.ts';
import type { LiveState } from '../diff/live-state.ts';

/** What an entry protects once the changes that go on are carried out. */
function protectedBy(change: Change, going: Change | undefined, state: LiveState): ReadonlySet<string> {
  const live = 'live' in change && change.live ? (state.attached.get(change.live.id) ?? []) : [];
  const attach = going?.type === 'create' || going?.type === 'update' ? going.attach : [];
  return new Set([...live, ...attach]);
}

/** What entries of the spec protect whatever else becomes of it. */
function safeIn(changes: readonly Change[], goingAt: ReadonlyMap<string, Change>, state: LiveState): ReadonlySet<string> {
  const ids = changes.flatMap((change) => {
    if (change.selection === undefined) return [];
    const leaving = change.type === 'update' ? change.detach : [];
    return [...protectedBy(change, goingAt.get(change.address), state)].filter((id) => !leaving.includes(id));
  });
  return new Set(ids);
}

/** The entry that chooses an id and will not protect it in this run, while no other one does, by the id. */
function awaitedIn(changes: readonly Change[], going: readonly Change[], state: LiveState): ReadonlyMap<string, string> {
  const goingAt = new Map(going.map((change) => [change.address, change]));
  const safe = safeIn(changes, goingAt, state);
  const missing = changes.flatMap(({ address, selection }) =>
    (selection?.ids ?? []).filter((id) => !safe.has(id)).map((id) => [id, address] as const),
  );
  return new Map(missing);
}

type Delete = Change & { readonly type: 'delete' };

/**
 * A deletion that would leave bare what a refused entry is to take over is refused with it, unless it is forced. Where that
 * entry is only held back the deletion goes on: it may be what makes room for it.
 */
function keptFor(change: Delete, awaited: ReadonlyMap<string, string>, refused: ReadonlySet<string>, state: LiveState): Change {
  const { address, live, force, notes } = change;
  const stays = (state.attached.get(live.id) ?? []).filter((id) => awaited.get(id) !== address && refused.has(awaited.get(id) ?? ''));
  const [keeper] = stays.map((id) => awaited.get(id));
  if (force || keeper === undefined) return change;
  return {
    type: 'kept',
    address,
    live,
    notes,
    reason: `${live.id} protects ${count(stays.length, 'disk')} that ${keeper} is to take over, and ${keeper} is refused: ${choices(stays, 'and')} would be bare.`,
    help: `Do first what the help of ${keeper} says; or write an item of \`removed\` with \`force: true\` for ${address}.`,
  };
}

/**
 * Changes that take nothing off which another entry chooses and will not protect in this run: what is refused or held back
 * there would leave it bare.
 */
export function keepAwaited(changes: readonly Change[], going: readonly Change[], state: LiveState): Change[] {
  const awaited = awaitedIn(changes, going, state);
  if (awaited.size === 0) return [...changes];
  const refused = new Set(changes.filter(({ type }) => type === 'refused').map(({ address }) => address));
  return changes.map((change) => {
    if (change.type === 'delete') return keptFor(change, awaited, refused, state);
    if (change.type !== 'update') return change;
    const stays = change.detach.filter((id) => awaited.has(id) && awaited.get(id) !== change.address);
    if (stays.length === 0) return change;
    const notes = stays.map((id) => `${id} stays attached: ${awaited.get(id)}, which is to take it over, is not carried out.`);
    return { ...change, detach: change.detach.filter((id) => !stays.includes(id)), notes: [...change.notes, ...notes] };
  });
}
