import { isReservedTagKey } from '../facts/limits/tags.ts';

/** What the keys of the owner's tags start with; nobody else's may, in any casing. */
export const ownerTagPrefix = 'snapspec:';

/** The prefix in any casing, as a regular expression. */
export const ownerTagPrefixPattern = ownerTagPrefix.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);

const members = ['stack', 'address', 'occurrence', 'op'] as const;

/** Who made a live resource: the stack, the entry, the occurrence, and the hash of the operation. */
export type Owner = { readonly [member in (typeof members)[number]]: string };

/** What a tag that names part of an owner is about. */
export type OwnerMember = keyof Owner;

/** A tag that names part of an owner, under its exact key or one that looks like it (`snapspec_op`, `Snapspec:OP`). */
export type Mark = { readonly member: OwnerMember; readonly key: string; readonly value: string };

export type Tags = { readonly [key: string]: string };

/** The tags by which a stack recognizes what it owns. They are set by the create call. */
export const ownerTagKeys: readonly string[] = members.map((member) => `${ownerTagPrefix}${member}`);

/** The owner's tags. */
export const ownerTags = (owner: Owner): Tags => Object.fromEntries(members.map((member) => [`${ownerTagPrefix}${member}`, owner[member]]));

/** The key of the tag for one member. */
export const ownerTagKey = (member: OwnerMember): string => `${ownerTagPrefix}${member}`;

/** A text without what people and tools change in passing: casing, separators, full-width characters. */
export const foldMark = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

let membersByFold: ReadonlyMap<string, OwnerMember> | undefined;

/** The member whose key is folded to this. Folding takes long for the first time, and lint, which loads this, folds none. */
function memberOfFolded(folded: string): OwnerMember | undefined {
  membersByFold ??= new Map(members.map((member) => [foldMark(ownerTagKey(member)), member]));
  return membersByFold.get(folded);
}

/** No key that is folded to one of the owner's is shorter: folding shortens it by its separator, and widens one ligature. */
const minKeyLength = 8;

/** The marks that are left: for each member the tag with its exact key, else all that look like it. */
function remainingMarks(tags: Tags): Mark[] {
  const all = Object.entries(tags).flatMap(([key, value]): Mark[] => {
    const member = key.length < minKeyLength ? undefined : memberOfFolded(foldMark(key));
    return member === undefined ? [] : [{ member, key, value }];
  });
  const exact = new Set(all.filter(({ member, key }) => key === ownerTagKey(member)).map(({ member }) => member));
  return all.filter(({ member, key }) => !exact.has(member) || key === ownerTagKey(member));
}

/** Whose the tags say it is: its owner where all four are there, else the marks that are left. */
export function ownershipIn(tags: Tags): { readonly owner?: Owner; readonly marks?: readonly Mark[] } {
  const owner = ownerOf(tags);
  if (owner) return { owner };
  const marks = remainingMarks(tags);
  return marks.length === 0 ? {} : { marks };
}

/** The owner that the tags name; undefined where not all four are there. */
function ownerOf(tags: Tags): Owner | undefined {
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
