import { kinds } from '../kinds/index.ts';
import { spelled } from '../rules/route.ts';
import type { Route } from '../rules/route.ts';

function places(route: Route): string {
  const kind = kinds.find((one) => one.section === route.path[0]);
  const names = route.path.slice(kind && route.path.length > 1 ? 2 : 0).filter((key) => typeof key === 'string');
  const owner = kind && route.path.length > 1 ? ` of ${/^[aeiou]/.test(kind.title) ? 'an' : 'a'} ${kind.title}` : ' of the spec';
  return `\`${names.join('.')}\`${owner}`;
}

/** How a sentence begins that speaks of a field: `retentionDays` of a policy, an item of `schedule.at`, a value of `tags`. */
export function subjectOf(route: Route): string {
  const last = route.path.at(-1);
  if (typeof last === 'number') return `An item of ${places({ ...spelled(route), path: route.path.slice(0, -1) })}`;
  if (route.code.endsWith('-value')) return `A value of ${places({ ...spelled(route), path: route.path.slice(0, -1) })}`;
  return places(route);
}
