import type { Field, Fields } from '../fields/field.ts';
import { typeOf } from '../fields/registry.ts';
import { kinds } from '../kinds/registry.ts';
import { specField } from '../spec/fields.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** The pages that set a field's limits. */
function pagesOf(field: Field): string[] {
  const limits = typeOf(field)
    .rules(field)
    .filter(({ severity, ofKey }) => severity === 'error' && !ofKey)
    .map(({ fact }) => fact);
  const facts = [...(field.required ? [field.required] : []), ...limits];
  return [...new Set(facts.flatMap(({ sources }) => sources.map(({ page }) => page)))];
}

function innerRows(name: string, field: Field): string[] {
  if (field.type === 'object') return rows(field.fields, `${name}.`);
  return field.type === 'list' && field.of.type === 'object' ? rows(field.of.fields, `${name}[].`) : [];
}

function row(name: string, field: Field): string {
  const doc = `${field.doc}${field.retired ? ' **Retired**: accepted, warned about, not sent.' : ''}`;
  const absent = field.required ? `**required**${field.inherited ? ', here or in `defaults`' : ''}` : (field.absent ?? '');
  const requirement = typeOf(field).requirement(field);
  return `| ${[`\`${name}\``, doc, absent, requirement, pagesOf(field).join('; ') || '—'].map(cell).join(' | ')} |`;
}

function rows(fields: Fields, prefix: string): string[] {
  return Object.entries(fields).flatMap(([name, field]) => [row(`${prefix}${name}`, field), ...innerRows(`${prefix}${name}`, field)]);
}

const table = (fields: Fields): string =>
  ['| field | what it is | without it | takes | set by |', '|---|---|---|---|---|', ...rows(fields, '')].join('\n');

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
