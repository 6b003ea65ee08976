import { hiddenCharacters } from '../base/hidden.ts';
import { visibleEscape } from '../base/visible.ts';
import { asReference, breakCommands } from './commands.ts';

const entities: { readonly [char: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** What XML 1.0 cannot hold, in whatever form. */
const impossible = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]/gu;

/**
 * Text inside an element; it is read back as it came in. Only what XML 1.0 cannot hold in any form becomes a visible
 * escape. Line feeds and tabs stay.
 */
export function xmlText(text: string): string {
  const marked = text.replace(/[&<>]/g, (char) => entities[char] as string);
  if (!/[^\x20-\x7e\n\t]/.test(marked)) return breakCommands(marked, asReference);
  const whole = marked.replace(impossible, visibleEscape);
  return breakCommands(
    whole.replace(hiddenCharacters(), (char) => (char === '\n' || char === '\t' ? char : asReference(char))),
    asReference,
  );
}

/** The value of an attribute, without its quotes; it is read back as it came in. */
export function xmlAttribute(text: string): string {
  return xmlText(text)
    .replace(/["']/g, (char) => entities[char] as string)
    .replace(/[\n\t]/g, asReference);
}
