import type { Path } from '../base/diagnostic.ts';
import type { Issue } from '../base/issue.ts';
import type { Json } from '../base/json.ts';
import type { Target } from '../fields/field.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Kind } from '../kinds/kind.ts';
import type { LiveState } from './live-state.ts';

type Reference = { readonly target: Target; readonly id: string; readonly path: Path; readonly mustFit: boolean };

/** The ids that an entry names, with the field of each. */
function references(kind: Kind, desired: Desired): Reference[] {
  return Object.entries(kind.fields).flatMap(([name, field]): Reference[] => {
    const value = desired.props[name];
    const inner = field.type === 'list' ? field.of : field;
    if (inner.type !== 'text' || inner.refersTo === undefined || value === null || value === undefined) return [];
    const target = inner.refersTo;
    const mustFit = kind.roles[name] === 'target';
    if (field.type !== 'list') return [{ target, id: value as string, path: [name], mustFit }];
    return (value as readonly Json[]).map((id) => ({ target, id: id as string, path: [name, ...itemOf(desired, name, id)], mustFit }));
  });
}

/** The item of a list that names an id. */
function itemOf({ listed }: Desired, name: string, id: Json): Path {
  const index = listed[name]?.[String(id)];
  return index === undefined ? [] : [index];
}

/** Named disks, instances and desktops that are not there or cannot be backed up: what the service would refuse. */
export function missingTargets(kind: Kind, desired: Desired, world: LiveState): Issue[] {
  return references(kind, desired).flatMap(({ target, id, path, mustFit }): Issue[] => {
    const thing = world.inventory[target].get(id);
    if (thing === undefined)
      return [
        {
          code: `${target}-not-found`,
          severity: 'error',
          place: { path },
          message: `${target} ${id} does not exist in ${world.region}.`,
          label: `no such ${target}`,
          help: `Check the id, the region of the stack (${world.region}) and the account (${world.account}).`,
        },
      ];
    if (!mustFit || thing.unsupportedReason === undefined) return [];
    return [
      {
        code: `${target}-cannot-be-protected`,
        severity: 'error',
        place: { path },
        message: `${target} ${id} cannot be backed up: ${thing.unsupportedReason}.`,
        label: `this ${target}`,
        help: `Name another ${target}, or remove the entry.`,
      },
    ];
  });
}
