import type { Change } from './change.ts';
import type { LiveState } from './live-state.ts';
import type { Kind } from '../kinds/kind.ts';
import { kinds } from '../kinds/registry.ts';

/** A target at its limit that goes from one resource of the stack to another: it is taken off first, for there is no room for both. */
export type Reattachment = {
  readonly target: string;
  /** The entry that takes it over. */
  readonly to: string;
  readonly from: { readonly id: string; readonly address: string };
  /** How many resources a target can be attached to. */
  readonly limit: number;
};

/** What comes of the limits of targets. */
export type Room = {
  readonly reattached: readonly Reattachment[];
  /** Targets that cannot be attached to anything more, while nothing of this plan lets go of them. */
  readonly full: readonly { readonly target: string; readonly to: string; readonly limit: number }[];
};

type Attaching = Change & { readonly type: 'create' | 'update' };
type Leaving = Reattachment['from'];

/** How many resources each target is attached to, whoever they belong to. */
function countsOf({ section }: Kind, { live, attached }: LiveState): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of live)
    if (one.section === section) for (const id of attached.get(one.id) ?? []) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** What lets go of each target: the resources that it is detached from, and those that are deleted. */
function leavingOf({ section }: Kind, changes: readonly Change[], { attached }: LiveState): Map<string, Leaving[]> {
  const leaving = new Map<string, Leaving[]>();
  for (const change of changes) {
    if ((change.type !== 'update' && change.type !== 'delete') || change.live.section !== section) continue;
    const { address, live } = change;
    const ids = change.type === 'update' ? change.detach : (attached.get(live.id) ?? []);
    for (const id of ids) leaving.set(id, [...(leaving.get(id) ?? []), { id: live.id, address }]);
  }
  return leaving;
}

function roomOfKind(kind: Kind, changes: readonly Change[], state: LiveState): Room {
  const limit = kind.attachments?.quota.max ?? Number.POSITIVE_INFINITY;
  const isAttaching = (one: Change): one is Attaching =>
    (one.type === 'create' || one.type === 'update') && one.desired.section === kind.section && one.attach.length > 0;
  const attaching = changes.filter(isAttaching);
  if (attaching.length === 0) return { reattached: [], full: [] };
  const counts = countsOf(kind, state);
  const leaving = leavingOf(kind, changes, state);
  const reattached: Reattachment[] = [];
  const full: Room['full'][number][] = [];
  for (const { address: to, attach } of attaching)
    for (const target of attach) {
      const many = counts.get(target) ?? 0;
      const from = many < limit ? undefined : leaving.get(target)?.shift();
      if (many < limit) counts.set(target, many + 1);
      else if (from === undefined) full.push({ target, to, limit });
      else reattached.push({ target, to, from, limit });
    }
  return { reattached, full };
}

/**
 * Whether there is room for what changes attach: what is attached comes before what is taken off, so that a target counts
 * under both meanwhile. Where it is at its limit, and a resource of the stack lets go of it, it is taken off that one first.
 */
export function attachmentRoom(changes: readonly Change[], state: LiveState): Room {
  const rooms = kinds.filter(({ attachments }) => attachments !== undefined).map((kind) => roomOfKind(kind, changes, state));
  return { reattached: rooms.flatMap(({ reattached }) => reattached), full: rooms.flatMap(({ full }) => full) };
}
