import { compareAttachments } from '../diff/compare.ts';
import type { Desired } from '../kinds/desired.ts';
import { kindOf } from '../kinds/registry.ts';
import { anyId, anyInventory } from './any.ts';

/** Ids that an entry may attach and detach; `*` where they are not known before the cloud is read. */
export type PossibleAttachments = { readonly attach: readonly string[]; readonly detach: readonly string[] };

const nothing: PossibleAttachments = { attach: [], detach: [] };

/** What the selector of an entry may come to, whatever the targets are. */
export function possibleAttachments({ section, props }: Desired): PossibleAttachments {
  const { attachments } = kindOf(section);
  if (attachments === undefined || props[attachments.field] === null) return nothing;
  const needs = attachments.needs(props);
  const inventory = anyInventory(needs);
  const selection = attachments.select(props, inventory);
  const left = new Set(selection.excluded);
  const named = needs.flatMap((need) => ('ids' in need ? need.ids : [anyId]));
  // Whatever is attached already: what is named, and something that nothing selects.
  const { detach } = compareAttachments(selection, [...inventory[attachments.target].keys()]);
  const leavesOutUnknown = selection.items.some(({ list, by }) => list === 'not' && by !== 'id');
  return {
    attach: named.filter((id) => !left.has(id)),
    detach: detach.includes(anyId) || leavesOutUnknown ? [anyId] : detach,
  };
}
