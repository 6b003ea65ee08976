import type { Diagnostic } from '../base/diagnostic.ts';
import { diagnosticAt } from '../base/issue.ts';
import { isRecord, sameJson } from '../base/json.ts';
import type { Json } from '../base/json.ts';
import { count } from '../base/text.ts';
import { kindOf } from '../kinds/registry.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Kind, Role } from '../kinds/kind.ts';
import type { Live } from '../kinds/live.ts';
import type { Selection } from '../kinds/targets.ts';
import type { Change, FieldChange, TagChange } from './change.ts';
import { ownershipIndex, unmanaged } from './ownership.ts';
import type { Match } from './ownership.ts';
import { missingTargets } from './missing-targets.ts';
import type { LiveState } from './live-state.ts';

/** Changes, and what live reads showed to be wrong with the spec. */
export type Difference = { readonly changes: readonly Change[]; readonly problems: readonly Diagnostic[] };

type Fields = { readonly modify: FieldChange[]; readonly notes: string[]; refused?: { field: string; before: Json; after: Json } };

const show = (value: Json): string => (value === null ? 'nothing' : JSON.stringify(value));

function compareFields(kind: Kind, desired: Desired, live: Live): Fields {
  const result: Fields = { modify: [], notes: [] };
  for (const [field, role] of Object.entries(kind.roles)) {
    const after = desired.props[field] as Json;
    const before = live.props[field];
    if (before === undefined || role === 'attachments' || role === 'tags' || role === 'group') continue;
    // What the entry leaves open cannot differ: a group by disks may be of any instance.
    if (after === null && role !== 'modify') continue;
    if (sameJson(before, after)) continue;
    const stands =
      role === 'taking' ? 'it belongs to the taking' : role === 'modify' ? kind.immutableReason?.(field, before, after) : undefined;
    if (role === 'target') result.refused = { field, before, after };
    else if (stands !== undefined)
      result.notes.push(`${field} stands as taken, ${show(before)}: ${stands}; the next occurrence will have ${show(after)}`);
    else result.modify.push({ field, before, after, reduces: kind.reducesProtection?.(field, before, after) ?? false });
  }
  return result;
}

const withRole = (kind: Kind, role: Role): string => Object.keys(kind.roles).find((field) => kind.roles[field] === role) ?? '';

function compareTags(kind: Kind, desired: Desired, live: Live): TagChange | undefined {
  const field = withRole(kind, 'tags');
  const wanted = desired.props[field];
  const there = live.props[field];
  if (!isRecord(wanted) || !isRecord(there) || sameJson(wanted, there)) return undefined;
  const set = Object.entries(wanted).filter(([key, value]) => there[key] !== value) as [string, string][];
  const before = set.flatMap(([key]) => (Object.hasOwn(there, key) ? [[key, there[key] as string] as const] : []));
  return {
    set: Object.fromEntries(set),
    unset: Object.keys(there).filter((key) => !Object.hasOwn(wanted, key)),
    before: Object.fromEntries(before),
  };
}

function compareGroup(kind: Kind, desired: Desired, live: Live): { before: string; after: string } | undefined {
  const field = withRole(kind, 'group');
  const after = desired.props[field];
  const before = live.props[field];
  // A group that is not asked for is left as it is.
  if (typeof after !== 'string' || before === after) return undefined;
  return { before: String(before), after };
}

function selected(kind: Kind, desired: Desired, world: LiveState): Selection | undefined {
  const attachments = kind.attachments;
  if (attachments === undefined || desired.props[attachments.field] === null) return undefined;
  return attachments.select(desired.props, world.inventory);
}

function otherTarget(desired: Desired, live: Live, refused: NonNullable<Fields['refused']>): Change {
  return {
    type: 'refused',
    address: desired.address,
    desired,
    live,
    field: refused.field,
    reason: `${desired.address} was already taken (${live.id}) with ${refused.field} ${show(refused.before)}, and the spec now says ${show(refused.after)}`,
    help: `A backup is never replaced. Give the new target a key of its own, or another occurrence (now ${JSON.stringify(desired.occurrence)}); the old backup then stays as history.`,
    notes: [],
  };
}

