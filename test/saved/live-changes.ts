import fc from 'fast-check';
import { isRecord, sameJson } from '../../src/base/json.ts';
import type { Json } from '../../src/base/json.ts';
import type { Desired, Props } from '../../src/kinds/desired.ts';
import { kindOf } from '../../src/kinds/registry.ts';
import type { Selection } from '../../src/kinds/targets.ts';
import { inventory, target } from '../support/resources.ts';
import { disks, seed } from '../support/specs.ts';

const managed: ReadonlySet<string> = new Set(['modify', 'tags', 'group', 'attachments']);
const roleOf = ({ section }: Desired, field: string): string => kindOf(section).roles[field] as string;

/** The fields of a kind that are kept as the spec has them: one that comes later is among them by itself. */
export const managedFields = (section: string): string[] => {
  const { roles } = kindOf(section);
  return Object.keys(roles).filter((field) => managed.has(roles[field] as string));
};

/** What stands in the cloud for an entry: where nothing is said, what its own create would have made. */
export type Standing = { readonly props: Props; readonly attached: readonly string[] };
export type World = ReadonlyMap<Desired, Standing>;

export const inventoryOfSeed = inventory(
  ...(seed.disks ?? []).map(({ id, instance, tags = {} }) => target('disk', id, { tags, instanceIds: instance ? [instance] : [] })),
);

const selectionOf = (one: Desired): Selection | undefined => {
  const { attachments } = kindOf(one.section);
  return attachments === undefined || one.props[attachments.field] === null ? undefined : attachments.select(one.props, inventoryOfSeed);
};

/** Another value of the same sort. */
function other(value: Json | undefined, pick: number): Json {
  if (typeof value === 'number') return value + 1 + (pick % 3);
  if (typeof value === 'boolean') return !value;
  if (Array.isArray(value)) return value.length > 1 && pick % 2 === 0 ? value.slice(1) : [...value, 99 + (pick % 3)];
  if (value === null || !isRecord(value)) return `other ${pick % 5}`;
  const members = Object.entries(value);
  const [name, of] = members[pick % Math.max(1, members.length)] ?? ['added', null];
  return { ...value, [name]: other(of, pick) };
}

/** Whether the entry says what a field has to be; a group or an attachment that it does not name is left to others. */
const isWanted = (one: Desired, field: string): boolean =>
  roleOf(one, field) === 'attachments' ? selectionOf(one) !== undefined : roleOf(one, field) === 'modify' || one.props[field] !== null;

const standingOf = (one: Desired): fc.Arbitrary<Standing> => {
  const chosen = selectionOf(one)?.ids ?? [];
  return fc
    .tuple(fc.subarray(managedFields(one.section)), fc.nat(100), fc.subarray([...chosen]), fc.subarray(disks.slice(0, 3)))
    .map(([changed, pick, some, more]): Standing => {
      const fields = changed.filter((field) => roleOf(one, field) !== 'attachments' && isWanted(one, field));
      const attached = [...(pick % 2 === 0 ? chosen : some), ...(pick % 3 === 0 ? more : [])];
      return {
        props: Object.fromEntries(fields.map((field) => [field, other(one.props[field] as Json, pick)])),
        attached: selectionOf(one) === undefined ? [] : [...new Set(attached)].sort(),
      };
    });
};

/** A cloud in which some of the entries are as the spec has them, and others are to be changed. */
export const worldOf = (entries: readonly Desired[]): fc.Arbitrary<World> =>
  fc.tuple(...entries.map(standingOf)).map((all) => new Map(entries.map((one, at) => [one, all[at] as Standing])));

/** Something that became of one field of one thing: the name that a stale plan gives it, its value now, how it stands. */
export type Happened = {
  readonly named: string;
  readonly now: Json;
  readonly standing: Standing;
  /** It is as the spec has it now, or on the way there. */
  readonly isDone: boolean;
};

function attaching(one: Desired, before: Standing, pick: number): Happened | undefined {
  const { ids, excluded, keepsUnlisted } = selectionOf(one) as Selection;
  const id = disks[pick % disks.length] as string;
  const isOn = before.attached.includes(id);
  const isChosen = ids.includes(id);
  if (!isChosen && keepsUnlisted && !excluded.includes(id)) return undefined;
  const attached = isOn ? before.attached.filter((each) => each !== id) : [...before.attached, id].sort();
  const now = isOn ? 'not attached' : 'attached';
  return { named: `attachment of ${id}`, now, standing: { ...before, attached }, isDone: isChosen !== isOn };
}

function tagging(one: Desired, field: string, before: Standing, pick: number): Happened | undefined {
  const wanted = one.props[field] as { readonly [key: string]: string };
  const tags = (before.props[field] ?? wanted) as { readonly [key: string]: string };
  const listed = Object.keys(wanted);
  const key = one.unlistedTags === 'remove' && pick % 2 === 0 ? 'robot' : listed[pick % Math.max(1, listed.length)];
  if (key === undefined) return undefined;
  const want = wanted[key] ?? null;
  const was = tags[key] ?? null;
  const now = key !== 'robot' && pick % 4 === 0 ? null : pick % 5 === 0 && want !== null ? want : `other ${pick}`;
  if (now === was) return undefined;
  const { [key]: _, ...rest } = tags;
  const props = { ...before.props, [field]: now === null ? rest : { ...rest, [key]: now } };
  // A value that is changed is removed before the new one is set.
  const isHalfWay = now === null && was !== want;
  return { named: `tag ${key}`, now, standing: { ...before, props }, isDone: now === want || isHalfWay };
}

function changing(one: Desired, field: string, before: Standing, pick: number): Happened | undefined {
  const want = one.props[field] as Json;
  const was = (before.props[field] ?? want) as Json;
  const now = pick % 5 === 0 ? want : other(was, pick);
  if (sameJson(now, was)) return undefined;
  const named = roleOf(one, field) === 'group' ? 'resource group' : field;
  return { named, now, standing: { ...before, props: { ...before.props, [field]: now } }, isDone: sameJson(now, want) };
}

/** What somebody does to a field of an entry's thing; undefined where that is nobody's business, or nothing. */
export function happenTo(one: Desired, field: string, before: Standing, pick: number): Happened | undefined {
  if (!isWanted(one, field)) return undefined;
  if (roleOf(one, field) === 'attachments') return attaching(one, before, pick);
  return roleOf(one, field) === 'tags' ? tagging(one, field, before, pick) : changing(one, field, before, pick);
}
