import type { Path } from '../base/diagnostic.ts';
import type { Json } from '../base/json.ts';
import type { Target } from '../fields/field.ts';
import type { Desired, Kind, Problem } from '../kinds/kind.ts';
import type { LiveState } from './live-state.ts';

type Reference = { readonly target: Target; readonly id: string; readonly path: Path; readonly mustBeSupported: boolean };

/** The ids that an entry refers to, with the field of each. */
function references(kind: Kind, desired: Desired): Reference[] {
  return Object.entries(kind.fields).flatMap(([name, field]): Reference[] => {
    const value = desired.props[name];
    const inner = field.type === 'list' ? field.of : field;
    if (inner.type !== 'text' || inner.refersTo === undefined || value === null || value === undefined) return [];
    const target = inner.refersTo;
    const mustBeSupported = kind.roles[name] === 'target';
    if (field.type !== 'list') return [{ target, id: value as string, path: [name], mustBeSupported }];
    return (value as readonly Json[]).map((id) => ({
      target,
      id: id as string,
      path: [name, ...itemOf(desired, name, id)],
      mustBeSupported,
    }));
  });
}

/** The item of a list that holds an id. Canonical lists are sorted; as written they are not. */
function itemOf({ written }: Desired, name: string, id: Json): Path {
  const items = written[name];
  const index = Array.isArray(items) ? items.indexOf(id) : -1;
  return index < 0 ? [] : [index];
}

/** Named disks, instances and desktops that do not exist or cannot be backed up: the service would refuse them. */
export function missingTargets(kind: Kind, desired: Desired, state: LiveState): Problem[] {
  return references(kind, desired).flatMap(({ target, id, path, mustBeSupported }): Problem[] => {
    const found = state.inventory[target].get(id);
    if (found === undefined)
      return [
        {
          code: `${target}-not-found`,
          severity: 'error',
          path,
          message: `The ${target} ${id} does not exist in ${state.region}.`,
          label: `no such ${target}`,
          help: `Check the id, the region of the stack (${state.region}) and the account (${state.account}).`,
        },
      ];
    if (!mustBeSupported || found.unsupportedReason === undefined) return [];
    return [
      {
        code: `${target}-cannot-be-protected`,
        severity: 'error',
        path,
        message: `The ${target} ${id} cannot be backed up: ${found.unsupportedReason}.`,
        label: `this ${target}`,
        help: `Name another ${target}, or remove the entry.`,
      },
    ];
  });
}
