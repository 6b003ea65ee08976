import { count } from '../base/text.ts';
import { identityOf } from '../compile/identity.ts';
import { tagCount } from '../facts/limits/tags.ts';
import { isRecord } from '../base/json.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Kind } from '../kinds/kind.ts';
import type { Live } from '../kinds/live.ts';
import { ownerTagKeys, ownerTagPrefix } from '../kinds/ownership-tags.ts';
import { kindOf } from '../kinds/registry.ts';
import { compareFields } from './compare.ts';
import { membersIn, owned } from './ownership.ts';
import type { Adoption, Match, MatchOf, OwnershipScope } from './ownership-match.ts';
import { isCopy } from './ownership-proof.ts';
import { isOfOtherStack } from './ownership-tagged.ts';
import type { Proven } from './ownership-tagged.ts';
import { show } from './show.ts';

type Refusal = { readonly reason: string; readonly help: string };

/** What is known of everything that is there. */
type World = {
  readonly byId: ReadonlyMap<string, Live>;
  readonly proven: ReadonlyMap<string, Proven>;
  readonly members: ReadonlySet<string>;
  readonly scope: OwnershipScope;
};

/** Tags of others that it carries, without those that the cloud sets itself. */
function foreignTags({ props, marks = [] }: Live): number {
  const looks = marks.filter(({ key }) => key.toLowerCase().startsWith(ownerTagPrefix) && !ownerTagKeys.includes(key));
  return Object.keys(isRecord(props['tags']) ? props['tags'] : {}).length + new Set(looks.map(({ key }) => key)).size;
}

/** Why what is named belongs to somebody else. */
function ofAnother(live: Live, { proven, members, scope }: World): Refusal | undefined {
  const { id } = live;
  if (isOfOtherStack(live, scope))
    return {
      reason: `${id} belongs to the stack ${live.owner?.stack}, as ${live.owner?.address}: its marks are proven.`,
      help: `Where that stack was renamed to ${scope.stack}, write \`moved: [{fromStack: ${live.owner?.stack}}]\`. Else let go of it there first, with \`removed: [{id: ${id}, forget: true}]\`.`,
    };
  const mine = proven.get(id);
  if (mine !== undefined)
    return {
      reason: `${id} belongs to ${mine.address} of this stack.`,
      help: `Where ${mine.address} is now this entry, write \`moved: [{from: ${mine.address}, to: …}]\` instead of \`adopt\`.`,
    };
  if (members.has(id))
    return { reason: `${id} is part of a group, and members of a group belong to it.`, help: 'Adopt the group, in an entry of groups.' };
  if (isCopy(live, scope.region))
    return { reason: `${id} is a copy of a backup, and a copy is no entry's.`, help: 'Adopt the backup itself, or remove `adopt`.' };
  return undefined;
}

/** Why what is named cannot be this entry's. */
function unfit(kind: Kind, desired: Desired, live: Live, match: Match): Refusal | undefined {
  const { id } = live;
  if (match.live !== undefined)
    return {
      reason: `${desired.address} has a ${kind.title} already (${match.live.id}), and would have two with ${id}.`,
      help: 'Remove `adopt`.',
    };
  if (live.status === 'failed')
    return { reason: `${id} failed, and does not count as a backup.`, help: 'Remove `adopt`; it is then taken.' };
  const { refused } = compareFields(kind, desired, live);
  if (refused !== undefined)
    return {
      reason: `${id} was taken with ${refused.field} ${show(refused.before)}, and the entry has ${show(refused.after)}.`,
      help: `Write ${refused.field} as it was taken, or name another ${kind.title}.`,
    };
  const many = foreignTags(live) + ownerTagKeys.length;
  if (many <= tagCount.max) return undefined;
  const over = many - tagCount.max;
  return {
    reason: `${id} carries ${count(foreignTags(live), 'tag')}, and the ${ownerTagKeys.length} of snapspec would make it ${many}: ${tagCount.max} are allowed.`,
    help: `Take ${over === 1 ? 'one of its tags' : `${over} of its tags`} off, then run it again.`,
  };
}

function adoptionOf(desired: Desired & { readonly adopt: string }, match: Match, world: World): Adoption | undefined {
  const { adopt: id, section } = desired;
  const { scope } = world;
  const kind = kindOf(section);
  const live = world.byId.get(id);
  if (world.proven.get(id)?.address === desired.address) return undefined;
  if (live === undefined || live.section !== section) return { type: 'missing', id };
  const refusal = ofAnother(live, world) ?? unfit(kind, desired, live, match);
  if (refusal !== undefined) return { type: 'refused', id, ...refusal };
  return { type: 'take', live, owner: identityOf(desired, scope.account, scope.region, match.generation).owner };
}

/** What an entry that adopts has: what it takes over counts as its own, and is no longer doubtful. */
function adopting(match: Match, adoption: Adoption): Match {
  if (adoption.type !== 'take') return { ...match, adoption };
  const { live } = adoption;
  return { ...match, live, doubtful: match.doubtful.filter((one) => one.live !== live), adoption };
}

/** The matches with what entries adopt. */
export function withAdoptions(matchOf: MatchOf, live: readonly Live[], scope: OwnershipScope): MatchOf {
  if (scope.desired.every(({ adopt }) => adopt === undefined)) return matchOf;
  const world: World = {
    byId: new Map(live.map((one) => [one.id, one])),
    proven: new Map(owned(live, scope).map((one) => [one.live.id, one])),
    members: membersIn(live),
    scope,
  };
  const known = new Map<Desired, Match>();
  return (desired) => {
    const found = known.get(desired);
    if (found !== undefined) return found;
    const match = matchOf(desired);
    const adoption = desired.adopt === undefined ? undefined : adoptionOf({ ...desired, adopt: desired.adopt }, match, world);
    const result = adoption === undefined ? match : adopting(match, adoption);
    known.set(desired, result);
    return result;
  };
}
