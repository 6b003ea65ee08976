import { isReservedTagKey } from '../facts/limits/tags.ts';

/** What the keys of the owner's tags start with; nobody else's may, in any casing. */
export const ownerTagPrefix = 'snapspec:';

/** The prefix in any casing, as a regular expression. */
export const ownerTagPrefixPattern = ownerTagPrefix.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);

const members = ['stack', 'address', 'occurrence', 'op'] as const;

/** Who made a live resource: the stack, the entry, the occurrence, and the hash of the operation. */
export type Owner = { readonly [member in (typeof members)[number]]: string };

export type Tags = { readonly [key: string]: string };

/** The tags by which a stack recognizes what it owns. They are set by the create call. */
export const ownerTagKeys: readonly string[] = members.map((member) => `${ownerTagPrefix}${member}`);

/** The owner's tags. */
export const ownerTags = (owner: Owner): Tags => Object.fromEntries(members.map((member) => [`${ownerTagPrefix}${member}`, owner[member]]));

/** The owner that the tags name; undefined where not all four are there. */
export function ownerOf(tags: Tags): Owner | undefined {
  const [stack, address, occurrence, op] = ownerTagKeys.map((key) => tags[key]);
  return stack !== undefined && address !== undefined && occurrence !== undefined && op !== undefined
    ? { stack, address, occurrence, op }
    : undefined;
}

/**
 * Tags that a person set: without the owner's and without those that the cloud reserves (in their own casing: what is
 * written in another one is a person's, and a plan that did not see it would set it again and again).
 */
export function userTags(tags: Tags): Tags {
  const ofPerson = Object.entries(tags).filter(([key]) => !key.toLowerCase().startsWith(ownerTagPrefix) && !isReservedTagKey(key));
  return Object.fromEntries(ofPerson.sort(([a], [b]) => (a < b ? -1 : 1)));
}
