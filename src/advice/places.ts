import type { Path, Place } from '../base/diagnostic.ts';
import type { Desired } from '../kinds/desired.ts';
import type { SpecEntry } from '../spec/spec.ts';
import type { AdviceInput } from './rule.ts';

/** The compiled entries of a section. */
export const desiredOf = ({ desired }: AdviceInput, section: string): readonly Desired[] =>
  desired.filter((one) => one.section === section);

/** The written entries of a section. */
export const writtenOf = ({ spec }: AdviceInput, section: string): readonly SpecEntry[] =>
  spec.entries.filter((one) => one.kind.section === section);

type Entry = { readonly file: string; readonly path: Path };

/** The value of an entry, or a value inside it. */
export const placeOfValue = ({ file, path }: Entry, ...inner: Path): Place => ({ file, path: [...path, ...inner] });

/** The key of an entry, or of a value inside it. */
export const placeOfKey = ({ file, path }: Entry, ...inner: Path): Place => ({ file, path: [...path, ...inner], part: 'key' });
