import { count } from '../base/text.ts';
import { identityOf, markerHash } from '../compile/identity.ts';
import type { Reattachment } from '../diff/attachment-room.ts';
import type { Change, TagChange } from '../diff/change.ts';
import type { LiveState } from '../diff/live-state.ts';
import { marksOf } from '../diff/ownership-marks.ts';
import { tagCount } from '../facts/limits/tags.ts';
import { kindOf } from '../kinds/registry.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Kind } from '../kinds/kind.ts';
import type { Live } from '../kinds/live.ts';
import { ownerTagKeys, ownerTags } from '../kinds/ownership-tags.ts';
import type { Tags } from '../kinds/ownership-tags.ts';
import { joinGroupCall, tagCall, untagCall } from '../kinds/tagging.ts';
import { attaching, detaching, reattaching } from './attachment-steps.ts';
import type { Scope, Step } from './attachment-steps.ts';
import { takesAway } from './plan.ts';
import type { Operation } from './plan.ts';
import type { Moved } from './reductions.ts';

/** Where calls go, and for which account, with what is attached. */
type Observed = Scope & { readonly attached?: LiveState['attached'] };
type Create = Change & { readonly type: 'create' };
type Update = Change & { readonly type: 'update' };

function markerOf({ ownership }: Kind, { stack, address, occurrence }: Desired): Pick<Operation, 'marker'> {
  return ownership === 'marker' ? { marker: markerHash(stack, address, occurrence) } : {};
}

/** What of a change has no room beside what lets go of it: as the entry that takes it over, and as the one that loses it. */
type Reattached = { readonly here: readonly Reattachment[]; readonly gone: readonly Reattachment[] };

const without = (ids: readonly string[], reattached: readonly Reattachment[]): readonly string[] =>
  ids.filter((id) => !reattached.some(({ target }) => target === id));

function creation({ desired, generation, attach, formerly, letGo }: Create, scope: Scope, { here }: Reattached): Step[] {
  const kind = kindOf(desired.section);
  const identity = identityOf(desired, scope.account, scope.region, generation);
  const create: Step = {
    action: 'create',
    risk: 'safe',
    why: `${kind.lifecycle === 'standing' ? 'create' : 'take'} the ${kind.title}`,
    call: kind.create(desired.props, identity),
    token: identity.token,
    taking: { occurrence: desired.occurrence, target: desired.target, generation, ...(formerly && { formerly }), ...(letGo && { letGo }) },
    ...markerOf(kind, desired),
  };
  const id = { idOf: desired.address };
  return [create, ...attaching(kind, scope, id, without(attach, here)), ...reattaching(kind, scope, id, here)];
}

/**
 * Tags are set before others are removed, so that whatever comes between takes none away; unless all of them together would be
 * more than a resource may have. Whether the service overwrites a value is not documented: what is set over another is looked at.
 */
function tagging({ set, unset, before }: TagChange, type: string, live: Live, { region }: Scope): Step[] {
  const added = Object.keys(set).filter((key) => !Object.hasOwn(before, key));
  const overwrites = Object.keys(before).filter((key) => Object.hasOwn(set, key));
  const untag: Step[] =
    unset.length === 0
      ? []
      : [{ action: 'untag', risk: 'safe', why: `remove ${count(unset.length, 'tag')}`, call: untagCall(region, type, live.id, unset) }];
  const tag: Step[] =
    Object.keys(set).length === 0
      ? []
      : [
          {
            action: 'tag',
            risk: 'safe',
            why: `set ${count(Object.keys(set).length, 'tag')}`,
            call: tagCall(region, type, live.id, set),
            ...(overwrites.length > 0 && { overwrites }),
          },
        ];
  const present = Object.keys((live.props['tags'] ?? {}) as object).length + ownerTagKeys.length;
  return present + added.length > tagCount.max ? [...untag, ...tag] : [...tag, ...untag];
}

function joining(group: Update['group'], type: string, id: string, { region }: Scope): Step[] {
  if (group === undefined) return [];
  return [
    { action: 'join', risk: 'safe', why: `move to the resource group ${group.after}`, call: joinGroupCall(region, type, id, group.after) },
  ];
}

