import { isRecord } from '../base/json.ts';
import type { Json } from '../base/json.ts';
import type { Place } from '../base/diagnostic.ts';
import type { Desired } from '../kinds/desired.ts';
import { groupBy } from '../base/group-by.ts';
import { desiredOf, placeOfValue } from './places.ts';
import type { AdviceInput } from './rule.ts';

/** Where a policy names a disk by its id. */
export type Naming = { readonly id: string; readonly policy: Desired; readonly place: Place };

function namings(policy: Desired): Naming[] {
  const disks = policy.props['disks'];
  if (!isRecord(disks)) return [];
  const left = new Set(
    (disks['not'] as readonly Json[]).map((item) => (isRecord(item) && Object.keys(item).length === 1 ? item['id'] : undefined)),
  );
  const found = new Map<string, Naming>();
  for (const [index, item] of (disks['any'] as readonly Json[]).entries()) {
    const id = isRecord(item) ? item['id'] : undefined;
    if (typeof id === 'string' && !left.has(id) && !found.has(id))
      found.set(id, { id, policy, place: placeOfValue(policy, 'disks', 'any', index, 'id') });
  }
  return [...found.values()];
}

/** Disks that several policies name by their id, each with the places. What tags and instances match is known only to the plan. */
export function namedTwice(whole: AdviceInput): readonly (readonly [Naming, ...Naming[]])[] {
  const groups = groupBy(desiredOf(whole, 'policies').flatMap(namings), ({ id }) => id);
  return [...groups.values()].filter((group) => group.length > 1);
}
