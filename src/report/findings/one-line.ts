import type { Diagnostic } from '../../base/diagnostic.ts';
import { terminal } from '../../escape/terminal.ts';
import { spanOf } from '../location.ts';
import type { Documents } from '../location.ts';

/** `file:line:column: error code: message help: …` on one line, for programs that read along; not escaped for any of them. */
export function plainLine({ place, severity, code, message, help }: Diagnostic, documents: Documents): string {
  const span = place && spanOf(place, documents);
  const where = place ? `${[place.file, ...(span ? [span.line, span.column] : [])].join(':')}: ` : '';
  const advice = help === undefined ? '' : ` help: ${help.replace(/\s*\n\s*/g, ' ')}`;
  return `${where}${severity} ${code}: ${message}${advice}`;
}

/** The same for a log. */
export const oneLine = (found: Diagnostic, documents: Documents): string => {
  const line = plainLine(found, documents);
  return terminal(/^\s*:/.test(line) ? `./${line}` : line);
};
