import type { Live } from '../kinds/live.ts';
import { kindOf } from '../kinds/registry.ts';
import type { Removal } from '../spec/spec.ts';
import { membersIn, owned } from './ownership.ts';
import type { MatchOf, OwnershipScope } from './ownership-match.ts';
import { isInert } from './prunable.ts';
import { byAddress, byId } from './removal-items.ts';
import type { Refused, Target, World } from './removal-items.ts';
import type { Ways } from './ways.ts';

export type { Refused, Target } from './removal-items.ts';

/** What `removed` and `--prune` come to, before the state of what they name is looked at. */
export type Removals = {
  readonly targets: readonly Target[];
  readonly refused: readonly Refused[];
  /** Items of `removed` that nothing is left to do for. */
  readonly done: readonly Removal[];
};

/** Unmanaged policies, and duplicates that protect nothing and have the settings of their entry. Never backups. */
function pruned({ proven, scope, matchOf }: World): Target[] {
  const declared = new Set(scope.desired.map(({ address }) => address));
  const standing = (section: string): boolean => kindOf(section).lifecycle === 'standing';
  const gone = proven.filter(({ live, address }) => standing(live.section) && !declared.has(address));
  const twins = scope.desired
    .filter(({ section }) => standing(section))
    .flatMap((entry) => {
      const { live, twins: others } = matchOf(entry);
      return live === undefined ? [] : others.filter((one) => isInert(entry, one)).map((one) => ({ live: one, address: entry.address }));
    });
  return [...gone, ...twins].map(({ live, address }) => ({ live, address, force: false, forget: false }));
}

/** What is asked to go, each once. */
export function removalsOf({ removed, prune }: Ways, live: readonly Live[], scope: OwnershipScope, matchOf: MatchOf): Removals {
  if (removed.length === 0 && !prune) return { targets: [], refused: [], done: [] };
  const proven = owned(live, scope);
  const world: World = {
    live,
    byId: new Map(live.map((one) => [one.id, one])),
    proven,
    provenById: new Map(proven.map((one) => [one.live.id, one])),
    members: membersIn(live),
    scope,
    matchOf,
  };
  const found = removed.map((item) => ({ item, ...(item.id === undefined ? byAddress(item, world) : byId(item, world)) }));
  const targets = [...found.flatMap((one) => one.targets ?? []), ...(prune ? pruned(world) : [])];
  return {
    targets: [...new Map(targets.reverse().map((one) => [one.live.id, one])).values()].reverse(),
    refused: found.flatMap((one) => one.refused ?? []),
    done: found.filter((one) => (one.targets ?? []).length + (one.refused ?? []).length === 0).map(({ item }) => item),
  };
}
