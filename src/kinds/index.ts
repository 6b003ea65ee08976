import type { Kind } from './kind.ts';
import * as registry from './registry.ts';

const standingFirst = (one: Kind): number => (one.lifecycle === 'standing' ? 0 : 1);

/** Every kind: first what stands, then what is taken. */
export const kinds: readonly Kind[] = Object.values(registry).sort((a, b) => standingFirst(a) - standingFirst(b));

/** The kind of a section. */
export function kindOf(section: string): Kind {
  const found = kinds.find((one) => one.section === section);
  if (found === undefined) throw new TypeError(`no kind has the section ${section}`);
  return found;
}
