import type { Example } from '../base/explanation.ts';
import { jsonText } from '../escape/json.ts';
import { formatVersion } from '../base/format-version.ts';
import { choices } from '../base/text.ts';
import type { ApiErrorEntry } from '../derive/api-errors.ts';
import type { RowEntry } from '../derive/catalogue.ts';
import type { RuleEntry } from '../derive/rule-index.ts';
import { style as paintFor } from '../report/terminal/style.ts';

const width = 100;

/** Words in lines that fit, each but the first indented. */
function fold(text: string, indent: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${indent}`);
}

type Part = readonly [name: string, text: string | undefined];

/** A title, and what there is to say of it, each behind its name. */
export function parts(title: string, all: readonly Part[], color: boolean): string {
  const { strong } = paintFor(color);
  const shown = all.filter((part): part is readonly [string, string] => part[1] !== undefined && part[1] !== '');
  const widest = Math.max(...shown.map(([name]) => name.length));
  const indent = ' '.repeat(widest + 4);
  return `${strong(title)}\n\n${shown.map(([name, text]) => `  ${name.padEnd(widest)}  ${fold(text, indent)}\n`).join('')}`;
}

/** Pages with the day on which each was read. */
export const pagesOf = (sources: RuleEntry['sources']): string => sources.map(({ page, read }) => `${page} (read ${read})`).join('; ');

const finders: { readonly [F in RuleEntry['from']]: string } = {
  text: 'reading the file',
  field: 'checking the spec',
  check: 'checking the spec',
  advice: 'advice on a spec that is right',
  plan: 'reading the cloud for the plan',
  input: 'reading a file beside the spec',
};

const indented = (text: string): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`.trimEnd())
    .join('\n');

/** The files of an example, as they would stand in a folder. */
export function exampleText(example: Example['bad']): string {
  if (typeof example === 'string') return example;
  return example.map(({ file, text }) => `# ${file}\n${text}`).join('');
}

/**
 * A finding explained, for a terminal.
 * @param report what lint prints of the bad example
 */
export function explainRule(entry: RuleEntry, report: string | undefined, options: { readonly color: boolean }): string {
  const { strong } = paintFor(options.color);
  const text = parts(
    `${entry.code} (${choices(entry.severities)})`,
    [
      ['what', entry.what],
      ['why', entry.why],
      ['what to do', entry.fix],
      ['found by', finders[entry.from]],
      ['field', entry.field],
      ['pages differ', entry.disputed.join(' ')],
      ['service error', entry.refusals.map(({ code, status }) => `${code} (${status}); see snapspec explain ${code}`).join('; ')],
      ['sources', pagesOf(entry.sources)],
      ['constraint', entry.rows.filter((row) => !/^(OWN|SEL)-/.test(row)).join(', ')],
    ],
    options.color,
  );
  if (entry.example === undefined) return text;
  const bad = `\n  ${strong('Incorrect:')}\n${indented(exampleText(entry.example.bad))}\n`;
  const lint = report === undefined ? '' : `\n  ${strong('lint reports:')}\n${indented(report)}\n`;
  return `${text}${bad}${lint}\n  ${strong('Correct:')}\n${indented(entry.example.good)}\n`;
}

const origins: { readonly [O in ApiErrorEntry['origin']]: string } = {
  static: 'the spec itself shows it',
  live: 'the state of the cloud shows it',
  retry: 'it passes by itself',
  idempotency: 'an earlier call has to be looked for',
  human: 'somebody has to act outside the spec',
};

/** `400 on CreateSnapshot; 403 on any operation`. */
export function seenText({ seen }: ApiErrorEntry): string {
  return seen
    .map(
      ({ operation, statuses }) =>
        `${statuses.join(' and ') || 'an unknown status'} on ${operation === 'any' ? 'any operation' : operation}`,
    )
    .join('; ');
}

/** An error code of the API explained, for a terminal. */
export function explainApiErrorText(entry: ApiErrorEntry, options: { readonly color: boolean }): string {
  const { how, codes } = entry.prevented;
  return parts(
    `${entry.code} (an error code of the API)`,
    [
      ['means', entry.means],
      ['seen', `${seenText(entry)}.`],
      ['class', `${entry.origin}: ${origins[entry.origin]}`],
      ['prevented', how],
      ['findings', codes.join(', ')],
      ['sent again', entry.retried],
      ['what to do', entry.remedy],
      ['sources', pagesOf(entry.sources)],
    ],
    options.color,
  );
}

/** What can be explained. */
export type Explained = {
  readonly findings: readonly RuleEntry[];
  readonly apiErrors: readonly ApiErrorEntry[];
  readonly constraints: readonly RowEntry[];
};

/** Every code with what it means, a line each. */
export function codeList({ findings, apiErrors, constraints }: Explained): string {
  const sections: [title: string, lines: (readonly [code: string, text: string])[]][] = [
    ['Findings', findings.map((one) => [one.code, one.what])],
    ['Error codes of the API', apiErrors.map((one) => [one.code, one.means])],
    ['Constraints', constraints.map((one) => [one.row, one.says])],
  ];
  const widest = Math.max(...sections.flatMap(([, lines]) => lines.map(([code]) => code.length)));
  return sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => `${title}:\n${lines.map(([code, text]) => `  ${code.padEnd(widest)}  ${text}\n`).join('')}`)
    .join('\n');
}

/** Explanations as one JSON document. */
export function explainJson({ findings = [], apiErrors = [], constraints = [] }: Partial<Explained>): string {
  return jsonText({ formatVersion, kind: 'snapspec.explanations', findings, apiErrors, constraints });
}
