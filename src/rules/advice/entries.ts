import type { Desired } from '../../kinds/kind.ts';
import type { SpecEntry } from '../spec.ts';
import type { Advised } from './rule.ts';

/** The compiled entries of a section. */
export const desiredOf = ({ desired }: Advised, section: string): readonly Desired[] => desired.filter((one) => one.section === section);

/** The written entries of a section. */
export const writtenOf = ({ spec }: Advised, section: string): readonly SpecEntry[] =>
  spec.entries.filter((one) => one.kind.section === section);

/** Where an entry stands. */
export const keyOf = ({
  file,
  path,
}: {
  readonly file: string;
  readonly path: Desired['path'];
}): { file: string; path: Desired['path']; part: 'key' } => ({ file, path, part: 'key' });

/** A value of an entry. */
export const insideOf = (
  { file, path }: { readonly file: string; readonly path: Desired['path'] },
  ...inner: Desired['path']
): { file: string; path: Desired['path'] } => ({ file, path: [...path, ...inner] });

/** Items by a text of theirs, in order of first sight. */
export function groupBy<T>(items: Iterable<T>, textOf: (item: T) => string): Map<string, [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const text = textOf(item);
    const group = groups.get(text);
    if (group) group.push(item);
    else groups.set(text, [item]);
  }
  return groups;
}
