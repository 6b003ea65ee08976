import type { Field } from '../../fields/field.ts';
import type { Schema } from '../../fields/field-type.ts';
import { kinds } from '../../kinds/registry.ts';
import { shared } from './definitions.ts';
import { placeBelow, rootPlace } from './place.ts';
import type { Place } from './place.ts';
import { shape } from './shapes.ts';
import { snippetsFor } from './snippets.ts';
import { offeredValues } from './suggestions.ts';
import { descriptionOf, markdownOf } from './words.ts';

/** One value to begin with, where a field offers no list of them. */
function exampleOf(field: Field, offered: Schema): Schema {
  const scalar = field.type === 'text' || field.type === 'int' || field.type === 'date-time' || field.type === 'plain';
  // A single value with a meaning of its own is not what most write.
  const alone = Object.keys(offered).length === 0 || (field.type === 'int' && Object.keys(field.means ?? {}).length === 1);
  return scalar && alone && field.retired === undefined ? { examples: [field.example] } : {};
}

/** The schema of a place and all that is below it, as an editor uses it. */
export function schemaAt(place: Place): Schema {
  const { field, title, name } = place;
  const offered = offeredValues(field);
  return {
    title,
    description: descriptionOf(place),
    markdownDescription: markdownOf(place),
    ...(field.retired && { doNotSuggest: true, deprecated: true }),
    ...shape(field, name, (inner) => schemaAt(placeBelow(place, inner))),
    ...snippetsFor(place),
    ...offered,
    ...exampleOf(field, offered),
  };
}

/** What an entry requires unless `defaults` has it. */
const unlessInherited = (section: string, name: string): Schema => ({
  if: { required: ['defaults'], properties: { defaults: { required: [name] } } },
  else: {
    properties: {
      [section]: {
        doNotSuggest: true,
        additionalProperties: { required: [name], errorMessage: `${name} is required, here or in defaults.` },
      },
    },
  },
});

const inheritedRequirements = (): Schema[] =>
  kinds.flatMap(({ section, fields }) =>
    Object.entries(fields)
      .filter(([, field]) => field.required && field.inherited)
      .map(([name]) => unlessInherited(section, name)),
  );

/** The JSON Schema (draft-07) of a spec for editors: shapes with a message each, words for every place, and what may stand there. */
export function editorSchema(): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'urn:snapspec:schema:spec:1',
    ...shared(schemaAt(rootPlace)),
    allOf: inheritedRequirements(),
  };
}
