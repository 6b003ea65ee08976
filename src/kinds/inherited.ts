import type { Kind } from './kind.ts';
import { kinds } from './registry.ts';

/** The kinds whose entries take a value of `defaults`, by the name of the field. */
export const inheritorsOf = (name: string): readonly Kind[] => kinds.filter((kind) => inherits(kind, name));

/** Whether entries of a kind take a value of `defaults`. A field of the same name need not: a one-off keeps its own retention. */
export const inherits = ({ fields }: Kind, name: string): boolean => Object.hasOwn(fields, name) && fields[name]?.inherited === true;

/** The one kind that takes a value of `defaults`; undefined where several do. */
export function onlyInheritor(name: string): Kind | undefined {
  const [only, ...others] = inheritorsOf(name);
  return others.length === 0 ? only : undefined;
}
