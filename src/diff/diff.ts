import { selectionFinding } from './finding.ts';
import type { Finding } from './finding.ts';
import { choices, count } from '../base/text.ts';
import { kindOf } from '../kinds/registry.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Kind } from '../kinds/kind.ts';
import type { Live } from '../kinds/live.ts';
import type { Selection } from '../kinds/targets.ts';
import type { Change, TagChange } from './change.ts';
import { compareAttachments, compareFields, compareGroup, compareTags, keptTags } from './compare.ts';
import { generations } from '../compile/identity.ts';
import { unmanaged } from './ownership.ts';
import type { Match } from './ownership.ts';
import { contested, doubtful, lastGeneration } from './ownership-refusals.ts';
import { targetChanged } from './refused.ts';
import type { LiveState } from './live-state.ts';

/** Changes, and findings about the spec that only the live state shows. */
export type Difference = { readonly changes: readonly Change[]; readonly findings: readonly Finding[] };

function selected(kind: Kind, desired: Desired, state: LiveState): Selection | undefined {
  const attachments = kind.attachments;
  if (attachments === undefined || desired.props[attachments.field] === null) return undefined;
  return attachments.select(desired.props, state.inventory);
}

function present(kind: Kind, desired: Desired, match: Match & { live: Live }, selection: Selection | undefined, state: LiveState): Change {
  const { live } = match;
  const { modify, notes, losses, refused } = compareFields(kind, desired, live);
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
    ...matchNotes(match),
  ];
  const stays = keptTags(kind, desired, live);
  const common = { address: desired.address, desired, live, notes: all, ...(stays.length > 0 && { keptTags: stays }) };
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

function keptNotes(kind: Kind, kept: readonly string[]): string[] {
  const many = kept.length;
  if (many === 0) return [];
  return [
    `${count(many, kind.attachments?.target ?? 'disk')} that the selector does not choose ${many === 1 ? 'stays' : 'stay'} attached, as \`unlisted: keep\` says.`,
  ];
}

/** What a change of tags depends on where no page lists the type; and that it is none, where the service does not know the type. */
function tagNotes(kind: Kind, change: TagChange | undefined, planned: TagChange | undefined): string[] {
  if (change === undefined || kind.unlistedResourceType === undefined) return [];
  const keys = choices([...new Set([...Object.keys(change.set), ...change.unset])], 'and');
  return planned === undefined
    ? [
        `Tags stay as taken (${keys} would change): the service does not tag ${kind.plural}. The next occurrence will have those of the spec.`,
      ]
    : [`No page says that ${kind.plural} can be tagged once they are taken; clients of others do it.`];
}

function matchNotes({ live, twins, failed, earlier, copies }: Match): string[] {
  return [
    ...twins.map(
      (twin) => `${twin.id} is a duplicate of the same entry and occurrence. ${live?.id ?? 'None'} counts, and nothing is deleted.`,
    ),
    ...failed.map((one) => `${one.id} failed and does not count.`),
    ...copies.map((one) => `${one.id} is a copy of a backup, and does not count.`),
    ...(earlier.length > 0
      ? [`${count(earlier.length, 'earlier occurrence')} ${earlier.length === 1 ? 'remains' : 'remain'} as history.`]
      : []),
  ];
}

function absent(kind: Kind, desired: Desired, match: Match, selection: Selection | undefined, now: number): Change {
  const notes = matchNotes(match);
  if (desired.takeUntil !== undefined && now > desired.takeUntil) return { type: 'closed', address: desired.address, desired, notes };
  if (match.generation >= generations) return lastGeneration(kind, desired, notes);
  const expires = kind.expires?.(desired.props) ?? false;
  // Only an entry whose occurrence never changes can be taken twice by surprise.
  if (expires && desired.fixed && desired.takeUntil === undefined)
    notes.push('An earlier one may have existed and been released after its retention; set takeUntil to close the entry.');
  return { type: 'create', address: desired.address, desired, generation: match.generation, attach: selection?.ids ?? [], notes };
}

function changeOf(kind: Kind, desired: Desired, match: Match, selection: Selection | undefined, state: LiveState, now: number): Change {
  if (match.doubtful.length > 0) return doubtful(kind, desired, match, state, matchNotes(match));
  if (match.live) return present(kind, desired, { ...match, live: match.live }, selection, state);
  if (match.twins.length > 0) return contested(kind, desired, match.twins);
  return absent(kind, desired, match, selection, now);
}

const withTwins = (change: Change, { twins }: Match): Change =>
  twins.length === 0 ? change : { ...change, twins: twins.map(({ id }) => id) };

/**
 * Compares desired entries with the live state, field by field in canonical form.
 * @param now milliseconds since 1970, for `takeUntil`
 */
export function diff(desired: readonly Desired[], live: LiveState, stack: string, now: number): Difference {
  const findings: Finding[] = [];
  const changes = desired.map((one): Change => {
    const kind = kindOf(one.section);
    const match = live.matchOf(one);
    const selection = selected(kind, one, live);
    findings.push(...(selection?.issues ?? []).map((found) => selectionFinding(found, one)));
    const change = withTwins(changeOf(kind, one, match, selection, live, now), match);
    return selection === undefined ? change : { ...change, selection };
  });
  const { account, region } = live;
  const others = unmanaged(live.live, { stack, account, region, desired }).map(
    (one): Change => ({ type: 'unmanaged', address: one.owner?.address as string, live: one, notes: [] }),
  );
  return { changes: [...changes, ...others], findings };
}
