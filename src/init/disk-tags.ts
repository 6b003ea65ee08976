import type { SeedDisk } from '../emulator/seed/types.ts';

/** A tag, and how many disks have it. */
export type DiskTag = { readonly key: string; readonly value: string; readonly disks: number };

/** Keys that programs set for themselves: what they tag says nothing of which disks a person wants to keep. */
const ofPrograms = /^(?:acs:|aliyun|snapspec:|[a-z0-9.-]*(?:kubernetes\.io|k8s\.io|aliyun\.com|alibabacloud\.com)(?:\/|$))/;

const speaksOfBackups = ({ key, value }: DiskTag): boolean => /backup|snapshot|retention/i.test(`${key} ${value}`);

/** The order in which tags are offered: those that speak of backups, then those of most disks, those of programs last. */
const rank = (tag: DiskTag): number => (ofPrograms.test(tag.key) ? 2 : speaksOfBackups(tag) ? 0 : 1);

const byName = (one: DiskTag, other: DiskTag): number => {
  const [a, b] = [`${one.key}=${one.value}`, `${other.key}=${other.value}`];
  return a < b ? -1 : a > b ? 1 : 0;
};

/** The tags that disks have, the likeliest first. */
export function diskTags(disks: readonly SeedDisk[]): readonly DiskTag[] {
  const found = new Map<string, DiskTag>();
  for (const { tags = {} } of disks)
    for (const [key, value] of Object.entries(tags)) {
      const id = JSON.stringify([key, value]);
      found.set(id, { key, value, disks: (found.get(id)?.disks ?? 0) + 1 });
    }
  return [...found.values()].sort((a, b) => rank(a) - rank(b) || b.disks - a.disks || byName(a, b));
}
