import type { Diagnostic } from '../../base/diagnostic.ts';
import { visible } from '../../base/text.ts';
import { address } from '../location.ts';
import type { Documents } from '../location.ts';

/** `file:line:column: error code: message help: …` on one line, for logs and for programs that read along. */
export function oneLine({ place, severity, code, message, help }: Diagnostic, documents: Documents): string {
  const where = place ? `${address(place, documents)}: ` : '';
  const advice = help === undefined ? '' : ` help: ${help.replace(/\s*\n\s*/g, ' ')}`;
  return visible(`${where}${severity} ${code}: ${message}${advice}`);
}
