import { sameJson } from '../base/json.ts';
import type { Json } from '../base/json.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Removal } from '../spec/spec.ts';
import { withAdoptions } from './adoption.ts';
import type { Change } from './change.ts';
import { diff } from './diff.ts';
import type { LiveState } from './live-state.ts';
import { ownershipIndex } from './ownership.ts';
import { ownershipScope } from './ownership-scope.ts';
import type { Ways } from './ways.ts';

/** A spec that another one is compared with: its entries, and what it asks for beside them. */
export type BaseSpec = { readonly desired: readonly Desired[]; readonly ways: Ways };

const asked = ({ file: _, path: __, ...rest }: Removal): Json => rest as Json;

/**
 * What would be changed by another spec in the same live state, which was read for `ways`: of what is removed only what that
 * names too was looked at.
 */
export function changesOfBase(
  { desired, ways: given }: BaseSpec,
  live: LiveState,
  stack: string,
  now: number,
  { removed }: Ways,
): readonly Change[] {
  const ways = { ...given, removed: given.removed.filter((one) => removed.some((other) => sameJson(asked(one), asked(other)))) };
  const scope = ownershipScope(stack, live, desired, ways);
  const matchOf = withAdoptions(ownershipIndex(live.live, scope), live.live, scope);
  return diff(desired, { ...live, matchOf }, stack, now, ways).changes;
}
