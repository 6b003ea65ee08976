import type { Path } from '../base/diagnostic.ts';
import type { Field } from '../fields/field.ts';
import type { Subject } from '../fields/field-type.ts';
import type { ObjectField } from '../fields/object.ts';
import { onlyInheritor } from '../kinds/inherited.ts';
import { kinds } from '../kinds/registry.ts';
import { childField } from '../fields/registry.ts';
import { specField } from '../spec/fields.ts';

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** A value of the spec, seen from its field: what messages call it, and how the codes of its findings begin. */
export type FieldPath = Subject & { readonly field: Field; readonly depth: number; readonly path: Path };

const kindCodes = new Map(kinds.map((one) => [one.section, one.code]));

export const rootPath: FieldPath = { field: specField, depth: 0, path: [], name: 'The spec', code: 'spec' };

/** A step of the walk. Its name, code and path are made when a finding asks for them: most values have none. */
class Step implements FieldPath {
  readonly from: FieldPath;
  readonly key: string | number;
  readonly field: Field;
  readonly depth: number;

  constructor(from: FieldPath, key: string | number, field: Field) {
    this.from = from;
    this.key = key;
    this.field = field;
    this.depth = from.depth + 1;
  }

  get path(): Path {
    return [...this.from.path, this.key];
  }

  /** An entry of a section, which is called by its address. */
  private get isEntry(): boolean {
    return this.depth === 2 && this.from.field.type === 'entries';
  }

  get name(): string {
    const { from, key } = this;
    if (this.depth === 1) return String(key);
    if (this.isEntry) return `${from.name}/${key}`;
    // A field of an entry is called by its own name: the code frame and the place show of which entry.
    if (this.depth === 3 && kindCodes.has(String(this.path[0]))) return String(key);
    return typeof key === 'number' ? `${from.name}[${key}]` : `${from.name}.${key}`;
  }

  get code(): string {
    const { from, key } = this;
    if (this.depth === 1) return kebab(String(key));
    if (this.isEntry) return kindCodes.get(from.name) ?? from.code;
    // A default of one kind only has the findings of that kind's field.
    const kind = this.depth === 2 && from.name === 'defaults' ? onlyInheritor(String(key)) : undefined;
    if (kind) return `${kind.code}-${kebab(String(key))}`;
    if (from.field.type === 'object') return `${from.code}-${kebab(String(key))}`;
    return from.field.type === 'map' ? `${from.code}-value` : from.code;
  }
}

/** The path of a member of an object, an entry of a section, a value of a map or an item of a list. */
export const childPath = (from: FieldPath, key: string | number, field: Field): FieldPath => new Step(from, key, field);

/** The path of a value of the spec, all of whose fields are known. */
export function fieldPathAt(path: Path): FieldPath {
  let at = rootPath;
  for (const key of path) at = childPath(at, key, childField(at.field, key) as Field);
  return at;
}

/** Names of the fields of an object. */
export const fieldNames = (field: ObjectField): string[] => Object.keys(field.fields);
