import { count } from '../base/text.ts';
import { identityOf, markerHash } from '../compile/identity.ts';
import type { Change, TagChange } from '../diff/change.ts';
import type { LiveState } from '../diff/live-state.ts';
import { kindOf } from '../kinds/registry.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Kind } from '../kinds/kind.ts';
import type { Param } from '../kinds/calls.ts';
import { joinGroupCall, tagCall, untagCall } from '../kinds/tagging.ts';
import type { Operation, Risk } from './plan.ts';

/** Where calls go, and for which account. */
type Scope = Pick<LiveState, 'account' | 'region'>;
type Create = Change & { readonly type: 'create' };
type Update = Change & { readonly type: 'update' };

/** An operation before it has its place among the others. */
type Step = Omit<Operation, 'id' | 'address' | 'section' | 'resourceId' | 'after'>;

function batches(ids: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, index) => ids.slice(index * size, (index + 1) * size));
}

function attachments(kind: Kind, { region }: Scope, id: Param, attach: readonly string[], detach: readonly string[]): Step[] {
  const how = kind.attachments;
  if (how === undefined) return [];
  const step =
    (action: 'attach' | 'detach', risk: Risk) =>
    (ids: string[]): Step => ({
      action,
      risk,
      why: `${action} ${count(ids.length, how.target)}`,
      call: how[action](region, id, ids),
    });
  return [
    ...batches(attach, how.batch).map(step('attach', 'safe')),
    ...batches(detach, how.batch).map(step('detach', 'reduces-protection')),
  ];
}

function markerOf({ ownership }: Kind, { stack, address, occurrence }: Desired): Pick<Operation, 'marker'> {
  return ownership === 'marker' ? { marker: markerHash(stack, address, occurrence) } : {};
}

function creation({ desired, generation, attach }: Create, scope: Scope): Step[] {
  const kind = kindOf(desired.section);
  const identity = identityOf(desired, scope.account, scope.region, generation);
  const create: Step = {
    action: 'create',
    risk: 'safe',
    why: `${kind.lifecycle === 'standing' ? 'create' : 'take'} the ${kind.title}`,
    call: kind.create(desired.props, identity),
    token: identity.token,
    ...markerOf(kind, desired),
  };
  return [create, ...attachments(kind, scope, { idOf: desired.address }, attach, [])];
}

/** Whether the service overwrites a value is not documented, so a key whose value changes is removed first. */
function tagging({ set, unset, before }: TagChange, type: string, id: string, { region }: Scope): Step[] {
  const removed = [...unset, ...Object.keys(before)];
  const added = Object.keys(set).length;
  return [
    ...(removed.length > 0
      ? [
          {
            action: 'untag' as const,
            risk: 'safe' as const,
            why: `remove ${count(removed.length, 'tag')}`,
            call: untagCall(region, type, id, removed),
          },
        ]
      : []),
    ...(added > 0
      ? [{ action: 'tag' as const, risk: 'safe' as const, why: `set ${count(added, 'tag')}`, call: tagCall(region, type, id, set) }]
      : []),
  ];
}

function joining(group: Update['group'], type: string, id: string, { region }: Scope): Step[] {
  if (group === undefined) return [];
  return [
    { action: 'join', risk: 'safe', why: `move to the resource group ${group.after}`, call: joinGroupCall(region, type, id, group.after) },
  ];
}

function modification(kind: Kind, { desired, live, fields }: Update, { region }: Scope): Step[] {
  if (kind.modify === undefined || fields.length === 0) return [];
  const names = fields.map((one) => one.field);
  return [
    {
      action: 'modify',
      risk: fields.some((one) => one.reduces) ? 'reduces-protection' : 'safe',
      why: `change ${names.join(', ')}`,
      call: kind.modify(desired.props, names, live.id, region),
    },
  ];
}

function update(change: Update, scope: Scope): Step[] {
  const { desired, live, tags, group, attach, detach } = change;
  const kind = kindOf(desired.section);
  const type = kind.resourceType;
  return [
    ...modification(kind, change, scope),
    ...(type !== undefined && tags ? tagging(tags, type, live.id, scope) : []),
    ...(type !== undefined ? joining(group, type, live.id, scope) : []),
    ...attachments(kind, scope, live.id, attach, detach),
  ];
}

/** The operations of one entry, each after the one before it. */
function operationsOfChange(change: Change, scope: Scope): Operation[] {
  if (change.type !== 'create' && change.type !== 'update') return [];
  const { address, desired } = change;
  const numbers = new Map<string, number>();
  let previous: string | undefined;
  return (change.type === 'create' ? creation(change, scope) : update(change, scope)).map((step) => {
    const number = (numbers.get(step.action) ?? 0) + 1;
    numbers.set(step.action, number);
    const id = `${address}#${step.action}${number > 1 ? `-${number}` : ''}`;
    const after = previous === undefined ? [] : [previous];
    previous = id;
    return { id, address, section: desired.section, ...('live' in change && { resourceId: change.live.id }), ...step, after };
  });
}

/**
 * Changes to ordered operations. Every detach waits for all attaches,
 * so that a disk which moves is never without a policy.
 */
export function operationsOf(changes: readonly Change[], scope: Scope): Operation[] {
  const all = changes.flatMap((change) => operationsOfChange(change, scope));
  const attaches = all.filter((one) => one.action === 'attach').map((one) => one.id);
  const rest = all.filter((one) => one.action !== 'detach');
  const detaches = all
    .filter((one) => one.action === 'detach')
    .map((one) => ({ ...one, after: [...new Set([...one.after, ...attaches])] }));
  return [...rest, ...detaches];
}
