import type { Path } from '../base/diagnostic.ts';
import type { Field, ObjectField } from '../kinds/field.ts';
import { kinds } from '../kinds/index.ts';
import { specField } from '../kinds/spec.ts';

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** A value of the spec, seen from its field: how messages call it, and how the codes of its findings begin. */
export type Route = { readonly field: Field; readonly path: Path; readonly name: string; readonly code: string };

const kindCodes = new Map(kinds.map((one) => [one.section, one.code]));

export const rootRoute: Route = { field: specField, path: [], name: 'the spec', code: 'spec' };

/** The route of a member of an object, an entry of a section, a value of a map or an item of a list. */
export function step(from: Route, key: string | number, field: Field): Route {
  const path = [...from.path, key];
  if (from.path.length === 0) return { field, path, name: String(key), code: kebab(String(key)) };
  const inSection = from.path.length === 1 && from.field.type === 'entries';
  if (inSection) return { field, path, name: `${from.name}/${key}`, code: kindCodes.get(from.name) ?? from.code };
  const entry = path.length === 3 && kindCodes.has(String(path[0]));
  const name = entry ? String(key) : typeof key === 'number' ? `${from.name}[${key}]` : `${from.name}.${key}`;
  const named = from.field.type === 'object';
  return {
    field,
    path,
    name,
    code: named ? `${from.code}-${kebab(String(key))}` : from.field.type === 'map' ? `${from.code}-value` : from.code,
  };
}

/** The field below another, by one key of a path; undefined where there is none. */
export function below(field: Field, key: string | number): Field | undefined {
  switch (field.type) {
    case 'object':
      return Object.hasOwn(field.fields, key) ? field.fields[key] : undefined;
    case 'entries':
      return field.of;
    case 'map':
      return field.values;
    case 'list':
      return field.of;
    default:
      return undefined;
  }
}

/** What an object is called where one of its keys is wrong or missing. */
export function owner(route: Route): string {
  return route.path.length === 0 ? 'the spec' : route.name;
}

/** Names of the fields that an object knows. */
export const known = (field: ObjectField): string[] => Object.keys(field.fields);
