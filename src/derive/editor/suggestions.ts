import { capitalized } from '../../base/text.ts';
import { flow } from '../../base/yaml-writer.ts';
import type { Json } from '../../base/json.ts';
import { regions } from '../../facts/regions.ts';
import type { Field } from '../../fields/field.ts';
import type { Schema } from '../../fields/field-type.ts';
import type { TextField } from '../../fields/text.ts';
import { ruleEntries } from '../rule-index.ts';
import { timeZones } from './time-zones.ts';
import { orVariable } from './texts.ts';

/** Fails for any value, with one message: editors have none of ours for `not`. */
export const unsatisfiable = (errorMessage: string): Schema => ({
  allOf: [
    { type: 'null', errorMessage },
    { type: 'object', errorMessage },
  ],
});

/**
 * A value that an editor offers: unlike a member of `examples`, it is not repeated when somebody points at the field, has
 * words of its own, and is inserted in quotes where it needs them.
 */
const offered = (value: Json, description?: string): Schema => ({
  label: flow(value),
  body: flow(value),
  ...(description !== undefined && { description: description.replaceAll('`', '') }),
});

const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);

/** A time of day in quotes: YAML 1.1, which many tools still read, makes a number of 02:00. */
const lists: { readonly [S in NonNullable<Field['suggests']>]?: () => Schema[] } = {
  regions: () => Object.entries(regions).map(([id, place]) => offered(id, place)),
  'time-zones': () => timeZones().map((zone) => offered(zone)),
  hours: () => hours.map((hour) => offered(hour)),
};

/** The values that a field offers, each with what it means. */
export function offeredValues(field: Field): Schema {
  const { suggests, means = {} } = field;
  const snippets = suggests === undefined ? undefined : lists[suggests]?.();
  if (snippets) return { allOf: [{ $comment: suggests as string, defaultSnippets: snippets }] };
  const values = field.type === 'enum' ? field.values : Object.keys(means);
  if (values.length === 0) return {};
  const asWritten = (value: string): Json => (field.type === 'int' ? Number(value) : value);
  return { defaultSnippets: values.map((value) => offered(asWritten(value), means[value])) };
}

/** Findings whose weight a spec can set: those of the text itself, and of other files, are not among them. */
const weighed = () => ruleEntries().filter(({ from }) => from !== 'text' && from !== 'input');

/** A member for each code of a finding, so that editors complete it and say what it is about. Others are taken, too. */
export function codeProperties(values: TextField, name: string): Schema {
  const { means = {} } = values;
  const message = `A value of ${name} must be ${Object.keys(means).join(', ')}, ${orVariable}.`;
  // Flat, since editors that find a schema in several places mix up the titles of what is below it.
  const severity: Schema = {
    $comment: 'severities',
    type: 'string',
    errorMessage: message,
    pattern: `^(?:${Object.keys(means).join('|')})$|\\$\\{var\\.`,
    patternErrorMessage: message,
    defaultSnippets: Object.entries(means).map(([value, description]) => offered(value, description)),
  };
  return Object.fromEntries(
    weighed().map(({ code, what, severities }) => [
      code,
      { title: code, description: `${capitalized(severities.join(' or '))}. ${what.replaceAll('`', '')}`, allOf: [severity] },
    ]),
  );
}
