import { count } from '../base/text.ts';
import type { Attachments as KindAttachments } from '../kinds/attachments.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Live } from '../kinds/live.ts';
import type { Props } from '../kinds/desired.ts';
import type { Change } from './change.ts';
import type { FieldDifference } from './compare.ts';
import { show } from './show.ts';

type Attachments = KindAttachments<Props>;

/** A backup of another target under the same address and occurrence: it is never replaced. */
export function targetChanged(desired: Desired, live: Live, refused: NonNullable<FieldDifference['refused']>): Change {
  return {
    type: 'refused',
    address: desired.address,
    desired,
    live,
    field: refused.field,
    reason: `${desired.address} was already taken (${live.id}) with ${refused.field} ${show(refused.before)}, and the spec now has ${show(refused.after)}.`,
    help: `A backup is never replaced. Give the new target its own key, or another occurrence (now ${JSON.stringify(desired.occurrence)}); the old backup then remains as history.`,
    notes: [],
  };
}

/** A selector that selects nothing while something is attached: all of it would lose this protection. */
export function selectsNothing(desired: Desired, live: Live, attached: readonly string[], { field, target: what }: Attachments): Change {
  return {
    type: 'refused',
    address: desired.address,
    desired,
    live,
    field,
    reason: `${field} of ${desired.address} selects nothing, and ${count(attached.length, what)} would lose this protection.`,
    help: 'Check the ids and tags of the selector, the region and the account. To stop protecting on purpose, remove them one by one or remove the field.',
    notes: [],
  };
}