function bare(desired: Desired, live: Live, attached: readonly string[], field: string): Change {
  return {
    type: 'refused',
    address: desired.address,
    desired,
    live,
    field,
    reason: `${field} of ${desired.address} chooses nothing, and ${count(attached.length, 'disk')} would lose this protection`,
    help: 'Check the ids and tags of the selector, the region and the account. To stop protecting on purpose, remove the disks one by one or remove the field.',
    notes: [],
  };
}

function present(kind: Kind, desired: Desired, match: Match & { live: Live }, selection: Selection | undefined, world: LiveState): Change {
  const { live } = match;
  const { modify, notes, refused } = compareFields(kind, desired, live);
  if (refused) return otherTarget(desired, live, refused);
  const attached = world.attached.get(live.id) ?? [];
  const field = kind.attachments?.field ?? '';
  if (selection && selection.ids.length === 0 && attached.length > 0) return bare(desired, live, attached, field);
  const attach = selection ? selection.ids.filter((id) => !attached.includes(id)) : [];
  const detach = selection ? attached.filter((id) => !selection.ids.includes(id)) : [];
  const tags = compareTags(kind, desired, live);
  const group = compareGroup(kind, desired, live);
  const all = [...notes, ...(kind.notes?.(desired.props, live) ?? []), ...matchNotes(match)];
  const changed = modify.length + attach.length + detach.length > 0 || tags !== undefined || group !== undefined;
  if (!changed) return { type: 'unchanged', address: desired.address, desired, live, notes: all };
  return {
    type: 'update',
    address: desired.address,
    desired,
    live,
    fields: modify,
    ...(tags && { tags }),
    ...(group && { group }),
    attach,
    detach,
    notes: all,
  };
}

function matchNotes({ twins, failed, earlier }: Match): string[] {
  return [
    ...twins.map((twin) => `${twin.id} is a second one of the same entry and occurrence; the earliest counts, and nothing is deleted`),
    ...failed.map((one) => `${one.id} failed and does not count`),
    ...(earlier.length > 0
      ? [`${count(earlier.length, 'earlier occurrence')} ${earlier.length === 1 ? 'stands' : 'stand'} as history`]
      : []),
  ];
}

function absent(kind: Kind, desired: Desired, match: Match, selection: Selection | undefined, now: number): Change {
  const notes = matchNotes(match);
  if (desired.takeUntil !== undefined && now > desired.takeUntil) return { type: 'closed', address: desired.address, desired, notes };
  const expires = kind.expires?.(desired.props) ?? false;
  // Only an entry that is taken once for ever can be taken twice by surprise.
  if (expires && desired.fixed && desired.takeUntil === undefined)
    notes.push('an earlier one may have existed and been released after its retention; set takeUntil to close the entry');
  return { type: 'create', address: desired.address, desired, generation: match.failed.length, attach: selection?.ids ?? [], notes };
}

/**
 * Compares desired entries with the live world, field by field in canonical form.
 * @param now milliseconds since 1970, for `takeUntil`
 */
export function diff(desired: readonly Desired[], world: LiveState, stack: string, now: number): Difference {
  const matchOf = ownershipIndex(world.live, stack);
  const problems: Diagnostic[] = [];
  const changes = desired.map((one): Change => {
    const kind = kindOf(one.section);
    const match = matchOf(one);
    const selection = selected(kind, one, world);
    problems.push(...(selection?.issues ?? []).map((issue) => diagnosticAt(issue, one)));
    const change = match.live
      ? present(kind, one, { ...match, live: match.live }, selection, world)
      : absent(kind, one, match, selection, now);
    if (change.type === 'create') problems.push(...missingTargets(kind, one, world).map((issue) => diagnosticAt(issue, one)));
    return change;
  });
  const gone = unmanaged(world.live, stack, desired).map(
    (live): Change => ({ type: 'unmanaged', address: live.owner?.address as string, live, notes: [] }),
  );
  return { changes: [...changes, ...gone], problems };
}
