/** Policies of others that a disk is under, in a seed of the local cloud: with one of ours it is at its limit. */
export const theirPolicies = (disk: string) =>
  Array.from({ length: 9 }, (_, n) => ({
    id: `sp-bp1theirs000000000${n}`,
    name: `theirs-${n}`,
    timePoints: [n],
    repeatWeekdays: [1],
    retentionDays: 3,
    disks: [disk],
  }));
