import { choices } from '../base/text.ts';
import type { Fact } from '../facts/fact.ts';
import type { Field, Fields, Range } from '../fields/field.ts';
import { kinds } from '../kinds/registry.ts';
import { specField } from '../spec/fields.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const span = ({ min, max }: Range, unit: string): string => `${min} to ${max} ${unit}`;

/** What a field takes, in a few words. */
function limits(field: Field): string {
  switch (field.type) {
    case 'text':
      return (
        [field.length && span(field.length, 'characters'), ...(field.rules ?? []).map((rule) => rule.requirement)]
          .filter(Boolean)
          .join('; ') || 'text'
      );
    case 'int': {
      const { min, max, also = [] } = field.range;
      return `whole number: ${choices([...also.map(String), `${min} to ${max}`])}`;
    }
    case 'bool':
      return 'true or false';
    case 'enum':
      return `${choices(field.values.map((value) => `\`${value}\``))}, in any casing`;
    case 'list':
      return `list${field.count ? ` of ${span(field.count, 'items')}` : ''}`;
    case 'map':
      return `mapping of text to text${field.count ? `, ${span(field.count, 'entries')}` : ''}`;
    case 'moment':
      return '`YYYY-MM-DD`, or an instant with its zone';
    case 'scalar':
      return 'text or a number';
    case 'object':
    case 'entries':
      return 'mapping';
    default:
      return field satisfies never;
  }
}

/** The facts that a field's limits rest on. */
function facts(field: Field): Fact[] {
  const own: (Fact | undefined)[] = [field.required];
  if (field.type === 'text') own.push(field.length, ...(field.rules ?? []));
  if (field.type === 'int') own.push(field.range);
  if (field.type === 'list' || field.type === 'map') own.push(field.count);
  if (field.type === 'enum') own.push(field);
  return own.filter((fact) => fact !== undefined);
}

function rows(fields: Fields, prefix: string): string[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const absent = field.required ? '**required**' : (field.absent ?? '');
    const pages = [...new Set(facts(field).flatMap((fact) => fact.sources.map((source) => source.page)))];
    const doc = `${field.doc}${field.retired ? ' **Retired**: accepted, warned about, not sent.' : ''}`;
    const row = `| \`${prefix}${name}\` | ${cell(doc)} | ${cell(absent)} | ${cell(limits(field))} | ${cell(pages.join('; ') || '—')} |`;
    const inner =
      field.type === 'object'
        ? rows(field.fields, `${prefix}${name}.`)
        : field.type === 'list' && field.of.type === 'object'
          ? rows(field.of.fields, `${prefix}${name}[].`)
          : [];
    return [row, ...inner];
  });
}

const table = (fields: Fields, prefix = ''): string =>
  ['| field | what it is | without it | takes | set by |', '|---|---|---|---|---|', ...rows(fields, prefix)].join('\n');

/** The reference of the spec: every field with its meaning, what its absence means, its limits and who sets them. */
export function specReference(): string {
  const sections = new Set(kinds.map((kind) => kind.section));
  const head = Object.fromEntries(Object.entries(specField.fields).filter(([name]) => !sections.has(name)));
  const parts = kinds.map(
    (kind) => `## \`${kind.section}\`\n\n${kind.doc} An entry's address is \`${kind.section}/KEY\`.\n\n${table(kind.fields)}`,
  );
  return [
    '# The spec, field by field',
    'Derived from the same facts that lint, the JSON Schema and the local cloud use; written by `npm run gen`. A page was read on the day that the findings name.',
    '“snapspec” sets what no page states; its own limits are never called the cloud’s. Lengths count characters (Unicode code points); the pages do not say in which unit the service counts.',
    `## The head\n\n${table(head)}`,
    ...parts,
  ].join('\n\n');
}
