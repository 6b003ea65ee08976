import type { Desired } from '../kinds/kind.ts';
import type { SpecEntry } from '../spec/spec.ts';
import type { AdviceInput } from './rule.ts';

/** The compiled entries of a section. */
export const desiredOf = ({ desired }: AdviceInput, section: string): readonly Desired[] =>
  desired.filter((one) => one.section === section);

/** The written entries of a section. */
export const writtenOf = ({ spec }: AdviceInput, section: string): readonly SpecEntry[] =>
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
