import type { Field } from '../fields/field.ts';
import { canonicalValue, typeOf } from '../fields/registry.ts';
import type { Props } from '../kinds/desired.ts';
import { inherits } from '../kinds/inherited.ts';
import type { Kind } from '../kinds/kind.ts';
import { kinds } from '../kinds/registry.ts';
import { find } from '../read/syntax-tree.ts';
import type { Entry, MapNode, Node } from '../read/syntax-tree.ts';
import { hasUnresolved } from '../read/variables.ts';
import { defaults as defaultsField } from '../spec/defaults-fields.ts';
import type { SchemaError } from '../../schema/validator.js';

function defaultEntries(root: Node): readonly Entry[] {
  const node = root.type === 'map' ? find(root, 'defaults')?.value : undefined;
  return node?.type === 'map' ? node.entries.filter(({ key }) => Object.hasOwn(defaultsField.fields, key)) : [];
}

/** Whether a default waits for a variable so that it has no value of its type; text stays as it is written. */
function waits({ key, value }: Entry): boolean {
  const field = defaultsField.fields[key] as Field;
  return field.type !== 'map' && !typeOf(field).textual && hasUnresolved(value);
}

/** The values of `defaults` in canonical form, without those that wait for a variable. */
export const defaultsIn = (root: Node): Props =>
  Object.fromEntries(
    defaultEntries(root)
      .filter((entry) => !waits(entry))
      .map(({ key, value }) => [key, canonicalValue(defaultsField.fields[key] as Field, value)]),
  );

/** Names of defaults, and those of them that wait for a variable. */
export type DefaultNames = { readonly given: ReadonlySet<string>; readonly waiting: ReadonlySet<string> };

export function defaultNames(root: Node): DefaultNames {
  const entries = defaultEntries(root);
  return { given: new Set(entries.map(({ key }) => key)), waiting: new Set(entries.filter(waits).map(({ key }) => key)) };
}

/** The defaults that an entry takes, among these. */
export const takenBy = (kind: Kind, node: MapNode, names: ReadonlySet<string>): string[] =>
  [...names].filter((name) => inherits(kind, name) && find(node, name) === undefined);

/** Errors of the schema but those about a field that is missing in an entry and there in `defaults`. */
export function withoutInherited(errors: readonly SchemaError[], root: Node): readonly SchemaError[] {
  const { given } = defaultNames(root);
  if (given.size === 0) return errors;
  return errors.filter(({ keyword, instancePath, params }) => {
    const [, section, key, ...rest] = instancePath.split('/');
    if (keyword !== 'required' || key === undefined || rest.length > 0) return true;
    const name = String(params['missingProperty']);
    const kind = kinds.find((one) => one.section === section);
    return !(kind && given.has(name) && inherits(kind, name));
  });
}
