import { movesOf } from '../diff/moves.ts';
import type { Kind } from '../kinds/kind.ts';
import { kinds } from '../kinds/registry.ts';
import { listTagsCall } from '../kinds/tagging.ts';
import type { LiveListings, Wanted } from './live-listings.ts';
import { resourceToTag } from './needs.ts';
import type { ReadRequest } from './request.ts';

/** Something of a kind whose marks are to be written or taken off. */
function idToMark({ section }: Kind, { desired, ways }: Wanted, live: LiveListings): string | undefined {
  const forgotten = live.removals().targets.filter(({ forget }) => forget);
  const moves = movesOf(ways.moved, live.all(), live.ownership(), live.matches()).changes;
  const adopted = desired.flatMap((one) => {
    const { adoption } = live.matches()(one);
    return adoption?.type === 'take' ? [adoption.live] : [];
  });
  const marked = [
    ...forgotten.map((one) => one.live),
    ...moves.flatMap((one) => ('live' in one && one.live ? [one.live] : [])),
    ...adopted,
  ];
  return marked.find((one) => one.section === section)?.id;
}

/** Whether the service tags a kind is asked only where no page lists its type, and tags would change. */
export function taggingReads(wanted: Wanted, live: LiveListings, isKnown: (section: string) => boolean): ReadRequest[] {
  return kinds.flatMap((kind): ReadRequest[] => {
    if (kind.resourceType === undefined || kind.unlistedResourceType === undefined || isKnown(kind.section)) return [];
    const id = idToMark(kind, wanted, live) ?? resourceToTag(kind, wanted.desired, live.matches());
    if (id === undefined) return [];
    return [{ subject: { of: 'tagging', section: kind.section, id }, ask: { call: listTagsCall(wanted.region, kind.resourceType, id) } }];
  });
}
