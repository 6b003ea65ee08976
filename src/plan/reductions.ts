import type { Change } from '../diff/change.ts';
import type { LiveState } from '../diff/live-state.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Live } from '../kinds/live.ts';
import { kindOf } from '../kinds/registry.ts';

type Update = Change & { readonly type: 'update' };

/** Protection that a plan takes away. What counts is what loses it, not how many calls that takes. */
export type Reduction = {
  readonly address: string;
  /** How it comes about. */
  readonly by: 'modify' | 'detach';
  /** What is lost, as words that follow "loses". */
  readonly loses: string;
  /** How many lose it. */
  readonly count: number;
  /** Which ones, where that is known. */
  readonly ids?: readonly string[];
};

/** What selects and protects: an entry of the spec, and what will be attached to it. */
type Protector = { readonly desired: Desired; readonly ids: ReadonlySet<string> };

function protectorsIn(changes: readonly Change[], state: LiveState): Protector[] {
  return changes.flatMap((change): Protector[] => {
    if (change.type === 'unmanaged' || change.type === 'closed' || kindOf(change.desired.section).attachments === undefined) return [];
    if (change.type === 'create') return [{ desired: change.desired, ids: new Set(change.attach) }];
    if (change.live === undefined) return [];
    const attached = new Set(state.attached.get(change.live.id));
    if (change.type === 'update') {
      for (const id of change.attach) attached.add(id);
      for (const id of change.detach) attached.delete(id);
    }
    return [{ desired: change.desired, ids: attached }];
  });
}

/** Whether another entry protects it no less well than what it is taken off from. */
function isMoved(id: string, from: Live, desired: Desired, protectors: readonly Protector[]): boolean {
  const losses = kindOf(desired.section).losses;
  return protectors.some(
    (other) =>
      other.desired.section === desired.section &&
      other.desired.address !== desired.address &&
      other.ids.has(id) &&
      (losses?.(from.props, other.desired.props) ?? []).length === 0,
  );
}

/** Ids that are taken off and end under an entry that protects them no less well, by the address that loses them. */
export type Moved = ReadonlyMap<string, ReadonlySet<string>>;

export function movedIn(changes: readonly Change[], state: LiveState): Moved {
  const protectors = protectorsIn(changes, state);
  const losing = changes.filter((change): change is Update => change.type === 'update' && change.detach.length > 0);
  return new Map(
    losing.map(({ address, live, desired, detach }) => [address, new Set(detach.filter((id) => isMoved(id, live, desired, protectors)))]),
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
  const ids = change.detach.filter((id) => !moved.get(change.address)?.has(id));
  return ids.length === 0 ? [] : [{ address: change.address, by: 'detach', loses: 'this protection', count: ids.length, ids }];
}

/** All that loses protection by these changes. A resource that protects nothing loses none. */
export function reductionsOf(changes: readonly Change[], state: LiveState): Reduction[] {
  const moved = movedIn(changes, state);
  return changes.flatMap((change) => (change.type === 'update' ? [...modifications(change, state), ...detachments(change, moved)] : []));
}

/** The entries that protect something now and will protect nothing. */
export function emptied(changes: readonly Change[], state: LiveState): string[] {
  return changes.flatMap((change) => {
    if (change.type !== 'update' || change.detach.length === 0 || change.attach.length > 0) return [];
    const attached = state.attached.get(change.live.id) ?? [];
    return attached.every((id) => change.detach.includes(id)) ? [change.address] : [];
  });
}
