import { visible } from '../base/visible.ts';
import { asEscape, breakInline } from './commands.ts';
import { cut } from './cut.ts';

/** The message of a workflow command. The runner reads `%25`, `%0D` and `%0A` back. */
export function githubData(text: string): string {
  const encoded = cut(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  return breakInline(visible(encoded), asEscape);
}

/** The value of a property of a workflow command. */
export function githubProperty(text: string): string {
  return githubData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
