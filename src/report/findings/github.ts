import type { Diagnostic, Severity } from '../../base/diagnostic.ts';
import { count } from '../../base/text.ts';
import { githubData, githubProperty } from '../../escape/github.ts';
import { inOrder } from './order.ts';
import type { FindingsFormat, FindingsOptions } from './format.ts';
import { relative } from '../relative-path.ts';
import type { Documents } from '../location.ts';
import { spanOf } from '../location.ts';

/** GitHub shows so many annotations of each level for one step, and silently drops the rest. */
const maxShown = 10;

const levels: readonly (readonly [severity: Severity, command: string, word: string])[] = [
  ['error', 'error', 'error'],
  ['warning', 'warning', 'warning'],
  ['info', 'notice', 'info'],
];

/** Findings as workflow commands, which GitHub shows beside the changed lines: the most severe first. */
export const github: FindingsFormat = { print: annotations, hasCommands: true };

function annotations(found: readonly Diagnostic[], documents: Documents, { root }: FindingsOptions): string {
  const ordered = inOrder(found, documents);
  return levels
    .flatMap(([severity, command, word]) => {
      const here = ordered.filter((one) => one.severity === severity);
      const more = here.length - maxShown;
      const rest = more > 0 ? [count(more, `more ${word}`)] : [];
      return [...here.slice(0, maxShown).map((one) => annotation(command, one, documents, root)), ...rest];
    })
    .map((line) => `${line}\n`)
    .join('');
}

function annotation(command: string, { code, message, help, place }: Diagnostic, documents: Documents, root: string | undefined): string {
  const span = place && spanOf(place, documents);
  const at = span && { line: span.line, col: span.column, endLine: span.endLine, endColumn: span.endColumn };
  const properties = Object.entries({ ...(place && { file: relative(place.file, root) }), ...at, title: code });
  const text = help === undefined ? message : `${message}\nhelp: ${help}`;
  return `::${command} ${properties.map(([name, value]) => `${name}=${githubProperty(String(value))}`).join(',')}::${githubData(text)}`;
}
