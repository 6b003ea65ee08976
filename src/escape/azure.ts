import { visible } from '../base/visible.ts';
import { asEscape, breakInline } from './commands.ts';
import { cut } from './cut.ts';

/** The message of a logging command. The agent reads `%AZP25`, `%0D` and `%0A` back. */
export function azureData(text: string): string {
  const encoded = cut(text).replaceAll('%', '%AZP25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  return breakInline(visible(encoded), asEscape);
}

/** The value of a property of a logging command. */
export function azureProperty(text: string): string {
  return azureData(text).replaceAll(';', '%3B').replaceAll(']', '%5D');
}
