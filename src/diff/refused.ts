import type { Desired } from '../kinds/desired.ts';
import type { Live } from '../kinds/live.ts';
import type { Change } from './change.ts';
import type { FieldDifference } from './compare.ts';
import { show } from './show.ts';

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
