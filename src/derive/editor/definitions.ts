import type { Json } from '../../base/json.ts';
import type { Schema } from '../../fields/field-type.ts';

const isSchema = (value: Json | undefined): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every member of `allOf` in a schema and below it, changed. */
function withParts(value: Json, change: (part: Schema) => Schema): Json {
  if (Array.isArray(value)) return value.map((one) => withParts(one, change));
  if (!isSchema(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      name === 'allOf' && Array.isArray(one)
        ? one.map((part) => change(withParts(part, change) as Schema))
        : withParts(one as Json, change),
    ]),
  );
}

/**
 * A schema whose lists of suggestions that occur in several places are written once, under the name in their `$comment`. Only
 * they: editors take the title of an inner schema from wherever they came to it last.
 */
export function shared(schema: Schema): Schema {
  const counts = new Map<string, number>();
  withParts(schema, (part) => {
    const text = JSON.stringify(part);
    counts.set(text, (counts.get(text) ?? 0) + 1);
    return part;
  });
  const definitions = new Map<string, readonly [name: string, part: Schema]>();
  const changed = withParts(schema, (part) => {
    const { $comment: name } = part;
    const text = JSON.stringify(part);
    if (typeof name !== 'string' || (counts.get(text) ?? 0) < 2) return part;
    definitions.set(text, [name, part]);
    return { $ref: `#/definitions/${name}` };
  }) as Schema;
  return definitions.size === 0 ? changed : { ...changed, definitions: Object.fromEntries(definitions.values()) };
}
