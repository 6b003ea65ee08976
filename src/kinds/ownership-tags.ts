/** The tags by which a stack knows what is its own. They are written in the create call. */
export const ownerTagKeys = ['snapspec:stack', 'snapspec:address', 'snapspec:occurrence', 'snapspec:op'] as const;

/** Who made a live resource: the stack, the entry, the occurrence, and the hash of the operation. */
export type Owner = { readonly stack: string; readonly address: string; readonly occurrence: string; readonly op: string };

export type Tags = { readonly [key: string]: string };

/** The owner's tags. */
export function ownerTags(owner: Owner): Tags {
  return {
    'snapspec:stack': owner.stack,
    'snapspec:address': owner.address,
    'snapspec:occurrence': owner.occurrence,
    'snapspec:op': owner.op,
  };
}

/** The owner that tags name; undefined unless all four are there. */
export function ownerOf(tags: Tags): Owner | undefined {
  const [stack, address, occurrence, op] = ownerTagKeys.map((key) => tags[key]);
  return stack !== undefined && address !== undefined && occurrence !== undefined && op !== undefined
    ? { stack, address, occurrence, op }
    : undefined;
}

/**
 * Tags that a person set: without the owner's and without those that the cloud sets (`acs:`, `aliyun`, in this casing:
 * what is written in another one is a person's, and a plan that did not see it would set it in every run).
 */
export function userTags(tags: Tags): Tags {
  const kept = Object.entries(tags).filter(([key]) => !/^(?:[sS][nN][aA][pP][sS][pP][eE][cC]:|acs:|aliyun)/.test(key));
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
}
