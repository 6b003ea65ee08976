import { sameJson } from '../base/json.ts';
import type { Json } from '../base/json.ts';
import type { Live } from '../kinds/live.ts';
import { hasJoined, isTagged, isUntagged } from '../kinds/tagging.ts';
import type { Operation } from '../plan/plan.ts';

/** Whether a resource is as the operation leaves it. */
export function isDone({ action, call, sets = {} }: Operation, live: Live): boolean {
  switch (action) {
    case 'modify':
      return Object.entries(sets).every(([field, value]) => sameJson((live.props[field] ?? null) as Json, value));
    case 'tag':
      return isTagged(live, call);
    case 'untag':
      return isUntagged(live, call);
    case 'join':
      return hasJoined(live, call);
    case 'create':
    case 'attach':
    case 'reattach':
    case 'detach':
    case 'delete':
      return false;
    default:
      return action satisfies never;
  }
}
