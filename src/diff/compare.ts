import { isRecord, sameJson } from '../base/json.ts';
import type { Json } from '../base/json.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Kind, Role } from '../kinds/kind.ts';
import type { Live } from '../kinds/live.ts';
import type { Selection } from '../kinds/targets.ts';
import type { Difference, FieldChange, Impossible, TagChange } from './change.ts';
import { show } from './show.ts';

/** What differs in the fields that are neither tags, group nor attachments. */
export type FieldDifference = {
  readonly modify: FieldChange[];
  readonly notes: string[];
  /** Values that differ and stay as they are: no call changes them, or none can make them so. */
  readonly stays: Difference[];
  /** Changes that no call can make, and the way to them. */
  readonly impossible: Impossible[];
  /** What each thing that it protects loses. */
  losses: readonly string[];
  refused?: { field: string; before: Json; after: Json };
};

/** Marks the changes that take protection away. A field that is not read back, or that does not change, takes none. */
function withLosses(kind: Kind, desired: Desired, live: Live, difference: FieldDifference): FieldDifference {
  const changed = new Set(difference.modify.map(({ field }) => field));
  if (changed.size === 0) return difference;
  const found = (kind.losses?.(live.props, desired.props) ?? []).filter(({ fields }) => fields.some((field) => changed.has(field)));
  const reducing = new Set(found.flatMap(({ fields }) => fields));
  return {
    ...difference,
    modify: difference.modify.map((one) => ({ ...one, reduces: reducing.has(one.field) })),
    losses: found.map(({ what }) => what),
  };
}

/** Compares the fields that are neither tags, group nor attachments. */
export function compareFields(kind: Kind, desired: Desired, live: Live): FieldDifference {
  const result: FieldDifference = { modify: [], notes: [], stays: [], impossible: [], losses: [] };
  for (const [field, role] of Object.entries(kind.roles)) {
    const after = desired.props[field] as Json;
    const before = live.props[field];
    if (before === undefined || role === 'attachments' || role === 'tags' || role === 'group') continue;
    // What the entry leaves open cannot differ: a group by disks may be of any instance.
    if (after === null && role !== 'modify') continue;
    if (sameJson(before, after)) continue;
    const immutable =
      role === 'taking'
        ? 'it is set when the backup is taken'
        : role === 'modify'
          ? kind.immutableReason?.(field, before, after)
          : undefined;
    const impossible = role === 'modify' ? kind.impossibleChange?.(field, before, after) : undefined;
    if (immutable !== undefined || impossible !== undefined) result.stays.push({ field, before, after });
    if (role === 'target') result.refused = { field, before, after };
    else if (immutable !== undefined)
      result.notes.push(`${field} stays ${show(before)}: ${immutable}. The next occurrence will have ${show(after)}.`);
    else if (impossible !== undefined) result.impossible.push({ field, ...impossible });
    else result.modify.push({ field, before, after, reduces: false });
  }
  return withLosses(kind, desired, live, result);
}

const withRole = (kind: Kind, role: Role): string => Object.keys(kind.roles).find((field) => kind.roles[field] === role) ?? '';

/** The keys of tags that the spec does not list and that stay. */
export function keptTags(kind: Kind, desired: Desired, live: Live): string[] {
  const field = withRole(kind, 'tags');
  const after = desired.props[field];
  const now = live.props[field];
  if (desired.unlistedTags === 'remove' || !isRecord(after) || !isRecord(now)) return [];
  return Object.keys(now).filter((key) => !Object.hasOwn(after, key));
}

/** The tags that differ; undefined where none do. Others tag too: what the spec does not list stays, unless it says otherwise. */
export function compareTags(kind: Kind, desired: Desired, live: Live): TagChange | undefined {
  const field = withRole(kind, 'tags');
  const after = desired.props[field];
  const now = live.props[field];
  if (!isRecord(after) || !isRecord(now)) return undefined;
  const set = Object.entries(after).filter(([key, value]) => now[key] !== value) as [string, string][];
  const unset = desired.unlistedTags === 'remove' ? Object.keys(now).filter((key) => !Object.hasOwn(after, key)) : [];
  if (set.length + unset.length === 0) return undefined;
  const changed = [...set.map(([key]) => key), ...unset];
  const before = changed.flatMap((key) => (Object.hasOwn(now, key) ? [[key, now[key] as string] as const] : []));
  return { set: Object.fromEntries(set), unset, before: Object.fromEntries(before) };
}

/** The resource group, where the spec names another; one that it does not name is left unchanged. */
export function compareGroup(kind: Kind, desired: Desired, live: Live): { before: string; after: string } | undefined {
  const field = withRole(kind, 'group');
  const after = desired.props[field];
  const before = live.props[field];
  if (typeof after !== 'string' || before === after) return undefined;
  return { before: String(before), after };
}

export type AttachmentDifference = {
  readonly attach: readonly string[];
  readonly detach: readonly string[];
  /** Attached, not chosen, and left as it is. */
  readonly kept: readonly string[];
};

/** What is selected and not attached, and what is attached and was not chosen. What is only passed over stays as it is. */
export function compareAttachments(selection: Selection | undefined, attached: readonly string[]): AttachmentDifference {
  if (selection === undefined) return { attach: [], detach: [], kept: [] };
  const present = new Set(attached);
  const chosen = new Set([...selection.ids, ...selection.passedOver]);
  const excluded = new Set(selection.excluded);
  const unchosen = attached.filter((id) => !chosen.has(id));
  const isKept = (id: string): boolean => selection.keepsUnlisted && !excluded.has(id);
  return {
    attach: selection.ids.filter((id) => !present.has(id)),
    detach: unchosen.filter((id) => !isKept(id)),
    kept: unchosen.filter(isKept),
  };
}
