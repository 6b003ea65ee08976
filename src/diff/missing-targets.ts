import type { Path } from '../base/diagnostic.ts';
import type { Issue } from '../base/issue.ts';
import type { Json } from '../base/json.ts';
import type { Target } from '../fields/field.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Kind } from '../kinds/kind.ts';
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

/** The item of a list that names an id. */
function itemOf({ listed }: Desired, name: string, id: Json): Path {
  const index = listed[name]?.[String(id)];
  return index === undefined ? [] : [index];
}

/** Named disks, instances and desktops that do not exist or cannot be backed up: the service would refuse them. */
export function missingTargets(kind: Kind, desired: Desired, state: LiveState): Issue[] {
  return references(kind, desired).flatMap(({ target, id, path, mustBeSupported }): Issue[] => {
    const found = state.inventory[target].get(id);
    const named = `${target[0]?.toUpperCase()}${target.slice(1)} ${id}`;
    if (found === undefined)
      return [
        {
          code: `${target}-not-found`,
          severity: 'error',
          place: { path },
          message: `${named} does not exist in ${state.region}.`,
          label: `no such ${target}`,
          help: `Check the id, the region of the stack (${state.region}) and the account (${state.account}).`,
        },
      ];
    if (!mustBeSupported || found.unsupportedReason === undefined) return [];
    return [
      {
        code: `${target}-cannot-be-protected`,
        severity: 'error',
        place: { path },
        message: `${named} cannot be backed up: ${found.unsupportedReason}.`,
        label: `this ${target}`,
        help: `Name another ${target}, or remove the entry.`,
      },
    ];
  });
}
