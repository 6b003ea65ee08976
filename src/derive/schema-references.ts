import type { Json } from '../base/json.ts';
import type { Schema } from '../fields/field-type.ts';

/** Shorter than this, as JSON, a schema costs the validator less where it stands than as a function that is called. */
const worthNaming = 60;
const worthNamingOnce = 400;

const isSchema = (value: Json | undefined): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A schema whose inner schemas are changed, as far as they can be named. */
function within(schema: Schema, change: (inner: Schema) => Schema): Schema {
  const all = (values: Schema): Schema =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, isSchema(value) ? change(value) : value]));
  const { properties, items, additionalProperties, propertyNames, ...rest } = schema;
  const named = Object.entries({ items, additionalProperties, propertyNames }).filter(([, value]) => value !== undefined);
  return { ...rest, ...all(Object.fromEntries(named) as Schema), ...(isSchema(properties) && { properties: all(properties) }) };
}

function countsOf(schema: Schema): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const visit = (inner: Schema): Schema => {
    const text = JSON.stringify(inner);
    counts.set(text, (counts.get(text) ?? 0) + 1);
    return counts.get(text) === 1 ? within(inner, visit) : inner;
  };
  visit(schema);
  return counts;
}

/**
 * The same schema with each section, and whatever occurs twice, by reference. The validator has one function for each
 * definition, which makes it shorter, and compiled only as far as a spec makes use of it.
 */
export function byReference(schema: Schema, sections: readonly string[]): Schema {
  const counts = countsOf(schema);
  const names = new Map<string, string>();
  const definitions: { [name: string]: Schema } = {};
  const refer = (inner: Schema, name: string): Schema => {
    const text = JSON.stringify(inner);
    const known = names.get(text) ?? name;
    if (!names.has(text)) {
      names.set(text, known);
      definitions[known] = within(inner, change);
    }
    return { $ref: known };
  };
  const change = (inner: Schema): Schema => {
    const text = JSON.stringify(inner);
    const once = (counts.get(text) ?? 0) < 2;
    if (text.length < (once ? worthNamingOnce : worthNaming)) return within(inner, change);
    return refer(inner, `shared${names.size}`);
  };
  const { properties, ...rest } = schema;
  const byName = Object.entries(properties as Schema).map(([name, inner]) => [
    name,
    sections.includes(name) ? refer(inner as Schema, name) : change(inner as Schema),
  ]);
  return { ...rest, properties: Object.fromEntries(byName), definitions };
}
