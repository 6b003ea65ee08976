import type { Change } from '../diff/change.ts';
import type { LiveState } from '../diff/live-state.ts';
import { proofOf } from '../diff/ownership-proof.ts';
import type { Place } from '../diff/ownership-proof.ts';
import type { Props } from '../kinds/desired.ts';
import type { Live } from '../kinds/live.ts';

/** What a target is attached to besides: something live, or an entry of this plan. */
export type Holder = { readonly id: string; readonly text: string; readonly props: Props; readonly ours: boolean };

/** A target that an entry attaches, and what holds it already. */
export type Attaching = { readonly id: string; readonly holders: readonly Holder[] };

/** Whose a live resource is, in words: anybody can write tags, so that only what they prove is told as a fact. */
function whoseText({ owner, marks = [] }: Live, stack: string, isProven: boolean): string {
  if (owner === undefined) return marks.length === 0 ? 'of no stack' : 'its tags do not prove whose it is';
  const named = `${owner.address} of ${owner.stack === stack ? 'this stack' : `stack ${owner.stack}`}`;
  return isProven ? named : `its tags name ${named} and do not prove it`;
}

function holderOf(live: Live, stack: string, place: Place): Holder {
  const { id, owner, props } = live;
  const isProven = proofOf(live, undefined, place) !== undefined;
  const name = typeof props['name'] === 'string' && props['name'] !== '' ? `${props['name']}, ` : '';
  return { id, text: `${id} (${name}${whoseText(live, stack, isProven)})`, props, ours: isProven && owner?.stack === stack };
}

/** What the plan detaches, or takes off with what it deletes, by resource and target. */
const detachedBy = (changes: readonly Change[], { attached }: LiveState): ReadonlySet<string> =>
  new Set(
    changes.flatMap((change) => {
      if (change.type !== 'update' && change.type !== 'delete') return [];
      const ids = change.type === 'update' ? change.detach : (attached.get(change.live.id) ?? []);
      return ids.map((id) => `${change.live.id} ${id}`);
    }),
  );

/** The holders of each target, without those that let go of it in this plan. */
export function holdersOf(section: string, stack: string, changes: readonly Change[], state: LiveState): Map<string, Holder[]> {
  const detached = detachedBy(changes, state);
  const holders = new Map<string, Holder[]>();
  const all = state.live.filter((live) => live.section === section).sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const one of all) {
    const holder = holderOf(one, stack, state);
    for (const target of state.attached.get(one.id) ?? [])
      if (!detached.has(`${one.id} ${target}`)) holders.set(target, [...(holders.get(target) ?? []), holder]);
  }
  return holders;
}
