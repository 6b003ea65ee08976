import type { Diagnostic } from '../../base/diagnostic.ts';
import { choices, count } from '../../base/text.ts';
import type { Documents } from '../location.ts';
import { codeFrame } from '../terminal/code-frame.ts';
import { wrapped } from '../terminal/wrap.ts';
import type { FindingsFormat } from './format.ts';
import { countsByCode, leftOut, shownOf } from './many.ts';
import { inOrder } from './order.ts';

/** Findings as code frames with a summary below, for a terminal. */
export const text: FindingsFormat = { print: (found, documents, options) => textReport(found, documents, options) };

/** How a report for a terminal looks, and what of it is shown. */
export type TextOptions = {
  readonly color: boolean;
  readonly width?: number;
  readonly suppressed?: readonly unknown[];
  /** Every finding, however many there are. */
  readonly all?: boolean;
  /** False where another report of the same run ends with the summary. */
  readonly summary?: boolean;
};

/** All findings as frames with a summary below, for a terminal. Ends with a line feed. */
export function textReport(diagnostics: readonly Diagnostic[], documents: Documents, options: TextOptions): string {
  const shown = shownOf(inOrder(diagnostics, documents), options.all ?? false);
  const frames = shown.map((diagnostic) => codeFrame(diagnostic, documents, options));
  if (options.summary === false)
    return frames.map((frame) => `${frame}\n\n`).join('') + paragraph(leftOut(diagnostics.length, shown.length));
  const last = ending(diagnostics, documents, options.suppressed?.length);
  const counts = countsByCode(diagnostics);
  const ends = [...leftOut(diagnostics.length, shown.length), ...(counts.length > 0 ? [counts.join('\n')] : []), last];
  return `${[...frames, ...ends.map((text) => (options.width === undefined ? text : wrapped(text, options.width)))].join('\n\n')}\n`;
}

const paragraph = (lines: readonly string[]): string => lines.map((line) => `${line}\n\n`).join('');

/** The last line of a report: what was found, what was suppressed, and which fixes there are. */
export const ending = (diagnostics: readonly Diagnostic[], documents: Documents, suppressed = 0): string =>
  [summary(diagnostics, documents), ...(suppressed > 0 ? [`${suppressed} suppressed.`] : []), ...fixesIn(diagnostics)].join(' ');

/** How many fixes there are, and how to apply them. */
function fixesIn(diagnostics: readonly Diagnostic[]): string[] {
  const fixes = diagnostics.flatMap(({ fix }) => (fix ? [fix] : []));
  const safe = fixes.filter((fix) => fix.safe).length;
  return [
    ...(safe > 0 ? [`${count(safe, 'safe fix', 'safe fixes')}: lint --fix.`] : []),
    ...(fixes.length > safe ? [`${count(fixes.length - safe, 'unsafe fix', 'unsafe fixes')}: lint --fix --unsafe.`] : []),
  ];
}

/** `Found 2 errors and 1 warning in 1 file.` */
export function summary(diagnostics: readonly Diagnostic[], documents: Documents): string {
  if (diagnostics.length === 0) return `No findings in ${count(documents.size, 'file')}.`;
  const many = (severity: string): number => diagnostics.filter((found) => found.severity === severity).length;
  const parts = [
    { many: many('error'), text: count(many('error'), 'error') },
    { many: many('warning'), text: count(many('warning'), 'warning') },
    { many: many('info'), text: count(many('info'), 'info', 'infos') },
  ];
  const files = new Set(diagnostics.flatMap(({ place }) => (place ? [place.file] : []))).size;
  const found = choices(
    parts.filter((part) => part.many > 0).map((part) => part.text),
    'and',
  );
  return `Found ${found}${files > 0 ? ` in ${count(files, 'file')}` : ''}.`;
}
