import type { Ways } from '../diff/ways.ts';
import { compareTags } from '../diff/compare.ts';
import type { Program } from '../frontend/analyze.ts';
import type { ReadCall } from '../kinds/calls.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Kind } from '../kinds/kind.ts';
import { underWayListing } from '../kinds/region-wide.ts';
import { kindOf, kinds } from '../kinds/registry.ts';
import { listTagsCall } from '../kinds/tagging.ts';
import { LiveListings } from '../observe/live-listings.ts';
import { needsOf } from '../observe/needs.ts';
import { accountRequest, regionsRequest } from '../observe/place-answers.ts';
import { preflightNeeds, takesDisks } from '../observe/preflight-reads.ts';
import type { Prospect } from '../observe/preflight-reads.ts';
import { RemovalReads } from '../observe/removal-reads.ts';
import type { ReadRequest } from '../observe/request.ts';
import { TargetListings } from '../observe/target-listings.ts';
import { anyId, anyInventory, anyLive } from './any.ts';
import { possibleAttachments } from './attachments.ts';
import { possibleRemovals } from './removals.ts';

const callOf = ({ ask }: ReadRequest): ReadCall => ('listing' in ask ? ask.listing.call : ask.call);

/** An entry as if nothing of it existed, and as if all that it may attach were still to be attached. */
const prospectOf = (one: Desired): Prospect => ({ one, isNew: true, attach: possibleAttachments(one).attach });

/** The sections whose resources something may be attached to, or was before it goes. */
function attachingSections(desired: readonly Desired[], ways: Ways): readonly Kind[] {
  const managed = desired.filter(({ section, props }) => {
    const { attachments } = kindOf(section);
    return attachments !== undefined && props[attachments.field] !== null;
  });
  const gone = possibleRemovals(ways).filter(({ forget }) => !forget);
  const sections = new Set([...managed.map(({ section }) => section), ...gone.map(({ live }) => live.section)]);
  return kinds.filter(({ section }) => sections.has(section));
}

/** Whether the marks or the tags of something of a kind may be written. */
function mayTag(kind: Kind, desired: readonly Desired[], { moved, removed }: Ways): boolean {
  const own = desired.filter(({ section }) => section === kind.section);
  const isMoved = moved.some(({ from }) => from === undefined || from.startsWith(`${kind.section}/`));
  const isForgotten = possibleRemovals({ moved, removed, prune: false }).some(
    ({ live, forget }) => forget && live.section === kind.section,
  );
  return own.some((one) => one.adopt !== undefined || compareTags(kind, one, anyLive(kind)) !== undefined) || isMoved || isForgotten;
}

/** How something that was created or is being waited for is looked at. */
const looks = (section: string, region: string): ReadCall[] => {
  const { idListing, targetListing, listing } = kindOf(section);
  return [listing(region), idListing?.listing(region, [anyId]), targetListing?.(region, anyId)].flatMap((one) => one?.call ?? []);
};

/** Every reading call that a run may send, with `*` for ids that only the cloud knows. */
export function possibleReads({ spec, desired }: Pick<Program, 'spec' | 'desired'>, ways: Ways): readonly ReadCall[] {
  const { stack, region } = spec;
  const needs = needsOf(desired, () => true);
  const inventory = anyInventory(needs);
  const prospects = desired.map(prospectOf);
  const removals = new RemovalReads(region).next(
    possibleRemovals(ways).filter(({ forget }) => !forget),
    inventory,
  );
  const targets = new TargetListings(region).requests([...needs, ...preflightNeeds(prospects, inventory), ...removals.needs]);
  const requests = [
    accountRequest(region),
    regionsRequest(region),
    ...new LiveListings({ stack, region, desired, ways }).toList(),
    ...targets,
    ...removals.requests,
  ];
  return [
    ...requests.map(callOf),
    ...attachingSections(desired, ways).flatMap(({ attachments }) => attachments?.listing(region, anyId).call ?? []),
    ...(takesDisks(prospects) ? [underWayListing(region).call] : []),
    ...kinds
      .filter((kind) => kind.unlistedResourceType && mayTag(kind, desired, ways))
      .flatMap(({ resourceType }) => (resourceType === undefined ? [] : listTagsCall(region, resourceType, anyId))),
    ...[...new Set(desired.map(({ section }) => section))].flatMap((section) => looks(section, region)),
  ];
}
