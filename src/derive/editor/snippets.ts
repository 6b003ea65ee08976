import type { Json } from '../../base/json.ts';
import { isRecord } from '../../base/json.ts';
import { flow } from '../../base/yaml-writer.ts';
import type { Field } from '../../fields/field.ts';
import type { Schema } from '../../fields/field-type.ts';
import type { ObjectField } from '../../fields/object.ts';
import { kinds } from '../../kinds/registry.ts';
import type { Place } from './place.ts';

/** One way of writing an object: its members by their names, each with an example. */
type Way = { readonly label: string; readonly value: { readonly [name: string]: Json } };

const examplesOf = ({ fields }: ObjectField, names: readonly string[]): Way['value'] =>
  Object.fromEntries(names.map((name) => [name, fields[name]?.example as Json]));

/** The ways of writing an object that its relations tell apart; else the one of its example. */
function waysOf(field: ObjectField, example: Json): readonly Way[] {
  const base = isRecord(example) ? example : {};
  const relation = (field.relations ?? []).find(({ type, severity }) => severity === 'error' && (type === 'either' || type === 'any'));
  const groups =
    relation?.type === 'either'
      ? relation.groups.map(({ needs }) => needs)
      : relation?.type === 'any'
        ? relation.fields.map((one) => [one])
        : [];
  if (groups.length === 0) return [{ label: Object.keys(base).join(', '), value: base }];
  const choice = new Set(groups.flat());
  const rest = Object.fromEntries(Object.entries(base).filter(([name]) => !choice.has(name)));
  const also = relation?.type === 'either' ? {} : rest;
  return groups.map((needs) => ({ label: needs.join(', '), value: { ...examplesOf(field, needs), ...also } }));
}

/** Counts the places that a person goes through one after another. */
class Places {
  #count = 0;
  next = (): number => ++this.#count;
}

const escaped = (text: string): string => text.replaceAll(/[\\$}]/g, String.raw`\$&`);
const blank = (places: Places, text: string): string => `\${${places.next()}:${escaped(text)}}`;
const choice = (places: Places, values: readonly string[]): string =>
  `\${${places.next()}|${values.map((one) => one.replaceAll(/[\\,|]/g, String.raw`\$&`)).join(',')}|}`;

/** The one of these first. */
const withFirst = (values: readonly string[], first: string): readonly string[] => [first, ...values.filter((one) => one !== first)];

/** An example as the body of a snippet: what a person has to look at is a place to fill in. */
function body(field: Field, value: Json, places: Places): Json {
  switch (field.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(value as Way['value']).map(([name, one]) => [name, body(field.fields[name] as Field, one, places)]),
      );
    case 'map':
      return Object.fromEntries(Object.entries(value as Way['value']).map(([key, one]) => [blank(places, key), blank(places, flow(one))]));
    case 'list':
      return field.of.type === 'object'
        ? (value as readonly Json[]).map((item) => body(field.of, item, places))
        : `[${blank(places, flow(value).slice(1, -1))}]`;
    case 'bool':
      return choice(places, withFirst(['true', 'false'], String(value)));
    case 'enum':
      return field.values.length === 1 ? String(value) : choice(places, withFirst(field.values, String(value)));
    default:
      return blank(places, flow(value));
  }
}

/** The example of an entry of a kind is the kind's own; elsewhere it is that of the field. */
const exampleOf = (place: Place, field: Field): Json =>
  (place.at.path.length <= 2 && kinds.find((kind) => kind.section === place.at.path[0])?.example) || field.example;

const snippet = (label: string, made: Json, description: string): Schema => ({
  label,
  body: made,
  description: description.replaceAll('`', ''),
});

/** A snippet for each way of writing an object; `wrap` puts it where it belongs. */
function objectSnippets(
  place: Place,
  field: ObjectField,
  title: string,
  wrap: (inner: (places: Places) => Json, places: Places) => Json,
): Schema[] {
  const ways = waysOf(field, exampleOf(place, field)).filter(({ value }) => Object.keys(value).length > 0);
  return ways.map(({ label, value }) => {
    const places = new Places();
    const made = wrap(() => body(field, value, places), places);
    return snippet(ways.length === 1 ? title : `${title}: ${label}`, made, field.doc);
  });
}

const bare: Parameters<typeof objectSnippets>[3] = (inner, places) => inner(places);

/** What an editor offers to put in the place of a value that has members. */
export function snippetsFor(place: Place): Schema {
  const { field, title } = place;
  const made = ((): Schema[] => {
    switch (field.type) {
      case 'object':
        if (place.at.path.length === 0) return specSnippets(place, field);
        // The list offers its items.
        return place.isItem ? [] : objectSnippets(place, field, `new ${place.prefix === '' ? title : place.name}`, bare);
      case 'entries':
        return objectSnippets(place, field.of, `new entry of ${place.name}`, (inner, places) => ({
          [blank(places, field.keys.example as string)]: inner(places),
        }));
      case 'list':
        // An editor that is asked for an item puts the dash there by itself.
        return field.of.type === 'object' ? objectSnippets(place, field.of, `new item of ${place.name}`, bare) : [];
      default:
        return [];
    }
  })();
  return made.length === 0 ? {} : { defaultSnippets: made };
}

/** A whole spec of each kind: what its head must have, and one entry. */
function specSnippets(place: Place, field: ObjectField): Schema[] {
  const required = Object.keys(field.fields).filter((name) => field.fields[name]?.required);
  return kinds.flatMap((kind) => {
    const section = field.fields[kind.section];
    if (section?.type !== 'entries') return [];
    const below = { ...place, at: { ...place.at, path: [kind.section] } };
    return objectSnippets(below, section.of, `new spec with ${kind.section}`, (inner, places) => {
      const head = examplesOf(field, required);
      const begun = Object.fromEntries(Object.entries(head).map(([name, one]) => [name, body(field.fields[name] as Field, one, places)]));
      return { ...begun, [kind.section]: { [blank(places, section.keys.example as string)]: inner(places) } };
    });
  });
}
