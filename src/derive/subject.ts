import { kinds } from '../kinds/registry.ts';
import { spelled } from '../validate/field-path.ts';
import type { FieldPath } from '../validate/field-path.ts';

function places(route: FieldPath): string {
  const kind = kinds.find((one) => one.section === route.path[0]);
  const names = route.path.slice(kind && route.path.length > 1 ? 2 : 0).filter((key) => typeof key === 'string');
  const owner = kind && route.path.length > 1 ? ` of ${/^[aeiou]/.test(kind.title) ? 'an' : 'a'} ${kind.title}` : ' of the spec';
  return `\`${names.join('.')}\`${owner}`;
}

/** How a sentence begins that speaks of a field: `retentionDays` of a policy, an item of `schedule.at`, a value of `tags`. */
export function subjectOf(route: FieldPath): string {
  const last = route.path.at(-1);
  if (typeof last === 'number') return `An item of ${places({ ...spelled(route), path: route.path.slice(0, -1) })}`;
  if (route.code.endsWith('-value')) return `A value of ${places({ ...spelled(route), path: route.path.slice(0, -1) })}`;
  return places(route);
}
