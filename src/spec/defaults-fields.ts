import { choices } from '../base/text.ts';
import type { Field, Fields } from '../fields/field.ts';
import type { ObjectField } from '../fields/object.ts';
import { resourceGroupId, tagsField, unlistedTags } from '../kinds/common-fields.ts';
import { inheritorsOf } from '../kinds/inherited.ts';
import { kinds } from '../kinds/registry.ts';

/** A field of entries as a default of them: never required, since each entry can have its own. */
function asDefault(name: string, { required: _, ...field }: Field): Field {
  const takers = choices(
    inheritorsOf(name).map(({ plural }) => plural),
    'and',
  );
  const merged = field.type === 'map' ? 'Merged with those of the entry, which win.' : 'An entry’s own value replaces it.';
  return { ...field, doc: `${field.doc} For ${takers}. ${merged}`, absent: 'no default' };
}

const shared = new Set(['tags', 'resourceGroupId', 'unlistedTags']);
const ofOneKind = kinds.flatMap(({ fields }) => Object.entries(fields).filter(([name, field]) => field.inherited && !shared.has(name)));

/** In the order of pages and of `fmt`. What one kind takes of a tag and another refuses is judged by whom it reaches (src/validate/defaults.ts). */
const all: Fields = { tags: tagsField({ acsValues: 'warning' }), resourceGroupId, unlistedTags, ...Object.fromEntries(ofOneKind) };

export const defaults: ObjectField = {
  type: 'object',
  doc: 'Values for entries that have none of their own, where their kind takes them from here.',
  absent: 'no defaults',
  example: { tags: { team: 'payments' } },
  fields: Object.fromEntries(Object.entries(all).map(([name, field]) => [name, asDefault(name, field)])),
};
