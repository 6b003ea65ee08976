import { kinds } from '../kinds/registry.ts';
import type { FieldPath } from '../validate/field-path.ts';

function placeOf(path: FieldPath['path']): string {
  const kind = kinds.find((one) => one.section === path[0]);
  const names = path.slice(kind && path.length > 1 ? 2 : 0).filter((key) => typeof key === 'string');
  const owner = kind && path.length > 1 ? ` of ${/^[aeiou]/.test(kind.title) ? 'an' : 'a'} ${kind.title}` : ' of the spec';
  return `\`${names.join('.')}\`${owner}`;
}

/** How a sentence begins that is about a field: `retentionDays` of a policy, an item of `schedule.at`, a value of `tags`. */
export function subjectOf({ path, code }: FieldPath): string {
  if (typeof path.at(-1) === 'number') return `An item of ${placeOf(path.slice(0, -1))}`;
  if (code.endsWith('-value')) return `A value of ${placeOf(path.slice(0, -1))}`;
  return placeOf(path);
}

/** The same for the keys of a field. */
export const keySubjectOf = (at: FieldPath): string => `A key of ${subjectOf(at)}`;
