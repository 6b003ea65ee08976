import type { Desired } from '../kinds/desired.ts';
import { kindOf } from '../kinds/registry.ts';
import { adoptionChange, missingAdoption } from './adoption-changes.ts';
import type { Change } from './change.ts';
import { changeOf, selected, withPast, withTwins } from './entry-changes.ts';
import { aboutEntry, selectionFinding } from './finding.ts';
import type { Finding } from './finding.ts';
import type { LiveState } from './live-state.ts';
import { movesOf } from './moves.ts';
import { owned } from './ownership.ts';
import { formerNames, ownershipScope } from './ownership-scope.ts';
import { removalChanges } from './removal-changes.ts';
import { removalsOf } from './removals.ts';
import { mostlyUnmanaged, unmanagedChanges } from './unmanaged.ts';
import { noWays } from './ways.ts';
import type { Ways } from './ways.ts';

/** Changes, and findings about the spec that only the live state shows. */
export type Difference = { readonly changes: readonly Change[]; readonly findings: readonly Finding[] };

/**
 * Compares desired entries with the live state, field by field in canonical form.
 * @param now milliseconds since 1970, for `takeUntil`
 */
export function diff(desired: readonly Desired[], live: LiveState, stack: string, now: number, ways: Ways = noWays): Difference {
  const scope = ownershipScope(stack, live, desired, ways);
  const removals = removalChanges(removalsOf(ways, live.live, scope, live.matchOf), live);
  const going = new Set(removals.changes.filter(({ type }) => type !== 'kept').map((one) => one.live.id));
  const letGo = ways.removed.flatMap(({ id, forget }) => (forget && id !== undefined ? [id] : []));
  const moves = movesOf(ways.moved, live.live, scope, live.matchOf, live.untaggable);
  const findings: Finding[] = [];
  const changes = desired.flatMap((one): Change[] => {
    const kind = kindOf(one.section);
    const match = live.matchOf(one);
    const selection = selected(kind, one, live);
    findings.push(...(selection?.issues ?? []).map((found) => selectionFinding(found, one)), ...missingAdoption(one, match));
    const found = changeOf(kind, one, match, selection, live, { now, going });
    const change = withTwins(withPast(found, formerNames(one.address, scope), letGo), match, going);
    return [...adoptionChange(one, match, change), selection === undefined ? change : { ...change, selection }];
  });
  const named = new Set(removals.changes.map((one) => one.live.id));
  const all = owned(live.live, scope);
  const others = unmanagedChanges(all, scope, named);
  // Of an entry that is refused nothing is changed, its marks neither.
  const refused = new Set(changes.filter(({ type }) => type === 'refused').map(({ address }) => address));
  const moving = moves.changes.filter(({ address }) => !refused.has(address));
  const notes = [...removals.notes, ...moves.notes, ...mostlyUnmanaged(others, scope, all)];
  return {
    changes: [...moving, ...changes, ...others, ...removals.changes],
    findings: [...findings, ...notes.map((note) => aboutEntry(note, ''))],
  };
}
