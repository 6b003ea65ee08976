import type { Diagnostic } from '../base/diagnostic.ts';
import { diagnosticAt } from '../base/issue.ts';
import type { Issue } from '../base/issue.ts';
import type { ParseCode } from './rule-docs.ts';

/** Offsets in UTF-16 units from the start of the text; the second is the first one after. */
export type OffsetRange = readonly [from: number, to: number];

/** An issue of a text that has no tree yet: offsets are its only places. */
export type ParseIssue = Issue & { readonly code: ParseCode; readonly place: { readonly range: OffsetRange } };

/** An issue at a range. Everything wrong with a text is an error: a file that is not clear has no value. */
export function parseIssue(
  code: ParseCode,
  range: OffsetRange,
  message: string,
  help: string,
  more: Pick<Issue, 'label' | 'related' | 'fix'> = {},
): ParseIssue {
  return { code, severity: 'error', message, place: { range }, ...more, help };
}

/** A hostile file can hold millions of mistakes; nobody reads more than this many. */
export const maxIssues = 100;

/** Adds an issue unless there are plenty already. */
export function addIssue(issues: ParseIssue[], issue: ParseIssue): void {
  if (issues.length < maxIssues) issues.push(issue);
}

const startOf = ({ place }: ParseIssue): number => place.range[0];

/** Issues as diagnostics of a file, in the order of the text. */
export function diagnosticsOf(file: string, issues: readonly ParseIssue[]): Diagnostic[] {
  return [...issues].sort((a, b) => startOf(a) - startOf(b)).map((issue) => diagnosticAt(issue, { file, path: [] }));
}
