import { choices, count } from '../base/text.ts';
import type { Json } from '../base/json.ts';
import { specWith } from '../derive/examples.ts';
import { ruleEntries } from '../derive/rule-index.ts';
import type { RuleEntry } from '../derive/rule-index.ts';
import { typeOf } from '../fields/registry.ts';
import { analyze } from '../frontend/analyze.ts';
import { childPath, rootPath } from '../validate/field-path.ts';
import type { FieldPath } from '../validate/field-path.ts';

/** Daylight saving in examples is checked from this year on, so that the page does not change by itself. */
const year = 2026;

/** Specs with a value that its field refuses, or a variable that is misspelt, for every field. */
export function refusedSpecs(at: FieldPath = rootPath): readonly string[] {
  const type = typeOf(at.field);
  const own = at.path.length === 0 ? [] : [...type.edges(at.field).refused, '${v}'].map((value: Json) => specWith(at.path, value));
  return [...own, ...(type.children?.(at.field) ?? []).flatMap(([key, field]) => refusedSpecs(childPath(at, key, field)))];
}

const errorsOf = (content: string): string[] =>
  analyze([{ file: 'snapspec.yaml', content }], { year, unresolved: 'info', codes: ruleEntries().map(({ code }) => code) })
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);

/** Errors that one file shows by itself. */
const inOneFile = ({ severities, from, example }: RuleEntry): boolean =>
  severities.includes('error') && from !== 'plan' && from !== 'input' && typeof example?.bad === 'string';

/** Errors that the schema shows in none of the specs that have no other. */
function onlyLint(isRed: (text: string) => boolean): readonly RuleEntry[] {
  const entries = ruleEntries().filter(inOneFile);
  const specs = [...entries.flatMap(({ example }) => (typeof example?.bad === 'string' ? [example.bad] : [])), ...refusedSpecs()];
  const shown = new Set(
    specs.flatMap((text) => {
      const codes = [...new Set(errorsOf(text))];
      return codes.length === 1 && isRed(text) ? codes : [];
    }),
  );
  return entries.filter(({ code }) => !shown.has(code));
}

/**
 * The page of what an editor with the schema does not show.
 * @param isRed whether an editor marks anything in a document
 */
export function onlyLintPage(isRed: (text: string) => boolean): string {
  const found = onlyLint(isRed);
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  const rows = found.map(({ code, severities, what }) => `| [${code}](rules/${code}.md) | ${choices(severities)} | ${cell(what)} |`);
  return `<!-- Derived by \`npm run gen\`; not to be edited. -->

# Errors that only lint finds

An editor that knows the [JSON Schema](editors.md) marks what is wrong with a value, a key or an entry by itself. These
${count(found.length, 'error')} are about several places at once, the calendar, time zones, or variables and comments: in no spec that has one of
them and no other error does the schema mark anything. What is wrong between several files, and what only the cloud knows, comes
on top: \`snapspec lint\`, \`snapspec lint --live\` and \`snapspec plan\` say it.

The other way round there is nothing: where the schema marks something, lint has an error, at the latest when every variable
has a value.

| code | severity | what |
|---|---|---|
${rows.join('\n')}
`;
}
