import { choices } from '../base/text.ts';
import { behindDisk, behindImage, locked, stillBeingTaken } from '../facts/removal-conditions.ts';
import type { Live } from '../kinds/live.ts';
import { isPointOf, sourceKey } from '../kinds/points.ts';
import type { Source } from '../kinds/points.ts';
import { kindOf } from '../kinds/registry.ts';
import type { LiveState } from './live-state.ts';
import type { Target } from './removals.ts';

/** Why something is not deleted, and what to do. */
export type StateRefusal = { readonly reason: string; readonly help: string; readonly code?: string };

/** The snapshots that a backup consists of. */
const partsOf = ({ id, members }: Live): readonly string[] => members ?? [id];

const which = (live: Live, ids: readonly string[]): string =>
  ids.length === 1 && ids[0] === live.id ? live.id : `${choices(ids, 'and')} of ${live.id}`;
const are = (ids: readonly string[]): string => (ids.length === 1 ? 'is' : 'are');

function usedBy(live: Live, values: readonly string[], byId: ReadonlyMap<string, Live>): string[] {
  return partsOf(live).filter((id) => values.includes((id === live.id ? live : byId.get(id))?.usage ?? ''));
}

/** What the service itself would refuse, whoever asks. */
function neverDeleted({ live, address }: Target, state: LiveState, byId: ReadonlyMap<string, Live>): StateRefusal | undefined {
  const { title, removing } = kindOf(live.section);
  if (removing === undefined) return { reason: `snapspec cannot delete a ${title}.`, help: `Use the console to delete ${live.id}.` };
  if (live.status === 'pending')
    return {
      code: stillBeingTaken.refusal?.code ?? '',
      reason: `${live.id} is still being taken.`,
      help: 'Wait until it is finished, and run it again.',
    };
  const lockedParts = partsOf(live).filter((id) => state.locked?.has(id));
  if (lockedParts.length > 0)
    return {
      code: locked.refusal?.code ?? '',
      reason: `${which(live, lockedParts)} ${are(lockedParts)} locked (${state.locked?.get(lockedParts[0] as string)}), and nobody can delete what is.`,
      help: `Wait until the lock is over, or write \`forget: true\` to let go of ${address} and keep it.`,
    };
  const images = usedBy(live, behindImage.values, byId);
  if (images.length === 0) return undefined;
  return {
    code: behindImage.refusal?.code ?? '',
    reason: `Images were made from ${which(live, images)}, which cannot be deleted before they are.`,
    help: 'Delete the images first if nobody needs them.',
  };
}

/** Whether a disk is still there. */
const exists = ({ target, id }: Source, { inventory }: LiveState): boolean => inventory[target].has(id);

/** The disks whose last good copies go with these targets. */
function lastCopies({ live }: Target, state: LiveState, going: ReadonlySet<string>): Source[] {
  if (live.status === 'failed') return [];
  const sources = kindOf(live.section).removing?.sources?.(live.props) ?? [];
  return sources.filter((source) => {
    const left = (state.points?.get(sourceKey(source)) ?? []).filter((one) => one.isGood && isPointOf(one, source) && !going.has(one.id));
    return exists(source, state) && left.length === 0;
  });
}

/** What is deleted with `force` only. */
function needsForce(
  target: Target,
  state: LiveState,
  byId: ReadonlyMap<string, Live>,
  going: ReadonlySet<string>,
): StateRefusal | undefined {
  const { live, force } = target;
  if (force) return undefined;
  const disks = usedBy(live, behindDisk.values, byId);
  if (disks.length > 0)
    return {
      code: behindDisk.refusal?.code ?? '',
      reason: `Disks were made from ${which(live, disks)}; once it is deleted they can never be re-initialized.`,
      help: 'Write `force: true` beside it in `removed`, if those disks need never be re-initialized.',
    };
  const last = lastCopies(target, state, going).map(({ id, part }) => (part === undefined ? id : `${id} (${part})`));
  if (last.length === 0) return undefined;
  return {
    reason: `${live.id} is the last good copy of ${choices(last, 'and')}, which still ${last.length === 1 ? 'exists' : 'exist'}. No other backup would be left, automatic ones included.`,
    help: 'Take another backup first, or write `force: true` beside it in `removed`.',
  };
}

/** Why targets that are to be deleted are not, by their id. All that goes in the same run counts as gone. */
export function stateRefusals(targets: readonly Target[], state: LiveState): ReadonlyMap<string, StateRefusal> {
  const deleted = targets.filter(({ forget }) => !forget);
  const byId = new Map(deleted.length === 0 ? [] : state.live.map((one) => [one.id, one] as const));
  const refusals = new Map<string, StateRefusal>();
  for (const target of deleted) {
    const refusal = neverDeleted(target, state, byId);
    if (refusal !== undefined) refusals.set(target.live.id, refusal);
  }
  const going = new Set(deleted.filter(({ live }) => !refusals.has(live.id)).flatMap(({ live }) => partsOf(live)));
  for (const target of deleted) {
    const refusal = refusals.has(target.live.id) ? undefined : needsForce(target, state, byId, going);
    if (refusal !== undefined) refusals.set(target.live.id, refusal);
  }
  return refusals;
}
