import { groupBy } from '../base/group-by.ts';
import { canonicalJson, isRecord, sameJson } from '../base/json.ts';
import type { Json } from '../base/json.ts';
import type { Operation, PlanEntry } from '../plan/plan.ts';
import type { Reduction } from '../plan/reductions.ts';
import { facetsOf } from '../plan/facets.ts';
import { aboutOf } from '../plan/lines.ts';
import type { Changes } from '../plan/facets.ts';
import type { SavedPlan, SavedSpec, SavedVariables } from './saved-plan.ts';

/** What is not as it was when a plan was saved. */
export type Stale = {
  /** The address of an entry; absent for a variable. */
  readonly address?: string;
  readonly field: string;
  readonly planned: Json;
  readonly now: Json;
};

type Outcome = PlanEntry['outcome'];

/** What an outcome may have become because something of the plan was done meanwhile. */
const doneMeanwhile: { readonly [O in Outcome]?: readonly Outcome[] } = { create: ['update', 'unchanged'], update: ['unchanged'] };

/** The differences between two records, by name. */
function recordDifferences<T extends Json>(planned: { readonly [name: string]: T }, now: { readonly [name: string]: T }) {
  const names = [...new Set([...Object.keys(planned), ...Object.keys(now)])].sort();
  const at = (record: { readonly [name: string]: T }, name: string): T | null => (Object.hasOwn(record, name) ? (record[name] as T) : null);
  return names
    .map((name) => ({ name, before: at(planned, name), after: at(now, name) }))
    .filter(({ before, after }) => !sameJson(before, after));
}

const variableDifferences = (planned: SavedVariables, now: SavedVariables): Stale[] =>
  recordDifferences<string | readonly string[]>(planned, now).map(({ name, before, after }) => ({
    field: `variable ${name}`,
    planned: before,
    now: after,
  }));

const specDifferences = (planned: SavedSpec, now: SavedSpec): Stale[] =>
  recordDifferences<string>(planned, now).map(({ name, before, after }) => ({
    address: name,
    field: 'in the spec',
    planned: before === null ? 'not declared' : 'declared',
    now: after === null ? 'not declared' : before === null ? 'declared' : 'declared otherwise',
  }));

/** What is changed now and was not planned, or was planned from another value or to another one. */
function facetDifferences(planned: Changes, now: Changes): Stale[] {
  const before = facetsOf(planned);
  return [...facetsOf(now)].flatMap(([key, { address, field, ...is }]): Stale[] => {
    const was = before.get(key);
    // What was not to be changed had the value of the spec then.
    if (was === undefined) return [{ address, field, planned: is.after, now: is.before }];
    const isHalfDone = was.isRemovedFirst && is.before === null;
    if (!isHalfDone && !sameJson(was.before, is.before)) return [{ address, field, planned: was.before, now: is.before }];
    return sameJson(was.after, is.after) ? [] : [{ address, field: `${field}, to be`, planned: was.after, now: is.after }];
  });
}

function entryDifferences(was: PlanEntry, is: PlanEntry): Stale[] {
  const { address } = is;
  const isDone = was.outcome === is.outcome || doneMeanwhile[was.outcome]?.includes(is.outcome);
  // Its fields say it better.
  const isTold = was.outcome === 'unchanged' && is.outcome === 'update';
  const twins = { planned: was.twins ?? [], now: is.twins ?? [] };
  return [
    ...(isDone || isTold ? [] : [{ address, field: 'outcome', planned: was.outcome, now: is.outcome }]),
    ...(was.id !== undefined && is.id !== undefined && was.id !== is.id ? [{ address, field: 'id', planned: was.id, now: is.id }] : []),
    ...(sameJson(twins.planned, twins.now) ? [] : [{ address, field: 'duplicates', ...twins }]),
  ];
}

const declared = ({ entries }: Changes): PlanEntry[] => entries.filter(({ outcome }) => outcome !== 'unmanaged');

/** An entry has one line of its own, and one for each resource of it that gets marks or is to go. */
function lineOf(entry: PlanEntry): string {
  const about = aboutOf(entry);
  return about === 'entry' ? entry.address : JSON.stringify([entry.address, about, entry.id]);
}

function outcomeDifferences(planned: Changes, now: Changes): Stale[] {
  const before = new Map(declared(planned).map((one) => [lineOf(one), one]));
  return declared(now).flatMap((is) => {
    const was = before.get(lineOf(is));
    return was === undefined ? [{ address: is.address, field: 'outcome', planned: null, now: is.outcome }] : entryDifferences(was, is);
  });
}

/** What was to go or to get marks, and is only there now: nothing asks for it any more, and it was not done. */
function forgottenDifferences(planned: Changes, now: Changes): Stale[] {
  const left = new Map(now.entries.flatMap(({ id, outcome }) => (outcome === 'unmanaged' && id !== undefined ? [[id, outcome]] : [])));
  return planned.entries.flatMap((was): Stale[] => {
    const is = left.get(was.id ?? '');
    const { address, outcome } = was;
    return is === undefined || aboutOf(was) === 'entry' ? [] : [{ address, field: 'outcome', planned: outcome, now: is }];
  });
}

type Loss = Pick<Reduction, 'address' | 'loses' | 'count' | 'ids'>;

