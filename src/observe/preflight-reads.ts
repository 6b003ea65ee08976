import type { Desired } from '../kinds/desired.ts';
import { instancesOf } from '../kinds/disk-checks.ts';
import type { Live } from '../kinds/live.ts';
import { kindOf, kinds } from '../kinds/registry.ts';
import type { Inventory, Need } from '../kinds/targets.ts';

/** A desired entry, whether it is to be created, and what is to be attached to it. */
export type Prospect = { readonly one: Desired; readonly isNew: boolean; readonly attach: readonly string[] };

/** The entries with what is attached to each now; nothing of those whose attachments the spec does not manage. */
export function prospectsOf(
  desired: readonly Desired[],
  inventory: Inventory,
  liveOf: (one: Desired) => Live | undefined,
  attachedTo: (id: string) => readonly string[],
): Prospect[] {
  return desired.map((one) => {
    const { attachments } = kindOf(one.section);
    const live = liveOf(one);
    const managed = attachments !== undefined && one.props[attachments.field] !== null;
    const selected = managed ? attachments.select(one.props, inventory).ids : [];
    const attached = new Set(live === undefined ? [] : attachedTo(live.id));
    return { one, isNew: live === undefined, attach: selected.filter((id) => !attached.has(id)) };
  });
}

/** The targets that preflight looks at beyond those that are named. */
export function preflightNeeds(prospects: readonly Prospect[], inventory: Inventory): Need[] {
  return prospects.flatMap(({ one, isNew, attach }) => [
    ...(isNew ? (kindOf(one.section).preflight?.needs?.(one.props, inventory) ?? []) : []),
    ...(attach.length > 0 ? [instancesOf(attach, inventory)] : []),
  ]);
}

/** Whether a backup of disks is to be taken. */
export const takesDisks = (prospects: readonly Prospect[]): boolean =>
  prospects.some(({ one, isNew }) => isNew && kindOf(one.section).preflight?.takes !== undefined);

/** Live resources, of whomever, whose attachments count where something is to be attached: a target can have few of a kind. */
export function alsoAttaching(prospects: readonly Prospect[], live: readonly Live[]): Live[] {
  const attaching = new Set(prospects.filter(({ attach }) => attach.length > 0).map(({ one }) => one.section));
  return kinds.flatMap(({ section, attachments }) =>
    attaching.has(section) && attachments ? live.filter((one) => one.section === section && attachments.countOf(one) > 0) : [],
  );
}
