import type { Json } from '../base/json.ts';
import type { Operation, Plan, PlanEntry } from './plan.ts';

/** One thing that a plan changes: the value that it found, and the one that it makes of it. */
export type Facet = {
  readonly address: string;
  readonly field: string;
  readonly before: Json;
  readonly after: Json;
  /** It is removed before it is set, and an interruption may come between. */
  readonly isRemovedFirst?: true;
};

/** What facets are made of. */
export type Changes = Pick<Plan, 'entries' | 'operations' | 'gate'>;

function tagFacets({ address, tags }: PlanEntry): Facet[] {
  if (tags === undefined) return [];
  const { set, unset, before } = tags;
  return [
    ...Object.entries(set).map(([key, after]) => ({
      address,
      field: `tag ${key}`,
      before: Object.hasOwn(before, key) ? (before[key] as string) : null,
      after,
      ...(Object.hasOwn(before, key) && { isRemovedFirst: true as const }),
    })),
    ...unset.map((key) => ({ address, field: `tag ${key}`, before: before[key] ?? 'present', after: null })),
  ];
}

/** What differs in the fields, tags and group of an entry. */
export function entryFacets(entry: PlanEntry): Facet[] {
  const { address, fields, group, stays = [] } = entry;
  return [
    // What stays is changed by nobody here, and so must not change elsewhere either.
    ...[...fields, ...stays].map(({ field, before, after }) => ({ address, field, before, after })),
    ...tagFacets(entry),
    ...(group ? [{ address, field: 'resource group', before: group.before, after: group.after }] : []),
  ];
}

/** What the fields of an entry do not tell: a new resource by its token, and whether what is taken off stays protected. */
function operationFacets({ address, action, call, token, resourceId, risk, movedTo = {}, from, ids = [] }: Operation): Facet[] {
  const keeperOf = (id: string): string => (movedTo[id] === undefined ? '' : `, under ${movedTo[id]}`);
  switch (action) {
    case 'modify':
    case 'tag':
    case 'untag':
    case 'join':
      return [];
    case 'attach':
      return ids.map((id) => ({ address, field: `attachment of ${id}`, before: 'not attached', after: 'attached' }));
    case 'reattach':
      return ids.flatMap((id) => [
        { address, field: `attachment of ${id}`, before: 'not attached', after: 'attached' },
        ...(from === undefined
          ? []
          : [{ address: from.address, field: `attachment of ${id}`, before: 'attached', after: `not attached, before ${address} has it` }]),
      ]);
    case 'detach':
      return ids.map((id) => ({
        address,
        field: `attachment of ${id}`,
        before: 'attached',
        after: `not attached (${risk}${keeperOf(id)})`,
      }));
    case 'create':
      return [{ address, field: 'create', before: null, after: token ?? (call as unknown as Json) }];
    default:
      return [{ address, field: `${String(action)} ${resourceId ?? ''}`.trim(), before: null, after: call as unknown as Json }];
  }
}

/** The facets of a plan by a key of their own. */
export function facetsOf({ entries, operations }: Changes): ReadonlyMap<string, Facet> {
  const all = [...entries.flatMap(entryFacets), ...operations.flatMap(operationFacets)];
  return new Map(all.map((one) => [JSON.stringify([one.address, one.field]), one]));
}
