import { batches } from '../base/batches.ts';
import { count } from '../base/text.ts';
import type { Reattachment } from '../diff/attachment-room.ts';
import type { LiveState } from '../diff/live-state.ts';
import type { Param } from '../kinds/calls.ts';
import type { Kind } from '../kinds/kind.ts';
import type { Operation } from './plan.ts';

/** Where calls go, and for which account. */
export type Scope = Pick<LiveState, 'account' | 'region'>;

/** An operation before it has its place among the others. */
export type Step = Omit<Operation, 'id' | 'address' | 'section' | 'resourceId' | 'after'>;

export function attaching(kind: Kind, { region }: Scope, id: Param, ids: readonly string[], createdAt?: string): Step[] {
  const how = kind.attachments;
  if (how === undefined) return [];
  return batches(ids, how.batch).map((part) => ({
    action: 'attach',
    risk: 'safe',
    why: `attach ${count(part.length, how.target)}`,
    call: how.attach(region, id, part),
    ids: part,
    ...(createdAt !== undefined && { createdAt }),
  }));
}

export function detaching(
  kind: Kind,
  { region }: Scope,
  id: string,
  ids: readonly string[],
  movedTo?: ReadonlyMap<string, string>,
  risk: Step['risk'] = movedTo === undefined ? 'reduces-protection' : 'safe',
): Step[] {
  const how = kind.attachments;
  if (how === undefined) return [];
  return batches(ids, how.batch).map((part) => ({
    action: 'detach',
    risk,
    why: `detach ${count(part.length, how.target)}`,
    call: how.detach(region, id, part),
    ids: part,
    ...(movedTo && { movedTo: Object.fromEntries(part.map((one) => [one, movedTo.get(one) as string])) }),
  }));
}

/** One by one: a run that is killed in between leaves no more than one of an entry under neither. */
export function reattaching(kind: Kind, { region }: Scope, id: Param, reattached: readonly Reattachment[], createdAt?: string): Step[] {
  const how = kind.attachments;
  if (how === undefined) return [];
  return reattached.map(({ target, from }) => ({
    action: 'reattach',
    risk: 'reduces-protection',
    why: `detach ${target} from ${from.address}, and attach it at once`,
    call: how.attach(region, id, [target]),
    ids: [target],
    from: { ...from, call: how.detach(region, from.id, [target]) },
    ...(createdAt !== undefined && { createdAt }),
  }));
}