/** One call for what takes nothing away, and one for what does: the one goes on while the other waits for an approval. */
function modification(kind: Kind, { desired, live, fields }: Update, { region }: Scope, reduces: boolean): Step[] {
  const changed = fields.filter((one) => one.reduces === reduces);
  const names = changed.map((one) => one.field);
  if (kind.modify === undefined || names.length === 0) return [];
  return [
    {
      action: 'modify',
      risk: reduces ? 'reduces-protection' : 'safe',
      why: `change ${names.join(', ')}`,
      call: kind.modify(desired.props, names, live.id, region),
      sets: Object.fromEntries(changed.map(({ field, after }) => [field, after])),
    },
  ];
}

/** Protection comes first, then what is only seen; what takes protection away comes last. */
function update(
  change: Update,
  scope: Scope,
  moved: ReadonlyMap<string, string>,
  held: ReadonlyMap<string, string>,
  { here, gone }: Reattached,
): Step[] {
  const { desired, live, tags, group, attach } = change;
  const detach = without(change.detach, gone);
  const kind = kindOf(desired.section);
  const type = kind.resourceType;
  const safe = detach.filter((id) => moved.has(id));
  const reducing = detach.filter((id) => !moved.has(id));
  return [
    ...attaching(kind, scope, live.id, without(attach, here), live.createdAt),
    ...modification(kind, change, scope, false),
    ...(type !== undefined && tags ? tagging(tags, type, live, scope) : []),
    ...(type !== undefined ? joining(group, type, live.id, scope) : []),
    ...reattaching(kind, scope, live.id, here, live.createdAt),
    ...detaching(kind, scope, live.id, safe, moved),
    ...modification(kind, change, scope, true),
    // Whoever loses something is not left without all of it: what another entry has is seen there first, too.
    ...detaching(
      kind,
      scope,
      live.id,
      reducing.filter((id) => held.has(id)),
      held,
      'reduces-protection',
    ),
    ...detaching(
      kind,
      scope,
      live.id,
      reducing.filter((id) => !held.has(id)),
    ),
  ];
}

/** Whether a step is in vain without an earlier one: all that follows a create, and tags for which there is no room before. */
const needs = (step: Step, earlier: Step): boolean => earlier.action === 'create' || (step.action === 'tag' && earlier.action === 'untag');

/** The operations of one entry. */
function operationsOfChange(change: Change, scope: Scope, moved: Moved, held: Moved, reattached: readonly Reattachment[]): Operation[] {
  if (change.type !== 'create' && change.type !== 'update') return [];
  const { address, desired } = change;
  const numbers = new Map<string, number>();
  const here = reattached.filter(({ to }) => to === address);
  const steps =
    change.type === 'create'
      ? creation(change, scope, { here, gone: [] })
      : update(change, scope, moved.get(change.live.id) ?? new Map(), held.get(change.live.id) ?? new Map(), {
          here,
          gone: reattached.filter(({ from }) => from.id === change.live.id),
        });
  const ids: string[] = [];
  return steps.map((step, index) => {
    const number = (numbers.get(step.action) ?? 0) + 1;
    numbers.set(step.action, number);
    const id = `${address}#${step.action}${number > 1 ? `-${number}` : ''}`;
    ids.push(id);
    const after = steps.slice(0, index).flatMap((earlier, at) => (needs(step, earlier) ? [ids[at] as string] : []));
    return { id, address, section: desired.section, ...('live' in change && resourceOf(change)), ...step, after };
  });
}

/** What is changed; what carries the marks of a former name of its entry is told by those. */
function resourceOf({ address, live, desired }: Update): Pick<Operation, 'resourceId' | 'marksBefore'> {
  const { owner } = live;
  const isFormer = owner !== undefined && (owner.address !== address || owner.stack !== desired.stack);
  return { resourceId: live.id, ...(isFormer && { marksBefore: marksBefore(live) }) };
}

/** The keys of marks that have another value now. */
function otherValues(live: Live, marks: Tags): string[] {
  const present = marksBefore(live);
  return Object.keys(marks).filter((key) => present[key] !== undefined && present[key] !== marks[key]);
}

