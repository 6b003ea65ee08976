import { count } from '../base/text.ts';
import { identityOf } from '../compile/identity.ts';
import type { Change } from '../diff/change.ts';
import type { LiveState } from '../diff/live-state.ts';
import { kindOf } from '../kinds/registry.ts';
import type { Param } from '../kinds/calls.ts';
import type { Kind } from '../kinds/kind.ts';
import { joinGroupCall, tagCall, untagCall } from '../kinds/tagging.ts';
import type { Operation, Risk } from './plan.ts';

type Draft = Omit<Operation, 'id' | 'address' | 'after'>;

function chunks(ids: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, index) => ids.slice(index * size, (index + 1) * size));
}

function attachments(kind: Kind, world: LiveState, id: Param, attach: readonly string[], detach: readonly string[]): Draft[] {
  const how = kind.attachments;
  if (how === undefined) return [];
  const draft =
    (action: 'attach' | 'detach', risk: Risk) =>
    (ids: string[]): Draft => ({
      action,
      risk,
      why: `${action} ${count(ids.length, how.target)}`,
      call: how[action](world.region, id, ids),
    });
  return [
    ...chunks(attach, how.batch).map(draft('attach', 'safe')),
    ...chunks(detach, how.batch).map(draft('detach', 'reduces-protection')),
  ];
}

function creation(change: Change & { type: 'create' }, world: LiveState): Draft[] {
  const { desired } = change;
  const kind = kindOf(desired.section);
  const identity = identityOf(desired, world.account, world.region, change.generation);
  const why = kind.lifecycle === 'standing' ? `create the ${kind.title}` : `take the ${kind.title}`;
  const make: Draft = { action: 'create', risk: 'safe', why, call: kind.create(desired.props, identity), token: identity.token };
  return [make, ...attachments(kind, world, { idOf: desired.address }, change.attach, [])];
}

function tagging(change: Change & { type: 'update' }, type: string, world: LiveState): Draft[] {
  const { live, tags, group } = change;
  const drafts: Draft[] = [];
  // Whether the service overwrites a value is not documented, so a changed key is taken off first.
  const off = tags ? [...tags.unset, ...Object.keys(tags.set).filter((key) => Object.hasOwn(live.props['tags'] as object, key))] : [];
  if (off.length > 0)
    drafts.push({
      action: 'untag',
      risk: 'safe',
      why: `take off ${count(off.length, 'tag')}`,
      call: untagCall(world.region, type, live.id, off),
    });
  if (tags && Object.keys(tags.set).length > 0)
    drafts.push({
      action: 'tag',
      risk: 'safe',
      why: `set ${count(Object.keys(tags.set).length, 'tag')}`,
      call: tagCall(world.region, type, live.id, tags.set),
    });
  if (group)
    drafts.push({
      action: 'join',
      risk: 'safe',
      why: `move to the resource group ${group.after}`,
      call: joinGroupCall(world.region, type, live.id, group.after),
    });
  return drafts;
}

function update(change: Change & { type: 'update' }, world: LiveState): Draft[] {
  const { desired, live, fields } = change;
  const kind = kindOf(desired.section);
  const names = fields.map((one) => one.field);
  const modify: Draft[] =
    kind.modify === undefined || names.length === 0
      ? []
      : [
          {
            action: 'modify',
            risk: fields.some((one) => one.reduces) ? 'reduces-protection' : 'safe',
            why: `change ${names.join(', ')}`,
            call: kind.modify(desired.props, names, live.id, world.region),
          },
        ];
  const tags = kind.resourceType === undefined ? [] : tagging(change, kind.resourceType, world);
  return [...modify, ...tags, ...attachments(kind, world, live.id, change.attach, change.detach)];
}

function drafts(change: Change, world: LiveState): Draft[] {
  if (change.type === 'create') return creation(change, world);
  return change.type === 'update' ? update(change, world) : [];
}

/** The operations of one entry, each after the one before it. */
function chain(change: Change, world: LiveState): Operation[] {
  const names = new Map<string, number>();
  let before: string | undefined;
  return drafts(change, world).map((draft) => {
    const number = (names.get(draft.action) ?? 0) + 1;
    names.set(draft.action, number);
    const id = `${change.address}#${draft.action}${number > 1 ? `-${number}` : ''}`;
    const after = before === undefined ? [] : [before];
    before = id;
    return { id, address: change.address, ...draft, after };
  });
}

/**
 * Changes to ordered operations. What takes a disk off waits for everything that puts one on,
 * so that a disk which moves is never without a policy.
 */
export function operationsOf(changes: readonly Change[], world: LiveState): Operation[] {
  const all = changes.flatMap((change) => chain(change, world));
  const attaching = all.filter((one) => one.action === 'attach').map((one) => one.id);
  const rest = all.filter((one) => one.action !== 'detach');
  const last = all.filter((one) => one.action === 'detach').map((one) => ({ ...one, after: [...new Set([...one.after, ...attaching])] }));
  return [...rest, ...last];
}
