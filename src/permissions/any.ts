import type { Inventory, Need, TargetResource } from '../kinds/targets.ts';
import type { Kind } from '../kinds/kind.ts';
import type { Live } from '../kinds/live.ts';
import type { Json } from '../base/json.ts';
import type { Target } from '../fields/field.ts';

/** Stands for whatever id something has: in a policy it is the wildcard. */
export const anyId = '*';

/** A tag and a group that no spec has, so that what is compared with them differs. */
const other = { tags: { [anyId]: anyId }, group: anyId };

function anyValue(kind: Kind, field: string): Json {
  if (kind.roles[field] === 'tags') return other.tags;
  if (kind.roles[field] === 'group') return other.group;
  switch (kind.fields[field]?.type) {
    case 'list':
      return [anyId];
    case 'text':
    case 'enum':
      return anyId;
    default:
      return null;
  }
}

/** Something of a kind as it may stand in the cloud: nothing of it is known, and everything differs from a spec. */
export const anyLive = (kind: Kind, id = anyId): Live => ({
  section: kind.section,
  id,
  status: 'ready',
  statusText: '',
  createdAt: '',
  props: Object.fromEntries(Object.keys(kind.roles).map((field) => [field, anyValue(kind, field)])),
});

const anyTarget = (target: Target, id: string): TargetResource => ({ target, id, status: '', tags: {}, instanceIds: [anyId] });

/** The targets that are named, and one that nothing selects. */
export function anyInventory(needs: readonly Need[]): Inventory {
  const of = (target: Target): Map<string, TargetResource> => {
    const named = needs.flatMap((need) => (need.target === target && 'ids' in need ? need.ids : []));
    return new Map([...named, anyId].map((id) => [id, anyTarget(target, id)]));
  };
  return { disk: of('disk'), instance: of('instance'), desktop: of('desktop') };
}
