import { formatVersion } from '../base/format-version.ts';
import { isRecord } from '../base/json.ts';
import type { LiveState } from '../diff/live-state.ts';
import type { Live } from '../kinds/live.ts';
import { kinds } from '../kinds/registry.ts';
import type { TargetResource } from '../kinds/targets.ts';

/** Something that was read, as far as an editor names it. */
export type ReadItem = { readonly id: string; readonly name?: string; readonly tags: { readonly [key: string]: string } };

/** What a plan read: ids, names and tags, for the completion of editors. Nothing that decides reads it. */
export type Reading = {
  readonly formatVersion: typeof formatVersion;
  readonly kind: 'snapspec.reading';
  readonly stack: string;
  readonly account: string;
  readonly region: string;
  /** When it was read. */
  readonly read: string;
  readonly disks: readonly ReadItem[];
  readonly instances: readonly ReadItem[];
  readonly desktops: readonly ReadItem[];
  /** Backups and policies by the section of their kind, whoever made them. */
  readonly resources: { readonly [section: string]: readonly ReadItem[] };
};

const byId = (a: ReadItem, b: ReadItem): number => (a.id < b.id ? -1 : 1);

const targetsIn = (all: ReadonlyMap<string, TargetResource>): ReadItem[] =>
  [...all.values()].map(({ id, name, tags }) => ({ id, ...(name !== undefined && name !== '' && { name }), tags })).sort(byId);

function itemOf({ id, props }: Live): ReadItem {
  const { name, tags } = props;
  const texts = isRecord(tags) ? Object.entries(tags).filter((one): one is [string, string] => typeof one[1] === 'string') : [];
  return { id, ...(typeof name === 'string' && name !== '' && { name }), tags: Object.fromEntries(texts) };
}

/**
 * What was read for a plan. What may not be read, and what nothing asked for, is not in it.
 * @param now milliseconds since 1970
 */
export function readingOf({ account, region, live, inventory }: LiveState, stack: string, now: number): Reading {
  const sections = kinds.map(
    ({ section }) =>
      [
        section,
        live
          .filter((one) => one.section === section)
          .map(itemOf)
          .sort(byId),
      ] as const,
  );
  return {
    formatVersion,
    kind: 'snapspec.reading',
    stack,
    account,
    region,
    read: new Date(now).toISOString(),
    disks: targetsIn(inventory.disk),
    instances: targetsIn(inventory.instance),
    desktops: targetsIn(inventory.desktop),
    resources: Object.fromEntries(sections.filter(([, items]) => items.length > 0)),
  };
}
