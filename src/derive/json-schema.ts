import type { Field } from '../fields/field.ts';
import type { Schema } from '../fields/field-type.ts';
import { typeOf } from '../fields/registry.ts';
import { specField } from '../spec/fields.ts';
import { loosePlace } from './editor/place.ts';
import { editorSchema, schemaAt } from './editor/schema.ts';
import { byReference } from './schema-references.ts';

/**
 * For whom a schema is. Editors see the text as written, where `${var.x}` may stand in place of a value;
 * the validator sees it with the variables put in, and reads no word of what is said to people.
 */
export type Audience = 'editor' | 'validator';

const bareSchema = (field: Field): Schema => typeOf(field).schema(field, bareSchema);

/** The schema of one field and all that is below it. */
export const fieldSchema = (field: Field, audience: Audience): Schema =>
  audience === 'validator' ? bareSchema(field) : schemaAt(loosePlace(field));

const sections = Object.keys(specField.fields).filter((name) => specField.fields[name]?.type === 'entries');

/** The JSON Schema (draft-07) of a spec, derived from the kinds' fields. */
export function jsonSchema(audience: Audience): Schema {
  if (audience === 'editor') return editorSchema();
  return { $schema: 'http://json-schema.org/draft-07/schema#', ...byReference(bareSchema(specField), sections) };
}
