import type { Diagnostic } from '../base/diagnostic.ts';
import type { ParseCode } from './rule-docs.ts';

export type OffsetRange = readonly [from: number, to: number];

/** A finding before it knows its file: offsets in UTF-16 units. */
export type ParseIssue = {
  readonly code: ParseCode;
  readonly range: OffsetRange;
  readonly message: string;
  readonly label?: string;
  readonly help?: string;
  readonly related?: { readonly range: OffsetRange; readonly message: string };
};

/** A hostile file can hold millions of mistakes; nobody reads more than this many. */
export const maxIssues = 100;

/** Adds a finding unless there are plenty already. */
export function addIssue(found: ParseIssue[], finding: ParseIssue): void {
  if (found.length < maxIssues) found.push(finding);
}

/** Findings as diagnostics of a file, in the order of the text. */
export function toDiagnostics(file: string, found: readonly ParseIssue[]): Diagnostic[] {
  return [...found]
    .sort((a, b) => a.range[0] - b.range[0])
    .map(({ code, range, message, label, help, related }) => ({
      code,
      severity: 'error',
      message,
      place: { file, range },
      ...(label !== undefined && { label }),
      ...(help !== undefined && { help }),
      ...(related && { related: [{ place: { file, range: related.range }, message: related.message }] }),
    }));
}
