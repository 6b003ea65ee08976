import type { Change } from '../diff/change.ts';
import type { Finding } from '../diff/finding.ts';
import type { Gate } from './gate.ts';
import type { Held, Operation } from './plan.ts';

/** What findings keep from being done, by the address of an entry. */
export type Holds = {
  /** Entries of which nothing is done, with the finding's message. */
  readonly entries: ReadonlyMap<string, string>;
  /** Entries that take nothing off, with the finding's message. */
  readonly detaches: ReadonlyMap<string, string>;
  /** Disks that are left out of what an entry attaches. */
  readonly ids: ReadonlyMap<string, ReadonlySet<string>>;
};

/** The trouble of one disk is that of the disk, and the trouble of one entry is its own. */
export function holdsOf(findings: readonly Finding[]): Holds {
  const entries = new Map<string, string>();
  const detaches = new Map<string, string>();
  const ids = new Map<string, Set<string>>();
  for (const { diagnostic, address, about, holdsDetaches } of findings) {
    const isError = diagnostic.severity === 'error';
    if (isError && about.length === 0) entries.set(address, diagnostic.message);
    if (holdsDetaches || (isError && about.length > 0)) detaches.set(address, diagnostic.message);
    if (isError && about.length > 0) ids.set(address, new Set([...(ids.get(address) ?? []), ...about]));
  }
  return { entries, detaches, ids };
}

/** A change without the disks that cannot be attached. */
export function withoutBlocked(change: Change, { ids }: Holds): Change {
  const blocked = ids.get(change.address);
  if (blocked === undefined || (change.type !== 'create' && change.type !== 'update')) return change;
  return { ...change, attach: change.attach.filter((id) => !blocked.has(id)) };
}

/** The changes without what is held back for another reason: that takes nothing away in this run, and protects nothing. */
export function goingOn(changes: readonly Change[], { entries, detaches }: Holds): Change[] {
  return changes
    .filter(({ address }) => !entries.has(address))
    .map((change) => (change.type === 'update' && detaches.has(change.address) ? { ...change, detach: [] } : change));
}

function heldBy({ address, action, risk }: Operation, holds: Holds, gate: Gate): Held | undefined {
  const trouble = holds.entries.get(address) ?? (action === 'detach' ? holds.detaches.get(address) : undefined);
  if (trouble !== undefined) return { cause: 'failed', reason: trouble };
  const isReduction = risk === 'reduces-protection' || risk === 'irreversible';
  return isReduction && !gate.passed ? { cause: 'refused', reason: gate.notes.join(' ') } : undefined;
}

/** Marks the operations that this run does not send, and those that need one of them. */
export function withHolds(operations: readonly Operation[], holds: Holds, gate: Gate): Operation[] {
  const held = new Map<string, Held>();
  return operations.map((operation) => {
    const first = operation.after.find((id) => held.has(id));
    const needed =
      first === undefined ? undefined : { cause: held.get(first)?.cause ?? 'failed', reason: `It needs ${first}, which is held back.` };
    const why = heldBy(operation, holds, gate) ?? needed;
    if (why === undefined) return operation;
    held.set(operation.id, why);
    return { ...operation, held: why };
  });
}
