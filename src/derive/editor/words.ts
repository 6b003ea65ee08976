import type { Source } from '../../base/diagnostic.ts';
import type { Fact } from '../../facts/fact.ts';
import type { Field } from '../../fields/field.ts';
import { typeOf } from '../../fields/registry.ts';
import { kinds } from '../../kinds/registry.ts';
import type { Place } from './place.ts';

/** Pages are named relative to the schema, beside which they are installed. */
const docs = '../docs';

const distinct = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];

/** Facts that a value of the field itself is held to. */
function factsOf(field: Field): readonly Fact[] {
  const limits = typeOf(field)
    .rules(field)
    .map(({ fact }) => fact);
  return [...(field.required ? [field.required] : []), ...limits, ...(field.retired ? [field.retired] : [])];
}

/** The codes of the findings that a value of a place itself can have. */
export function codesAt({ at, field }: Place): readonly string[] {
  const relations = field.type === 'object' ? (field.relations ?? []) : [];
  return distinct([
    ...typeOf(field)
      .rules(field)
      .map(({ part }) => `${at.code}-${part}`),
    ...relations.map(({ code }) => `${at.code}-${code}`),
    ...(field.retired ? [`${at.code}-retired`] : []),
  ]);
}

const pageText = ({ page, read }: Source): string => `${page}, read ${read}`;

function setBy(field: Field): string | undefined {
  const facts = factsOf(field);
  if (facts.length === 0) return undefined;
  const own = facts.some(({ sources }) => sources.length === 0) ? ['snapspec itself'] : [];
  return [...distinct(facts.flatMap(({ sources }) => sources.map(pageText))), ...own].join('; ');
}

const presence = ({ required, inherited, absent }: Field): string | undefined =>
  required ? `**Required**${inherited ? ', here or in `defaults`' : ''}` : absent === undefined ? undefined : `**Without it:** ${absent}`;

function more(place: Place): string {
  const [first, ...others] = codesAt(place);
  const section = place.at.path[0];
  const kind = kinds.find((one) => one.section === section);
  const spec = `[the spec, field by field](${docs}/spec.md#${kind ? kind.section.toLowerCase() : 'the-head'})`;
  if (first === undefined) return `**More:** ${spec}`;
  const prefix = others.length === 0 ? first : place.at.code;
  return `**More:** ${spec}, \`snapspec explain ${prefix}\``;
}

/** What a field takes, with its unit; undefined where that goes without saying. */
function taken(field: Field): readonly [label: string, text: string] | undefined {
  if (field.type === 'object' || field.type === 'entries') return undefined;
  const requirement = typeOf(field).requirement(field);
  return [requirement.includes('must ') ? 'Limits' : 'Takes', field.unit === undefined ? requirement : `${requirement}, in ${field.unit}`];
}

/** What an object cannot do without, and what it may have. */
function membersOf(field: Field): readonly string[] {
  if (field.type !== 'object') return [];
  const named = (required: boolean): string =>
    Object.entries(field.fields)
      .filter(([, one]) => (one.required !== undefined) === required && one.retired === undefined)
      .map(([name]) => `\`${name}\``)
      .join(', ');
  return [
    ...(named(true) === '' ? [] : [`**Must have:** ${named(true)}`]),
    ...(named(false) === '' ? [] : [`**May have:** ${named(false)}`]),
  ];
}

/** What a field is, what its absence means, what it takes, who says so, and where more is to be read. */
export function markdownOf(place: Place): string {
  const { field } = place;
  const takes = taken(field);
  const facts = [
    field.retired && `**Retired:** ${field.retired.why}. It is accepted, warned about and never sent`,
    presence(field),
    takes && `**${takes[0]}:** ${takes[1]}`,
    ...membersOf(field),
    ...Object.entries(field.type === 'enum' ? {} : (field.means ?? {})).map(([value, text]) => `**\`${value}\`:** ${text}`),
    setBy(field) && `**Set by:** ${setBy(field)}`,
    ...distinct(factsOf(field).flatMap(({ disputed }) => (disputed === undefined ? [] : [`**The pages differ:** ${disputed}`]))),
    more(place),
  ];
  return `${field.doc}\n\n${facts
    .filter((fact) => fact !== undefined)
    .map((fact) => `- ${fact}`)
    .join('\n')}`;
}

/** The same in a sentence or two, for editors that show plain text. */
export function descriptionOf({ field }: Place): string {
  const presenceText = field.required
    ? ` Required${field.inherited ? ', here or in defaults' : ''}.`
    : field.absent === undefined
      ? ''
      : ` Without it: ${field.absent}.`;
  const retired = field.retired === undefined ? '' : ` RETIRED: ${field.retired.why}.`;
  const takes = taken(field);
  return `${field.doc}${presenceText}${takes ? ` ${takes[0]}: ${takes[1]}.` : ''}${retired}`.replaceAll('`', '');
}
