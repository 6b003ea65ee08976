import type { Place } from '../base/diagnostic.ts';
import type { Reattachment } from '../diff/attachment-room.ts';
import type { Change } from '../diff/change.ts';
import { kindOf } from '../kinds/registry.ts';
import type { Props } from '../kinds/desired.ts';
import type { Kind } from '../kinds/kind.ts';
import type { Live } from '../kinds/live.ts';
import type { Selection } from '../kinds/targets.ts';
import type { PlanEntry } from './plan.ts';

const nothing = { fields: [], attach: [], detach: [] };

/** The values of a new resource that no other line shows. */
function newValues(kind: Kind, props: Props): Props {
  const shown = new Set([...(kind.summaryFields ?? []), ...(kind.attachments ? [kind.attachments.field] : [])]);
  return Object.fromEntries(Object.entries(props).filter(([field]) => !shown.has(field)));
}

function liveOf({ id, statusText, status }: Live): Pick<PlanEntry, 'id' | 'status' | 'pending'> {
  return { id, status: statusText, ...(status === 'pending' && { pending: true }) };
}

/** The field that a refusal is about, else the key of the entry. */
function placeOf(change: Change): Pick<PlanEntry, 'place'> {
  if (!('desired' in change) || change.desired === undefined) return {};
  const { file, path } = change.desired;
  const field = change.type === 'refused' ? change.field : undefined;
  const place: Place = field === undefined ? { file, path, part: 'key' } : { file, path: [...path, field] };
  return { place };
}

const shownOf = ({ ids, passedOver, items }: Selection): NonNullable<PlanEntry['selection']> => ({ ids, passedOver, items });

/** What of an entry is refused although the rest of it goes on. */
function refusalOf({ address, impossible }: Change): Pick<PlanEntry, 'refusal'> {
  if (impossible === undefined) return {};
  const reasons = impossible.map(({ field, reason }) => `${field} of ${address} cannot be changed: ${reason}`);
  return { refusal: { reason: reasons.join(' '), help: impossible.map(({ help }) => help).join(' ') } };
}

/** What of an entry is taken off another one first. */
function reattachedOf({ address }: Change, reattached: readonly Reattachment[]): Pick<PlanEntry, 'reattach'> {
  const here = reattached.filter(({ to }) => to === address);
  return here.length === 0 ? {} : { reattach: here.map(({ target: id, from }) => ({ id, from: from.id, entry: from.address })) };
}

/** The entry of a plan for one change. */
export function planEntryOf(change: Change, reattached: readonly Reattachment[] = []): PlanEntry {
  const desired = 'desired' in change ? change.desired : undefined;
  const live = 'live' in change ? change.live : undefined;
  const kind = kindOf((desired ?? live)?.section ?? '');
  const occurrence = desired?.occurrence ?? live?.owner?.occurrence;
  const base = {
    address: change.address,
    ...placeOf(change),
    title: kind.title,
    outcome: change.type === 'kept' ? ('refused' as const) : change.type,
    ...(kind.lifecycle === 'taken' && occurrence !== undefined && { occurrence }),
    ...(live && liveOf(live)),
    summary: desired?.summary ?? [],
    summaryFields: kind.summaryFields ?? [],
    values: change.type === 'create' ? newValues(kind, change.desired.props) : {},
    notes: change.notes,
    ...(change.twins && { twins: change.twins }),
    ...(change.failed && { failed: change.failed }),
    ...refusalOf(change),
    ...(change.stays && { stays: change.stays }),
    ...(change.keptTags && { keptTags: change.keptTags }),
    ...(change.selection && { selection: shownOf(change.selection) }),
  };
  switch (change.type) {
    case 'create':
      return { ...base, ...nothing, attach: change.attach, ...reattachedOf(change, reattached) };
    case 'update': {
      const { fields, tags, group, attach, detach } = change;
      return { ...base, fields, ...(tags && { tags }), ...(group && { group }), attach, detach, ...reattachedOf(change, reattached) };
    }
    case 'refused':
      return {
        ...base,
        ...nothing,
        ...(change.doubtful && { doubtful: change.doubtful }),
        refusal: { reason: change.reason, help: change.help },
      };
    case 'kept':
      return {
        ...base,
        ...nothing,
        refusal: { reason: change.reason, help: change.help, ...(change.code !== undefined && { code: change.code }) },
      };
    case 'unchanged':
    case 'closed':
    case 'unmanaged':
    case 'adopt':
    case 'move':
    case 'delete':
    case 'forget':
      return { ...base, ...nothing };
    default:
      return change satisfies never;
  }
}
