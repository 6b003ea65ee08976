import { compareAttachments, compareTags } from '../diff/compare.ts';
import type { MatchOf } from '../diff/ownership.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Kind } from '../kinds/kind.ts';
import { kindOf } from '../kinds/registry.ts';
import type { Inventory, Need } from '../kinds/targets.ts';

/** The targets that the diff will ask for: of what is to be created, and of selectors. */
export function needsOf(desired: readonly Desired[], isNew: (one: Desired) => boolean): Need[] {
  return desired.flatMap((one) => {
    const kind = kindOf(one.section);
    return [...(isNew(one) ? kind.needs(one.props) : []), ...(kind.attachments?.needs(one.props) ?? [])];
  });
}

/** What is attached and was not chosen. */
export function detachesOf(one: Desired, inventory: Inventory, attached: readonly string[]): readonly string[] {
  return compareAttachments(kindOf(one.section).attachments?.select(one.props, inventory), attached).detach;
}

/** The first resource of a kind whose tags differ from the spec's. */
export function resourceToTag(kind: Kind, desired: readonly Desired[], matchOf: MatchOf): string | undefined {
  for (const one of desired.filter(({ section }) => section === kind.section)) {
    const { live } = matchOf(one);
    if (live !== undefined && compareTags(kind, one, live) !== undefined) return live.id;
  }
  return undefined;
}
