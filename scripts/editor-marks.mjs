// What an editor marks in a document that names the schema, as far as it follows from YAML and the schema.
import { Ajv } from 'ajv';
import { parseAllDocuments } from 'yaml';

/** A function that says whether anything is marked in a text. */
export function markedBy(schema) {
  const validate = new Ajv({ allErrors: false, strict: false }).compile(schema);
  return (text) => {
    const documents = [parseAllDocuments(text, { version: '1.2', logLevel: 'silent' })].flat();
    if (documents.some(({ errors }) => errors.length > 0)) return true;
    try {
      return !validate(documents[0]?.toJS({ maxAliasCount: 1000 }) ?? null);
    } catch (error) {
      // Aliases that stand for more than anybody would write are for lint to refuse.
      return /^Unresolved alias/.test(error.message);
    }
  };
}
