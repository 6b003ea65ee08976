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

const shownOf = ({ ids, passedOver, items }: Selection): NonNullable<PlanEntry['selection']> => ({ ids, passedOver, items });

/** The entry of a plan for one change. */
export function planEntryOf(change: Change): PlanEntry {
  const section = change.type === 'unmanaged' ? change.live.section : change.desired.section;
  const kind = kindOf(section);
  const live = 'live' in change && change.live ? liveOf(change.live) : {};
  const taken = kind.lifecycle === 'taken';
  const occurrence = change.type === 'unmanaged' ? change.live.owner?.occurrence : change.desired.occurrence;
  const base = {
    address: change.address,
    title: kind.title,
    outcome: change.type,
    ...(taken && occurrence !== undefined && { occurrence }),
    ...live,
    summary: change.type === 'unmanaged' ? [] : change.desired.summary,
    summaryFields: kind.summaryFields ?? [],
    values: change.type === 'create' ? newValues(kind, change.desired.props) : {},
    notes: change.notes,
    ...(change.twins && { twins: change.twins }),
    ...(change.keptTags && { keptTags: change.keptTags }),
    ...(change.selection && { selection: shownOf(change.selection) }),
  };
  switch (change.type) {
    case 'create':
      return { ...base, ...nothing, attach: change.attach };
    case 'update': {
      const { fields, tags, group, attach, detach } = change;
      return { ...base, fields, ...(tags && { tags }), ...(group && { group }), attach, detach };
    }
    case 'refused':
      return {
        ...base,
        ...nothing,
        ...(change.doubtful && { doubtful: change.doubtful }),
        refusal: { reason: change.reason, help: change.help },
      };
    case 'unchanged':
    case 'closed':
    case 'unmanaged':
      return { ...base, ...nothing };
    default:
      return change satisfies never;
  }
}
