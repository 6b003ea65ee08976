import { visible } from '../base/visible.ts';
import { asReference, breakCommands } from './commands.ts';
import { cut } from './cut.ts';

/** Prose inside an element or between the quotes of an attribute: no tag, no entity and no attribute begins or ends in it. */
export function html(text: string): string {
  const inert = visible(cut(text), { lines: true }).replace(/[&<>"'`=]/g, (char) => `&#${char.charCodeAt(0)};`);
  return breakCommands(inert, asReference);
}
