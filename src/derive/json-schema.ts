import type { Field } from '../fields/field.ts';
import type { Audience, Schema } from '../fields/field-type.ts';
import { typeOf } from '../fields/registry.ts';
import { kinds } from '../kinds/registry.ts';
import { specField } from '../spec/fields.ts';
import { byReference } from './schema-references.ts';

function descriptionOf({ doc, absent, retired }: Field): string {
  const without = absent === undefined ? '' : ` Without it: ${absent}.`;
  const deprecated = retired === undefined ? '' : ` DEPRECATED: ${retired.why}.`;
  return `${doc}${without}${deprecated}`;
}

/** The schema of one field and all that is below it. */
export function fieldSchema(field: Field, audience: Audience): Schema {
  const schema = typeOf(field).schema(field, audience, (inner) => fieldSchema(inner, audience));
  if (audience === 'validator') return schema;
  const examples = field.type === 'enum' ? field.values : [field.example];
  const description = descriptionOf(field);
  return {
    ...schema,
    description,
    markdownDescription: description,
    ...(field.type !== 'object' && field.type !== 'entries' && { examples }),
  };
}

const sections = Object.keys(specField.fields).filter((name) => specField.fields[name]?.type === 'entries');

/** What an entry requires unless `defaults` has it. */
function unlessInherited(section: string, name: string): Schema {
  return {
    if: { required: ['defaults'], properties: { defaults: { required: [name] } } },
    else: { properties: { [section]: { additionalProperties: { required: [name] } } } },
  };
}

const inheritedRequirements = (): Schema[] =>
  kinds.flatMap(({ section, fields }) =>
    Object.entries(fields)
      .filter(([, field]) => field.required && field.inherited)
      .map(([name]) => unlessInherited(section, name)),
  );

/** The JSON Schema (draft-07) of a spec, derived from the kinds' fields. */
export function jsonSchema(audience: Audience): Schema {
  const schema = fieldSchema(specField, audience);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...(audience === 'editor'
      ? { title: 'snapspec spec, version 1', ...schema, allOf: inheritedRequirements() }
      : byReference(schema, sections)),
  };
}
