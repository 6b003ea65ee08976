import type { Path } from '../base/diagnostic.ts';
import type { Json } from '../base/json.ts';
import { capitalized } from '../base/text.ts';
import { attachedOnce, unsupportedCategories } from '../facts/live-conditions.ts';
import { existing } from '../facts/preflight-conditions.ts';
import type { Target } from '../fields/field.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Kind } from '../kinds/kind.ts';
import { finding } from '../kinds/preflight.ts';
import type { Finding } from '../kinds/preflight.ts';
import type { TargetResource } from '../kinds/targets.ts';
import type { LiveState } from '../diff/live-state.ts';

type Reference = {
  readonly target: Target;
  readonly id: string;
  readonly path: Path;
  /** It is what the backup is taken of; anything else only narrows that. */
  readonly isTarget: boolean;
};

/** The ids that an entry refers to, with the field of each. */
function references(kind: Kind, desired: Desired): Reference[] {
  return Object.entries(kind.fields).flatMap(([name, field]): Reference[] => {
    const value = desired.props[name];
    const inner = field.type === 'list' ? field.of : field;
    if (inner.type !== 'text' || inner.refersTo === undefined || value === null || value === undefined) return [];
    const target = inner.refersTo;
    const isTarget = kind.roles[name] === 'target';
    if (field.type !== 'list') return [{ target, id: value as string, path: [name], isTarget }];
    return (value as readonly Json[]).map((id) => ({
      target,
      id: id as string,
      path: [name, ...itemOf(desired, name, id)],
      isTarget,
    }));
  });
}

/** The item of a list that names an id. */
export function itemOf({ listed }: Desired, name: string, id: Json): Path {
  const index = listed[name]?.[String(id)];
  return index === undefined ? [] : [index];
}

type Where = Pick<LiveState, 'inventory' | 'region' | 'account'>;

function missing({ target, id, path, isTarget }: Reference, { region, account }: Where): Finding {
  return finding(existing[target], {
    code: `${target}-not-found`,
    severity: isTarget ? 'error' : 'warning',
    path,
    message: `${capitalized(target)} ${id} does not exist in ${region}.`,
    label: `no such ${target}`,
    help: `Check the id, the region of the stack (${region}) and the account (${account}).`,
  });
}

function unsupported({ target, id, path }: Reference, { category, unsupportedReason }: TargetResource): Finding {
  const byCategory = unsupportedCategories.values.includes(category?.toLowerCase() ?? '');
  return finding(byCategory ? unsupportedCategories : attachedOnce, {
    code: `${target}-cannot-be-protected`,
    path,
    message: `${capitalized(target)} ${id} cannot be backed up: ${unsupportedReason}.`,
    label: `this ${target}`,
    help: `Name another ${target}, or remove the entry.`,
  });
}

/** Named disks, instances and desktops that do not exist or cannot be backed up: the service would refuse them. */
export function missingTargets(kind: Kind, desired: Desired, state: Where): Finding[] {
  return references(kind, desired).flatMap((reference): Finding[] => {
    const found = state.inventory[reference.target].get(reference.id);
    if (found === undefined) return [missing(reference, state)];
    return reference.isTarget && found.unsupportedReason !== undefined ? [unsupported(reference, found)] : [];
  });
}
