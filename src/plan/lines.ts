import type { Plan, PlanEntry } from './plan.ts';

/** What a line of a plan is about: an entry itself, marks that something gets, or something that is to go. */
export function aboutOf({ outcome, place }: Pick<PlanEntry, 'outcome' | 'place'>): 'entry' | 'marks' | 'removal' {
  if (outcome === 'adopt' || outcome === 'move') return 'marks';
  const goes = outcome === 'delete' || outcome === 'forget';
  // What is to go and stays is refused, and no entry of the spec declares it.
  return goes || (outcome === 'refused' && place === undefined) ? 'removal' : 'entry';
}

/** What a plan says of an entry itself, or of what stays of one that is to go. */
export const entryAt = (address: string, { entries }: Plan): PlanEntry | undefined =>
  entries.find((one) => one.address === address && aboutOf(one) !== 'marks' && one.outcome !== 'delete' && one.outcome !== 'forget');