/** The marks that a resource carries now, by their keys. */
const marksBefore = (live: Live): Tags => Object.fromEntries(marksOf(live).map(({ key, value }) => [key, value]));

/** The one operation of something that is marked, let go of, or deleted. */
function single(change: Change, { region, attached }: Observed, held: Moved): Operation[] {
  if (change.type !== 'adopt' && change.type !== 'move' && change.type !== 'forget' && change.type !== 'delete') return [];
  const { type, address, live } = change;
  const { section, id: resourceId } = live;
  const { resourceType = '', removing, title, attachments } = kindOf(section);
  const base = { id: `${address}#${type}:${resourceId}`, address, section, resourceId, after: [] };
  switch (type) {
    case 'adopt':
    case 'move': {
      const marks = ownerTags(change.owner);
      const call = tagCall(region, resourceType, resourceId, marks);
      const overwrites = otherValues(live, marks);
      const step = { action: 'tag', risk: 'safe', why: type === 'adopt' ? `take the ${title} over` : 'write its new marks' } as const;
      return [{ ...base, ...step, call, ...(overwrites.length > 0 && { overwrites }), marksBefore: marksBefore(live) }];
    }
    case 'forget': {
      if (change.keys.length === 0) return [];
      const call = untagCall(region, resourceType, resourceId, change.keys);
      return [{ ...base, action: 'untag', risk: 'safe', why: `let go of the ${title}`, call, marksBefore: marksBefore(live) }];
    }
    case 'delete': {
      const call = removing?.call(region, resourceId, change.force);
      const kept = held.get(resourceId);
      const movedTo = kept && kept.size > 0 ? { movedTo: Object.fromEntries(kept) } : {};
      const ids = attachments === undefined ? {} : { ids: attached?.get(resourceId) ?? [] };
      const step = { action: 'delete', risk: 'irreversible', why: `delete the ${title}`, ...ids, ...movedTo } as const;
      return call === undefined ? [] : [{ ...base, ...step, call }];
    }
    default:
      return type satisfies never;
  }
}

/** What is deleted comes last of all. What is attached anew comes before what is only taken off, which may need it. */
const placeOf = (one: Operation): number => (one.action === 'delete' ? 3 : one.action === 'reattach' ? 1 : takesAway(one) ? 2 : 0);

/**
 * Changes to ordered operations. A detach needs the attaches of the same disks, so that a disk which moves is never
 * without a policy, and so does the deletion of a policy; what takes protection away comes last. What is marked as ours
 * is changed only once it is.
 * @param moved what is taken off and loses nothing by it
 * @param reattached what has no room beside what lets go of it
 * @param held what is taken off and is under another entry afterwards, however well that protects it
 */
export function operationsOf(
  changes: readonly Change[],
  state: Observed,
  moved: Moved,
  reattached: readonly Reattachment[] = [],
  held: Moved = moved,
): Operation[] {
  const all = changes.flatMap((change) => [...single(change, state, held), ...operationsOfChange(change, state, moved, held, reattached)]);
  const attaches = all.filter(({ action }) => action === 'attach' || action === 'reattach');
  const attachesOf = (ids: readonly string[]): string[] =>
    attaches.filter((attach) => attach.ids?.some((id) => ids.includes(id))).map(({ id }) => id);
  const adoptions = new Map(changes.flatMap((one) => (one.type === 'adopt' ? [[one.live.id, `${one.address}#adopt:${one.live.id}`]] : [])));
  const neededBy = (one: Operation): string[] => {
    const adopted = [one.resourceId, one.from?.id].flatMap((id) => adoptions.get(id ?? '') ?? []);
    return [
      ...adopted.filter((id) => id !== one.id),
      ...(one.action === 'detach' ? attachesOf(one.ids ?? []) : one.after),
      ...(one.action === 'delete' ? attachesOf(state.attached?.get(one.resourceId ?? '') ?? []) : []),
    ];
  };
  return all.map((one) => ({ ...one, after: neededBy(one) })).sort((a, b) => placeOf(a) - placeOf(b));
}
