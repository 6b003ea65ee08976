import type { Change } from '../diff/change.ts';
import type { Finding, Part } from '../diff/finding.ts';
import type { Gate } from './gate.ts';
import type { Action, Held, Operation } from './plan.ts';

/** Actions of an entry that are held back, and why; all of them where none are named. */
type Hold = { readonly actions?: readonly Action[]; readonly reason: string };

/** What findings keep from being done, by the address of an entry. */
export type Holds = {
  readonly holds: ReadonlyMap<string, readonly Hold[]>;
  /** Disks that are left out of what an entry attaches. */
  readonly ids: ReadonlyMap<string, ReadonlySet<string>>;
};

/** The actions that a part stands for. While something cannot be attached, nothing is taken off. */
const actionsOf: { readonly [P in Part]: Pick<Hold, 'actions'> } = {
  create: {},
  modify: { actions: ['modify'] },
  tag: { actions: ['tag', 'untag'] },
  attach: { actions: ['attach', 'reattach', 'detach'] },
};

function holdOf({ diagnostic, about, blocks, holdsDetaches }: Finding): Hold | undefined {
  const reason = diagnostic.message;
  const isError = diagnostic.severity === 'error';
  if (isError && about.length === 0) return { ...(blocks && actionsOf[blocks]), reason };
  return isError || holdsDetaches ? { actions: ['detach'], reason } : undefined;
}

/** The trouble of one disk is that of the disk, and the trouble of one entry is its own. */
export function holdsOf(findings: readonly Finding[]): Holds {
  const holds = new Map<string, Hold[]>();
  const ids = new Map<string, Set<string>>();
  for (const finding of findings) {
    const { diagnostic, address, about } = finding;
    const hold = holdOf(finding);
    if (hold !== undefined) holds.set(address, [...(holds.get(address) ?? []), hold]);
    if (diagnostic.severity === 'error' && about.length > 0) ids.set(address, new Set([...(ids.get(address) ?? []), ...about]));
  }
  return { holds, ids };
}

/** Why an action of an entry is held back; undefined where it is not. */
const reasonOf = ({ holds }: Holds, address: string, action: Action): string | undefined =>
  holds.get(address)?.find(({ actions }) => actions === undefined || actions.includes(action))?.reason;

/** A change without the disks that cannot be attached. */
export function withoutBlocked(change: Change, { ids }: Holds): Change {
  const blocked = ids.get(change.address);
  if (blocked === undefined || (change.type !== 'create' && change.type !== 'update')) return change;
  return { ...change, attach: change.attach.filter((id) => !blocked.has(id)) };
}

/** The changes without what is held back for another reason: that takes nothing away in this run, and protects nothing. */
export function goingOn(changes: readonly Change[], holds: Holds): Change[] {
  const isHeld = (address: string, action: Action): boolean => reasonOf(holds, address, action) !== undefined;
  return changes
    .filter(({ type, address }) => !(type === 'create' && isHeld(address, 'create')))
    .map((change) => {
      if (change.type !== 'create' && change.type !== 'update') return change;
      const attach = isHeld(change.address, 'attach') ? [] : change.attach;
      if (change.type === 'create') return { ...change, attach };
      const kept = isHeld(change.address, 'modify') ? { fields: [], losses: [] } : {};
      return { ...change, ...kept, attach, detach: isHeld(change.address, 'detach') ? [] : change.detach };
    });
}

function heldBy({ address, action, risk }: Operation, holds: Holds, gate: Gate): Held | undefined {
  const trouble = reasonOf(holds, address, action);
  if (trouble !== undefined) return { cause: 'failed', reason: trouble };
  const isReduction = risk === 'reduces-protection' || risk === 'irreversible';
  return isReduction && !gate.passed ? { cause: 'refused', reason: gate.notes.join(' ') } : undefined;
}

/** Marks the operations that this run does not send, and those that need one of them. */
export function withHolds(operations: readonly Operation[], holds: Holds, gate: Gate): Operation[] {
  const held = new Map<string, Held>();
  return operations.map((operation) => {
    const first = operation.after.find((id) => held.has(id));
    const cause = held.get(first ?? '')?.cause;
    const needed: Held | undefined = cause && { cause, reason: `It needs ${first}, which is held back.` };
    const why = heldBy(operation, holds, gate) ?? needed;
    if (why === undefined) return operation;
    held.set(operation.id, why);
    return { ...operation, held: why };
  });
}
