import type { Schema } from '../fields/field-type.ts';
import { plainValue, variableFile } from '../spec/variables.ts';
import { loosePlace } from './editor/place.ts';
import { schemaAt } from './editor/schema.ts';
import { textChecks } from './editor/texts.ts';

/** The JSON Schema (draft-07) of a file of values, as `--var-file` takes it. */
export const varFileSchema = (): Schema => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Values of variables of a spec of snapspec',
  description: `${variableFile.doc} Each is given to the variable of this name that the spec declares; no variable stands in it.`,
  // An empty file has none.
  type: ['object', 'null'],
  errorMessage: 'A file of variables must be a mapping of their names to their values.',
  propertyNames: { title: 'name', ...textChecks(variableFile.keys, 'The name of a variable') },
  additionalProperties: { ...schemaAt({ ...loosePlace(plainValue), name: 'A value' }), title: 'value of a variable' },
});
