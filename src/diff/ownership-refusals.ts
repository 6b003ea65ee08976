import { choices, count } from '../base/text.ts';
import { generations, identityOf, markerHash } from '../compile/identity.ts';
import type { Desired } from '../kinds/desired.ts';
import type { Kind } from '../kinds/kind.ts';
import type { Live } from '../kinds/live.ts';
import { markerOf } from '../kinds/ownership-marker.ts';
import { ownerTagKey, ownerTags } from '../kinds/ownership-tags.ts';
import { sameJson } from '../base/json.ts';
import type { Change } from './change.ts';
import type { Doubtful, Match } from './ownership-match.ts';
import { isHashable, liveTargets } from './ownership-proof.ts';
import type { Place } from './ownership-proof.ts';

/** What does not fit, in words. */
function whyOf(kind: Kind, { misfits }: Doubtful): string {
  if (kind.ownership === 'marker') return 'its description was edited, and no longer ends with the marker';
  return misfits.map(({ words }) => words).join('; ');
}

/** The tags that would make something an entry's, in full: its op is that of what it was really taken of. */
function mendedTags(desired: Desired, { live, misfits }: Doubtful, { account, region }: Place): string[] {
  const targets = liveTargets(live).filter(isHashable);
  const target = targets.find((one) => sameJson(one, desired.target)) ?? targets[0] ?? desired.target;
  const tags = ownerTags(identityOf({ ...desired, target }, account, region, 0).owner);
  return misfits.map(({ member }) => `${ownerTagKey(member)}=${tags[ownerTagKey(member)]}`);
}

function mend(kind: Kind, desired: Desired, doubt: Doubtful, place: Place): string {
  const { live } = doubt;
  if (kind.ownership === 'tags')
    return `give ${live.id} the ${doubt.misfits.length === 1 ? 'tag' : 'tags'} ${choices(mendedTags(desired, doubt, place), 'and')}`;
  const { stack, address, occurrence } = desired;
  return `end the description of ${live.id} with ${JSON.stringify(markerOf(markerHash(stack, address, occurrence)))}`;
}

/** The ways on: the mark is mended, or the spec says whose it is. */
function waysOn(kind: Kind, desired: Desired, doubts: readonly Doubtful[], place: Place): string {
  const mended = doubts.map((doubt) => mend(kind, desired, doubt, place)).join('; ');
  const first = (doubts[0] as Doubtful).live.id;
  const adopt = kind.ownership === 'tags' ? `write \`adopt: ${first}\` in the entry` : '';
  const forget = `write \`removed: [{id: ${first}, forget: true}]\` in the spec`;
  return `Where it belongs to this entry, ${mended}${adopt && `, or ${adopt}`}. Where it does not, ${forget}${
    doubts.length > 1 ? ', and so for the others' : ''
  }.`;
}

/** Something may be the entry's and is not proven to be: nothing is created beside it, and nothing of it is changed. */
export function doubtful(kind: Kind, desired: Desired, match: Match, place: Place, notes: readonly string[]): Change {
  const found = match.doubtful.map((doubt) => ({ id: doubt.live.id, why: whyOf(kind, doubt) }));
  return {
    type: 'refused',
    address: desired.address,
    desired,
    ...(match.live && { live: match.live }),
    reason: `It is doubtful whether ${found.map(({ id, why }) => `${id} belongs to ${desired.address}: ${why}`).join('; and whether ')}. It is not changed, and nothing is created beside it.`,
    help: waysOn(kind, desired, match.doubtful, place),
    doubtful: found,
    notes,
  };
}

/** Several of one entry have something attached: whichever were changed, something could lose its protection. */
export function contested(kind: Kind, desired: Desired, twins: readonly Live[]): Change {
  const what = kind.attachments?.target ?? 'resource';
  const named = twins.map((one) => `${one.id} (${count(kind.attachments?.countOf(one) ?? 0, what)})`);
  return {
    type: 'refused',
    address: desired.address,
    desired,
    reason: `${choices(named, 'and')} all carry the marks of ${desired.address}, and more than one of them has ${what}s: which one counts cannot be told. None is changed.`,
    help: `Attach every ${what} to one of them and detach it from the others; then that one counts.`,
    notes: [],
  };
}

/** No token is left that the service does not know. */
export function lastGeneration(kind: Kind, desired: Desired, notes: readonly string[]): Change {
  return {
    type: 'refused',
    address: desired.address,
    desired,
    field: 'occurrence',
    reason: `${desired.address} has used the last of the ${generations} tokens of its occurrence ${JSON.stringify(desired.occurrence)}.`,
    help: `Write another occurrence (now ${JSON.stringify(desired.occurrence)}), and find out why every ${kind.title} failed or was deleted.`,
    notes,
  };
}
