import { generations } from '../compile/identity.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Kind } from '../kinds/kind.ts';
import type { Live } from '../kinds/live.ts';
import type { Selection } from '../kinds/targets.ts';
import { refusedAdoption } from './adoption-changes.ts';
import type { Change } from './change.ts';
import { keptNotes, matchNotes, tagNotes } from './change-notes.ts';
import { compareAttachments, compareFields, compareGroup, compareTags, keptTags } from './compare.ts';
import { withoutForgotten } from './forgotten.ts';
import type { LiveState } from './live-state.ts';
import type { Match } from './ownership.ts';
import type { Taking } from './ownership-proof.ts';
import { contested, doubtful, lastGeneration } from './ownership-refusals.ts';
import { targetChanged } from './refused.ts';

/** What the selector of an entry chooses; undefined where it has none. */
export function selected(kind: Kind, desired: Desired, state: LiveState): Selection | undefined {
  const attachments = kind.attachments;
  if (attachments === undefined || desired.props[attachments.field] === null) return undefined;
  return attachments.select(desired.props, state.inventory);
}

function present(
  kind: Kind,
  desired: Desired,
  match: Match & { live: Live },
  selection: Selection | undefined,
  state: LiveState,
  going: ReadonlySet<string>,
): Change {
  const { live } = match;
  const { modify, notes, losses, impossible, stays, refused } = compareFields(kind, desired, live);
  if (refused) return targetChanged(desired, live, refused);
  const attached = state.attached.get(live.id) ?? [];
  const { attach, detach, kept } = compareAttachments(selection, attached);
  const tagChange = compareTags(kind, desired, live);
  const tags = state.untaggable.has(kind.section) ? undefined : tagChange;
  const group = compareGroup(kind, desired, live);
  const all = [
    ...notes,
    ...tagNotes(kind, tagChange, tags),
    ...keptNotes(kind, kept),
    ...(kind.notes?.(desired.props, live) ?? []),
    ...matchNotes(match, going),
  ];
  const staying = keptTags(kind, desired, live);
  const common = {
    address: desired.address,
    desired,
    live,
    notes: all,
    ...(staying.length > 0 && { keptTags: staying }),
    ...(stays.length > 0 && { stays }),
    ...(impossible.length > 0 && { impossible }),
  };
  const changed = modify.length + attach.length + detach.length > 0 || tags !== undefined || group !== undefined;
  if (!changed) return { type: 'unchanged', ...common };
  return {
    type: 'update',
    ...common,
    fields: modify,
    losses,
    ...(tags && { tags }),
    ...(group && { group }),
    attach,
    detach,
  };
}

function absent(kind: Kind, desired: Desired, match: Match, selection: Selection | undefined, { now, going }: Moment): Change {
  const notes = matchNotes(match, going);
  if (desired.takeUntil !== undefined && now > desired.takeUntil) return { type: 'closed', address: desired.address, desired, notes };
  if (match.generation >= generations) return lastGeneration(kind, desired, notes);
  const expires = kind.expires?.(desired.props) ?? false;
  // Only an entry whose occurrence never changes can be taken twice by surprise.
  if (expires && desired.fixed && desired.takeUntil === undefined)
    notes.push('An earlier one may have existed and been released after its retention; set takeUntil to close the entry.');
  return { type: 'create', address: desired.address, desired, generation: match.generation, attach: selection?.ids ?? [], notes };
}

/** When it is, and what goes in this run. */
export type Moment = { readonly now: number; readonly going: ReadonlySet<string> };

/** What has to be done for one entry. */
export function changeOf(
  kind: Kind,
  desired: Desired,
  found: Match,
  selection: Selection | undefined,
  state: LiveState,
  moment: Moment,
): Change {
  const match = withoutForgotten(found, desired, state, moment.going);
  const { adoption } = match;
  if (adoption?.type === 'refused') return refusedAdoption(desired, adoption, match.live);
  if (match.doubtful.length > 0) return doubtful(kind, desired, match, state, matchNotes(match, moment.going));
  if (match.live) return present(kind, desired, { ...match, live: match.live }, selection, state, moment.going);
  if (match.twins.length > 0) return contested(kind, desired, match.twins);
  return absent(kind, desired, match, selection, moment);
}

/** A create that knows what the spec says of the past: what the entry was called, and what is not its own any more. */
export const withPast = (change: Change, formerly: readonly Omit<Taking, 'occurrence'>[], letGo: readonly string[]): Change =>
  change.type === 'create' ? { ...change, ...(formerly.length > 0 && { formerly }), ...(letGo.length > 0 && { letGo }) } : change;

/** A change with the further backups of its entry that stay, and those that failed. */
export function withTwins(change: Change, match: Match, going: ReadonlySet<string>): Change {
  const staying = (all: readonly Live[]): readonly string[] => all.map(({ id }) => id).filter((id) => !going.has(id));
  const [twins, failed] = [staying(match.twins), staying(match.failed)];
  return { ...change, ...(twins.length > 0 && { twins }), ...(failed.length > 0 && { failed }) };
}
