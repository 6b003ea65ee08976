import { sameJson } from '../base/json.ts';
import type { Json } from '../base/json.ts';
import { entryFacets } from './facets.ts';
import type { Compared } from './compared.ts';
import type { PlanEntry } from './plan.ts';

/** One difference of an entry: a field, something attached, or what is done about all of it. */
type Facet = { readonly field: string; readonly before: Json; readonly after: Json };

/** What is done about an entry as a whole. */
function wholeFacet({ outcome, id, address, refusal }: PlanEntry): Facet | undefined {
  if (refusal !== undefined) return { field: 'refusal', before: null, after: refusal.reason };
  switch (outcome) {
    case 'create':
      return { field: 'entry', before: 'absent', after: 'declared' };
    case 'unmanaged':
      return { field: 'entry', before: 'present', after: 'not declared' };
    case 'adopt':
      return { field: 'adopt', before: null, after: id ?? null };
    case 'move':
      return { field: 'moved', before: null, after: address };
    case 'delete':
    case 'forget':
      return { field: 'removed', before: 'present', after: outcome === 'delete' ? 'deleted' : 'forgotten' };
    case 'update':
    case 'unchanged':
    case 'closed':
    case 'refused':
      return undefined;
    default:
      return outcome satisfies never;
  }
}

function facetsOf(entry: PlanEntry): Facet[] {
  const whole = wholeFacet(entry);
  // A new one is attached to as it is made: that is no difference of its own.
  if (entry.outcome === 'create') return whole ? [whole] : [];
  const attachment = (id: string, before: Json, after: Json): Facet => ({ field: `attachment of ${id}`, before, after });
  return [
    ...(whole ? [whole] : []),
    ...entryFacets(entry).map(({ field, before, after }) => ({ field, before, after })),
    ...entry.attach.map((id) => attachment(id, 'not attached', 'attached')),
    ...entry.detach.map((id) => attachment(id, 'attached', 'not attached')),
  ];
}

const declares = ({ outcome }: PlanEntry): boolean => !['unmanaged', 'delete', 'forget', 'adopt', 'move'].includes(outcome);

/** An entry by what it owns: its address may be another one in the other commit. */
const names = ({ id, address }: PlanEntry): readonly [string, ...string[]] => (id === undefined ? [address] : [id, address]);

const keyOf = (entry: PlanEntry, field: string): string => JSON.stringify([names(entry)[0], field]);

/** What the spec of the other commit says, where that would change nothing here: what is there, or nothing where it lacks the entry. */
function unchangedBase({ outcome }: PlanEntry, { field, before }: Facet, isDeclared: boolean): Pick<Compared, 'base'> {
  if (!isDeclared) return {};
  if (field !== 'entry') return { base: before };
  return { base: outcome === 'create' ? 'declared otherwise' : 'declared' };
}

/**
 * Tells each difference between a spec and the cloud by what the spec as another commit has it would change in the same
 * cloud: what that changes too comes from the cloud, what it does not from the edit.
 * @param sameMeaning whether both specs declare an address alike
 */
export function compareWith(
  entries: readonly PlanEntry[],
  base: readonly PlanEntry[],
  sameMeaning: (address: string) => boolean,
): readonly Compared[] {
  const facets = new Map(base.flatMap((entry) => facetsOf(entry).map((facet) => [keyOf(entry, facet.field), facet] as const)));
  const declared = new Set(base.filter(declares).flatMap(names));
  const compared = (entry: PlanEntry, facet: Facet): Compared => {
    const { field, before: live, after: spec } = facet;
    const { address, outcome } = entry;
    const other = facets.get(keyOf(entry, field));
    if (other === undefined) {
      const isDeclared = names(entry).some((name) => declared.has(name));
      return { address, field, origin: 'edited', live, spec, ...unchangedBase(entry, facet, isDeclared) };
    }
    const isSame = outcome === 'create' ? sameMeaning(address) : sameJson(other.after, spec);
    const said = outcome === 'create' && !isSame ? 'declared otherwise' : other.after;
    return { address, field, origin: isSame ? 'cloud' : 'both', live, spec, base: said };
  };
  return entries.flatMap((entry) => facetsOf(entry).map((facet) => compared(entry, facet)));
}
