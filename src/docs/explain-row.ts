import type { RowEntry } from '../derive/catalogue.ts';
import type { Held } from '../facts/catalogue/index.ts';
import { pagesOf, parts } from './explain-text.ts';

/** Where a constraint is held, in words. */
export const holders: { readonly [H in Held]: string } = {
  static: 'lint, one field',
  'cross-field': 'lint, several fields or entries',
  advice: 'advice, or documented here only',
  'by-construction': 'the spec has no way to write it wrong',
  wire: 'the call builder, or what reads replies',
  preflight: 'the plan, from what it reads',
  apply: 'only the call can tell; the error is explained',
  'not-in-v1': 'not in version 1 of the spec',
};

/** A constraint explained, for a terminal. */
export function explainRowText(entry: RowEntry, options: { readonly color: boolean }): string {
  const { row, about, says, held, how, findings, errors, sources } = entry;
  return parts(
    `${row} (a constraint; ${about})`,
    [
      ['what', says],
      ['held', `${held}: ${holders[held]}`],
      ['how', how],
      ['findings', findings.join(', ')],
      ['service errors', errors.join(', ')],
      ['sources', pagesOf(sources)],
    ],
    options.color,
  );
}
