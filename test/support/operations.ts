import { formatVersion } from '../../src/base/format-version.ts';
import type { Change } from '../../src/diff/change.ts';
import { operationsOf } from '../../src/plan/operations.ts';
import type { Operation, Plan } from '../../src/plan/plan.ts';
import type { Desired } from '../../src/kinds/desired.ts';
import type { Live } from '../../src/kinds/live.ts';
import { account, live, region, stack } from './resources.ts';

/** What the spec says of the past of an entry. */
type Past = Pick<Change & { readonly type: 'create' }, 'formerly' | 'letGo'>;

/** The operation that creates an entry. */
export function createOf(entry: Desired, past: Past = {}): Operation {
  const change: Change = { type: 'create', address: entry.address, desired: entry, generation: 0, attach: [], notes: [], ...past };
  return operationsOf([change], { account, region }, new Map())[0] as Operation;
}

/** The operation that renames what exists. */
export function modifyOf(entry: Desired, id = 's-1'): Operation {
  const fields = [{ field: 'name', before: 'old', after: 'new', reduces: false }];
  const change: Change = {
    type: 'update',
    address: entry.address,
    desired: entry,
    live: live(entry, id),
    fields,
    losses: [],
    attach: [],
    detach: [],
    notes: [],
  };
  return operationsOf([change], { account, region }, new Map())[0] as Operation;
}

/** What a create has made, as it is listed later. */
export function madeBy(operation: Operation, entry: Desired, id: string, more: Partial<Live> = {}): Live {
  const made = live(entry, id, more);
  return made.owner ? { ...made, owner: { ...made.owner, op: operation.token as string } } : made;
}

export function planOf(...operations: readonly Operation[]): Plan {
  return {
    formatVersion,
    kind: 'snapspec.plan',
    stack,
    account,
    region,
    entries: [],
    operations,
    problems: [],
    gate: { reductions: [], count: 0, passed: true, notes: [] },
    leftOut: [],
    unchecked: [],
    calls: { made: 1, toMake: operations.length, byAction: { made: {}, toMake: {} } },
  };
}
