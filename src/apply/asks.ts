import type { Ask } from './sighting.ts';

/** Targets that are asked for one by one; beyond it a listing of the kind is fewer calls. */
const mostTargets = 20;

const askKey = (ask: Ask): string => JSON.stringify(ask);

/** The asks of several operations as one list: ids of a kind together, and many targets as all of the kind. */
export function merged(asks: readonly Ask[]): Ask[] {
  const others = new Map<string, Ask>();
  const ids = new Map<string, Set<string>>();
  const targets = new Map<string, Ask[]>();
  for (const ask of asks)
    if (ask.of === 'ids') ids.set(ask.section, new Set([...(ids.get(ask.section) ?? []), ...ask.ids]));
    else if (ask.of === 'target') targets.set(ask.section, [...(targets.get(ask.section) ?? []), ask]);
    else others.set(askKey(ask), ask);
  const near = [...targets].flatMap(([section, list]): Ask[] => {
    const distinct = [...new Map(list.map((one) => [askKey(one), one])).values()];
    return distinct.length > mostTargets ? [{ of: 'kind', section }] : distinct;
  });
  return [...others.values(), ...near, ...[...ids].map(([section, set]): Ask => ({ of: 'ids', section, ids: [...set] }))];
}

/** Whether what a look reads holds what was asked for. */
export function covers(look: Ask, ask: Ask): boolean {
  if (look.section !== ask.section) return false;
  if (look.of === 'kind') return ask.of === 'kind' || ask.of === 'target';
  if (look.of === 'ids') return ask.of === 'ids';
  return askKey(look) === askKey(ask);
}
