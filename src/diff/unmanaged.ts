import type { Diagnostic } from '../base/diagnostic.ts';
import { count } from '../base/text.ts';
import { kindOf } from '../kinds/registry.ts';
import type { Change } from './change.ts';
import type { OwnershipScope } from './ownership-match.ts';
import { itemNaming } from './removal-items.ts';
import type { Proven } from './ownership-tagged.ts';

/** What it still does, and the ways on. */
function notesOf({ live, address, occurrence }: Proven): string[] {
  const { removing, lifecycle } = kindOf(live.section);
  const removed = itemNaming(live, address, occurrence);
  return [
    ...(removing ? [removing.stillDoes(live)] : []),
    `To have it deleted, write ${removed}${lifecycle === 'standing' ? ' or use --prune' : ''}; where the entry has another name now, \`moved: [{from: ${address}, to: ${live.section}/…}]\`.`,
  ];
}

/** What the stack owns and this spec lacks, without what goes anyway. */
export function unmanagedChanges(all: readonly Proven[], scope: OwnershipScope, going: ReadonlySet<string>): Change[] {
  const declared = new Set(scope.desired.map(({ address }) => address));
  return all
    .filter((one) => !declared.has(one.address) && !going.has(one.live.id))
    .sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : 0))
    .map((one): Change => ({ type: 'unmanaged', address: one.address, live: one.live, notes: notesOf(one) }));
}

/** Most of what the stack owns is not in this spec: its name, or the repository, is most likely another one's. */
export function mostlyUnmanaged(changes: readonly Change[], scope: OwnershipScope, proven: readonly Proven[]): Diagnostic[] {
  const lacking = new Set(changes.filter(({ type }) => type === 'unmanaged').map(({ address }) => address));
  const all = new Set(proven.map(({ address }) => address));
  // A single one says of itself that it is unmanaged, and what to do.
  if (lacking.size < 2 || lacking.size * 2 <= all.size) return [];
  return [
    {
      code: 'stack-mostly-unmanaged',
      severity: 'warning',
      message: `The stack ${scope.stack} owns ${count(all.size, 'entry', 'entries')} in ${scope.region}, and this spec lacks ${lacking.size} of them.`,
      help: `Most often a second repository uses the same stack, or its entries were renamed. Give each repository a stack of its own; name what was renamed in \`moved\`, and what is to go in \`removed\`.`,
    },
  ];
}
