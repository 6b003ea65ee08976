import type { Diagnostic } from '../base/diagnostic.ts';
import { choices, count } from '../base/text.ts';
import { visible } from '../base/visible.ts';
import { codeFrame } from './code-frame.ts';
import { address, type Documents, spanOf } from './location.ts';

/** All findings as frames with a summary below, for a terminal. Ends with a line feed. */
export function textReport(
  diagnostics: readonly Diagnostic[],
  documents: Documents,
  options: { readonly color: boolean; readonly suppressed?: readonly unknown[] },
): string {
  const frames = inOrder(diagnostics, documents).map((diagnostic) => codeFrame(diagnostic, documents, options));
  const kept = options.suppressed?.length ?? 0;
  const last = [summary(diagnostics, documents), ...(kept > 0 ? [`${kept} suppressed.`] : []), ...fixesIn(diagnostics)].join(' ');
  return `${[...frames, last].join('\n\n')}\n`;
}

/** What can be mended, and how to have that done. */
function fixesIn(diagnostics: readonly Diagnostic[]): string[] {
  const fixes = diagnostics.flatMap(({ fix }) => (fix ? [fix] : []));
  const safe = fixes.filter((fix) => fix.safe).length;
  return [
    ...(safe > 0 ? [`${count(safe, 'safe fix', 'safe fixes')}: lint --fix.`] : []),
    ...(fixes.length > safe ? [`${count(fixes.length - safe, 'unsafe fix', 'unsafe fixes')}: lint --fix --unsafe.`] : []),
  ];
}

/** All findings, one line each. */
export function conciseReport(diagnostics: readonly Diagnostic[], documents: Documents): string {
  return inOrder(diagnostics, documents)
    .map((one) => `${oneLine(one, documents)}\n`)
    .join('');
}

/** By file, place and code, whatever order the rules ran in; findings without a place come first. */
export function inOrder(diagnostics: readonly Diagnostic[], documents: Documents): Diagnostic[] {
  const keyed = diagnostics.map((diagnostic) => {
    const { place, code } = diagnostic;
    const start = place ? (spanOf(place, documents)?.start ?? 0) : 0;
    return { diagnostic, file: place?.file ?? '', start, code };
  });
  keyed.sort((a, b) => compare(a.file, b.file) || a.start - b.start || compare(a.code, b.code));
  return keyed.map(({ diagnostic }) => diagnostic);
}

/** By code units: the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
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

/** `file:line:column: error code: message help: …` on one line, for logs and for programs that read along. */
export function oneLine({ place, severity, code, message, help }: Diagnostic, documents: Documents): string {
  const where = place ? `${address(place, documents)}: ` : '';
  const advice = help === undefined ? '' : ` help: ${help.replace(/\s*\n\s*/g, ' ')}`;
  return visible(`${where}${severity} ${code}: ${message}${advice}`);
}