/** What is lost, by a key of its own: several duplicates of an entry may lose the same. */
function lossesIn({ gate: { reductions } }: Changes): ReadonlyMap<string, Loss> {
  const groups = groupBy(reductions, ({ address, by, loses }) => JSON.stringify([address, by, loses]));
  const sum = (group: readonly [Reduction, ...Reduction[]]): Loss => {
    const { ids: _, ...first } = group[0];
    const ids = group.every((one) => one.ids !== undefined) ? { ids: group.flatMap((one) => one.ids ?? []) } : {};
    return { ...first, count: group.reduce((all, one) => all + one.count, 0), ...ids };
  };
  return new Map([...groups].map(([key, group]) => [key, sum(group)]));
}

/** More that loses protection than was planned, or another one. */
function lossDifferences(planned: Changes, now: Changes): Stale[] {
  const before = lossesIn(planned);
  return [...lossesIn(now)].flatMap(([key, { address, loses, count, ids }]): Stale[] => {
    const was = before.get(key);
    if (count > (was?.count ?? 0)) return [{ address, field: `how many lose ${loses}`, planned: was?.count ?? 0, now: count }];
    const known = was?.ids;
    if (known === undefined || ids === undefined || ids.every((id) => known.includes(id))) return [];
    return [{ address, field: `what loses ${loses}`, planned: known, now: ids }];
  });
}

/** What would be sent now, and was held back when it was planned. */
function heldDifferences(planned: Changes, now: Changes): Stale[] {
  const reasons = new Map(planned.operations.map(({ id, held }) => [id, held?.cause === 'failed' ? held.reason : undefined]));
  return now.operations.flatMap(({ id, address, held }): Stale[] => {
    const reason = reasons.get(id);
    return reason === undefined || held?.cause === 'failed' ? [] : [{ address, field: id, planned: `held back: ${reason}`, now: 'sent' }];
  });
}

/** An operation, with nulls for what it lacks. */
type Loose = { readonly [K in keyof Operation]?: Operation[K] | null };

/** A call as far as it does not depend on what was done before it. */
const callOf = ({ address, action, risk, call, token = null, marker = null, taking = null, sets, overwrites }: Loose): string =>
  canonicalJson(
    { address, action, risk, call, token, marker, taking, sets: sets ?? null, overwrites: overwrites ?? null } as never,
    JSON.stringify,
  );

/** Whether a value says nothing that the other does not say: fewer members, or fewer items. */
function isPartOf(part: Json, whole: Json): boolean {
  if (Array.isArray(part)) return Array.isArray(whole) && part.every((item) => whole.some((other) => sameJson(item, other)));
  if (!isRecord(part)) return sameJson(part, whole);
  return (
    isRecord(whole) && Object.entries(part).every(([name, value]) => Object.hasOwn(whole, name) && isPartOf(value, whole[name] as Json))
  );
}

/** Calls that change several things at once: where some of them are done already, what is left is a smaller call. */
const divisible: ReadonlySet<Operation['action']> = new Set(['modify', 'tag', 'untag']);

const isLeftOf = (now: Operation, planned: Operation): boolean =>
  divisible.has(now.action) &&
  callOf({
    ...now,
    call: { ...now.call, params: planned.call.params },
    sets: planned.sets ?? null,
    overwrites: planned.overwrites ?? null,
  }) === callOf(planned) &&
  isPartOf((now.sets ?? {}) as Json, (planned.sets ?? {}) as Json) &&
  isPartOf((now.overwrites ?? []) as Json, (planned.overwrites ?? []) as Json) &&
  isPartOf(now.call.params as Json, planned.call.params as Json);

/** Compared by what is attached: see facets. */
const attaching: ReadonlySet<Operation['action']> = new Set(['attach', 'reattach', 'detach']);

/** Calls that were not planned. What is attached and detached is compared one by one: what is left of a batch is another call. */
function callDifferences(planned: Changes, now: Changes): Stale[] {
  const before = new Set(planned.operations.map(callOf));
  const isPlanned = (one: Operation): boolean => before.has(callOf(one)) || planned.operations.some((other) => isLeftOf(one, other));
  return now.operations
    .filter((one) => !attaching.has(one.action) && !isPlanned(one))
    .map(({ address, action, call }) => ({ address, field: `call to ${action}`, planned: 'another one', now: call.params as Json }));
}

/** What the spec and its variables are now. */
export type Present = { readonly spec: SavedSpec; readonly variables: SavedVariables };

/**
 * What has changed since a plan was saved: empty where everything that would be done now was planned so, from the same
 * values. What was planned and is done already is no difference.
 */
export function staleIn(saved: SavedPlan, now: Changes, present: Present): Stale[] {
  const planned = saved.plan as Changes;
  const differences = [
    ...variableDifferences(saved.variables, present.variables),
    ...specDifferences(saved.spec, present.spec),
    ...outcomeDifferences(planned, now),
    ...forgottenDifferences(planned, now),
    ...facetDifferences(planned, now),
    ...heldDifferences(planned, now),
  ];
  // Where a value tells why, what follows from it tells no more.
  const told = new Set(differences.map(({ address }) => address));
  const following = [...lossDifferences(planned, now), ...callDifferences(planned, now)];
  return [...differences, ...following.filter(({ address }) => !told.has(address))];
}
