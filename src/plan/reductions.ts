import { groupBy } from '../base/group-by.ts';
import { count as many } from '../base/text.ts';
import type { Reattachment } from '../diff/attachment-room.ts';
import type { Change } from '../diff/change.ts';
import type { LiveState } from '../diff/live-state.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Live } from '../kinds/live.ts';
import { kindOf } from '../kinds/registry.ts';

type Update = Change & { readonly type: 'update' };
type Delete = Change & { readonly type: 'delete' };

/** Protection that a plan takes away. What counts is what loses it, not how many calls that takes. */
export type Reduction = {
  readonly address: string;
  /** How it comes about. */
  readonly by: 'modify' | 'detach' | 'reattach' | 'delete';
  /** What is counted, where it is not what a policy protects: backups that are deleted. */
  readonly unit?: 'backup';
  /** What is lost, as words that follow "loses". */
  readonly loses: string;
  /** How many lose it. */
  readonly count: number;
  /** Which ones, where that is known. */
  readonly ids?: readonly string[];
};

/** What selects and protects: an entry of the spec, and what will be attached to it. */
type Protector = { readonly desired: Desired; readonly live?: Live; readonly ids: ReadonlySet<string> };

function protectorsIn(changes: readonly Change[], state: LiveState): Protector[] {
  return changes.flatMap((change): Protector[] => {
    if (!('desired' in change) || change.type === 'closed' || kindOf(change.desired.section).attachments === undefined) return [];
    if (change.type === 'create') return [{ desired: change.desired, ids: new Set(change.attach) }];
    if (change.live === undefined) return [];
    const attached = new Set(state.attached.get(change.live.id));
    if (change.type === 'update') {
      for (const id of change.attach) attached.add(id);
      for (const id of change.detach) attached.delete(id);
    }
    return [{ desired: change.desired, live: change.live, ids: attached }];
  });
}

/** The address of another entry that protects it: no less well than what it is taken off from, or in any way. */
function keeperOf(id: string, from: Live, protectors: readonly Protector[], how: 'as well' | 'at all'): string | undefined {
  const losses = how === 'as well' ? kindOf(from.section).losses : undefined;
  return protectors.find(
    (other) =>
      other.desired.section === from.section &&
      other.live?.id !== from.id &&
      other.ids.has(id) &&
      (losses?.(from.props, other.desired.props) ?? []).length === 0,
  )?.desired.address;
}

/** Ids that are taken off and the address of the entry that protects them, by the id of what loses them. */
export type Moved = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * What is taken off and another entry protects.
 * @param how no less well, so that it loses nothing; or in any way, so that it is not without protection
 */
export function movedIn(changes: readonly Change[], state: LiveState, how: 'as well' | 'at all' = 'as well'): Moved {
  const protectors = protectorsIn(changes, state);
  return new Map(
    changes.flatMap((change) => {
      const losing = change.type === 'update' ? change.detach : change.type === 'delete' ? (state.attached.get(change.live.id) ?? []) : [];
      if (losing.length === 0) return [];
      const { live } = change as Update | Delete;
      const kept = losing.flatMap((id) => {
        const keeper = keeperOf(id, live, protectors, how);
        return keeper === undefined ? [] : [[id, keeper] as const];
      });
      return [[live.id, new Map(kept)] as const];
    }),
  );
}

/** What stays under it and loses something by its changed fields. */
function modifications(change: Update, state: LiveState): Reduction[] {
  const { address, desired, live, losses, detach } = change;
  const attached = state.attached.get(live.id);
  const ids = attached?.filter((id) => !detach.includes(id));
  const count = ids?.length ?? kindOf(desired.section).attachments?.countOf(live) ?? 1;
  if (count === 0) return [];
  return losses.map((loses) => ({ address, by: 'modify', loses, count, ...(ids && { ids }) }));
}

function detachments(change: Update, moved: Moved): Reduction[] {
  const ids = change.detach.filter((id) => !moved.get(change.live.id)?.has(id));
  return ids.length === 0 ? [] : [{ address: change.address, by: 'detach', loses: 'this protection', count: ids.length, ids }];
}

/** What goes with something that is deleted: each backup, or each thing that it protects. */
function deletions({ address, live }: Delete, moved: Moved, state: LiveState): Reduction[] {
  if (kindOf(live.section).attachments === undefined)
    return [{ address, by: 'delete', unit: 'backup', loses: 'for ever', count: 1, ids: [live.id] }];
  const ids = (state.attached.get(live.id) ?? []).filter((id) => !moved.get(live.id)?.has(id));
  return ids.length === 0 ? [] : [{ address, by: 'delete', loses: 'this protection', count: ids.length, ids }];
}

/** What is under neither for a moment, although it loses nothing in the end. What loses something anyway is counted as that. */
function reattachments(reattached: readonly Reattachment[], moved: Moved): Reduction[] {
  const counted = reattached.filter(({ target, from }) => moved.get(from.id)?.has(target));
  return [...groupBy(counted, ({ from, to }) => `${from.id} ${to}`).values()].map((group) => {
    const [{ from, to, limit }] = group;
    const loses = `this protection for a moment, until ${to} has it: it is at its limit of ${many(limit, 'policy')}, and so is taken off first`;
    return { address: from.address, by: 'reattach', loses, count: group.length, ids: group.map(({ target }) => target) };
  });
}

/**
 * All that loses protection by these changes. A resource that protects nothing loses none.
 * @param moved what is taken off and loses nothing by it
 * @param reattached what is taken off before it is attached
 */
export function reductionsOf(
  changes: readonly Change[],
  state: LiveState,
  moved: Moved,
  reattached: readonly Reattachment[] = [],
): Reduction[] {
  const lost = changes.flatMap((change) => {
    if (change.type === 'delete') return deletions(change, moved, state);
    return change.type === 'update' ? [...modifications(change, state), ...detachments(change, moved)] : [];
  });
  return [...lost, ...reattachments(reattached, moved)];
}

/** The entries that protect something now and will protect nothing. */
export function emptied(changes: readonly Change[], state: LiveState): string[] {
  return changes.flatMap((change) => {
    if (change.type !== 'delete' && (change.type !== 'update' || change.detach.length === 0 || change.attach.length > 0)) return [];
    const attached = state.attached.get(change.live.id) ?? [];
    const gone = change.type === 'delete' ? attached.length > 0 : attached.every((id) => change.detach.includes(id));
    return gone ? [change.address] : [];
  });
}
