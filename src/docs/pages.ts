import { choices, count } from '../base/text.ts';
import { apiErrorEntries } from '../derive/api-errors.ts';
import type { ApiErrorEntry } from '../derive/api-errors.ts';
import { codesOfRow, counts } from '../derive/catalogue.ts';
import { ruleEntries } from '../derive/rule-index.ts';
import type { RuleEntry } from '../derive/rule-index.ts';
import { catalogue } from '../facts/catalogue/index.ts';
import type { CatalogueRow, Held } from '../facts/catalogue/index.ts';
import { exampleReport } from './example-output.ts';
import { holders } from './explain-row.ts';
import { exampleText, seenText } from './explain-text.ts';

const derived = '<!-- Derived by `npm run gen`; not to be edited. -->';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

/** Longer than any code fence inside, which there is none of. */
const fence = (language: string, text: string): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

const finders: { readonly [F in RuleEntry['from']]: string } = {
  text: 'Reading the file',
  field: 'Single values, and values beside one another',
  check: 'The spec as a whole',
  advice: 'Advice on a spec that is right',
  plan: 'Reading the cloud for the plan',
  input: 'Files of the local cloud',
};

const stages: { readonly [F in RuleEntry['from']]: string } = {
  text: 'found when the file is read',
  field: 'found when the spec is checked',
  check: 'found when the spec is checked',
  advice: 'advice, given when the spec is right',
  plan: 'found when the plan reads the cloud',
  input: 'found when a file of the local cloud is read',
};

const pageList = (sources: RuleEntry['sources']): string => sources.map(({ page, read }) => `- ${page} (read ${read})`).join('\n');

/** What is shown of an example: a page of a thousand items helps nobody. */
const longest = 4000;

function exampleSections({ example }: RuleEntry): string[] {
  if (example === undefined) return [];
  const bad = exampleText(example.bad);
  const shown =
    bad.length > longest
      ? `(The example has ${count(bad.length, 'character')}: too many items, or too long a text. \`snapspec explain\` prints it.)`
      : `${fence('yaml', bad)}\n\n${fence('text', exampleReport(example.bad))}`;
  return [`## Incorrect\n\n${shown}`, `## Correct\n\n${fence('yaml', example.good)}`];
}

const errorLink = (code: string): string => `[\`${code}\`](../api-errors.md)`;
const rowLink = (row: string): string => `[${row}](../constraints.md)`;

function rulePage(entry: RuleEntry): string {
  const rows = entry.rows.filter((row) => !/^(OWN|SEL)-/.test(row));
  const sections = [
    `# ${entry.code}`,
    `${derived}\n\n${choices(entry.severities)}, ${stages[entry.from]}${entry.field === undefined ? '' : `; the field is \`${entry.field}\``}.`,
    entry.what,
    `**Why.** ${entry.why}`,
    `**What to do.** ${entry.fix}`,
    ...entry.disputed.map((text) => `**The pages differ.** ${text}`),
    ...(entry.refusals.length > 0
      ? [`**The service says** ${entry.refusals.map(({ code, status }) => `${errorLink(code)} (${status})`).join(', ')}.`]
      : []),
    ...exampleSections(entry),
    ...(entry.sources.length > 0 ? [`## Sources\n\n${pageList(entry.sources)}`] : []),
    ...(rows.length > 0 ? [`Constraints: ${rows.map(rowLink).join(', ')}.`] : []),
  ];
  return `${sections.join('\n\n')}\n`;
}

function ruleIndex(entries: readonly RuleEntry[]): string {
  const parts = (Object.keys(finders) as RuleEntry['from'][]).map((from) => {
    const own = entries.filter((one) => one.from === from);
    return `## ${finders[from]}\n\n${table(
      ['code', 'severity', 'what'],
      own.map((one) => [`[${one.code}](${one.code}.md)`, choices(one.severities), one.what]),
    )}`;
  });
  return `${[`# Findings\n\n${derived}\n\nEvery finding that snapspec can give: ${count(entries.length, 'code')}. \`snapspec explain CODE\` prints the same.`, ...parts].join('\n\n')}\n`;
}

const by: { readonly [B in ApiErrorEntry['prevented']['by']]: string } = {
  lint: 'lint',
  plan: 'reading the cloud',
  shape: 'never sent',
  nothing: 'nothing',
};
const handled: { readonly [H in ApiErrorEntry['handling']]: string } = {
  passing: 'yes',
  already: 'counts as done',
  throttled: 'next minute',
  'token-in-use': 'yes',
  ambiguous: 'looks first',
  'token-spent': 'looks first',
  final: 'no',
};

function errorPage(entries: readonly ApiErrorEntry[]): string {
  const head = `# Error codes of the API\n\n${derived}\n\nEvery code that the pages of the operations list, with those that any call can get: ${count(entries.length, 'code')}. \`snapspec explain CODE\` says more of each. Codes are matched and never statuses, since pages give the same code several.`;
  const rows = entries.map((one) => [`\`${one.code}\``, one.means, seenText(one), by[one.prevented.by], handled[one.handling], one.remedy]);
  return `${head}\n\n${table(['code', 'means', 'seen', 'prevented by', 'sent again', 'what to do'], rows)}\n`;
}

function whereOf(row: CatalogueRow): string {
  const found = codesOfRow(row).map((code) => `[${code}](rules/${code}.md)`);
  const errors = (row.errors ?? []).map((code) => `\`${code}\``);
  return [row.how ?? '', found.join(', '), errors.length > 0 ? `API: ${errors.join(', ')}` : ''].filter((text) => text !== '').join(' ');
}

function constraintsPage(): string {
  const many = counts();
  const sum = [...many.values()].reduce((total, one) => total + one, 0);
  const head = `# The catalogue of constraints\n\n${derived}\n\nEvery constraint that the pages of the API document or that follows from them, and where snapspec holds it: ${sum} rows. A row of the preflight without a finding has its error explained until the plan checks it.`;
  const total = table(
    ['held', 'where', 'rows'],
    (Object.keys(holders) as Held[]).map((held) => [held, holders[held], String(many.get(held) ?? 0)]),
  );
  const parts = catalogue.map(
    ({ title, rows }) =>
      `## ${title}\n\n${table(
        ['row', 'constraint', 'held', 'how'],
        rows.map((row) => [row.row, row.says, row.held, whereOf(row)]),
      )}`,
  );
  return `${[head, total, ...parts].join('\n\n')}\n`;
}

/** Pages by path below the repository's root: one a finding, their index, the API's error codes and the catalogue. */
export function pages(): { readonly [path: string]: string } {
  const entries = ruleEntries();
  return {
    ...Object.fromEntries(entries.map((entry) => [`docs/rules/${entry.code}.md`, rulePage(entry)])),
    'docs/rules/README.md': ruleIndex(entries),
    'docs/api-errors.md': errorPage(apiErrorEntries()),
    'docs/constraints.md': constraintsPage(),
  };
}
