import { createApiOf, tokenOf } from '../../src/compile/identity.ts';
import type { Desired } from '../../src/kinds/desired.ts';
import type { Live } from '../../src/kinds/live.ts';
import { ownerTags, ownershipIn } from '../../src/kinds/ownership-tags.ts';
import type { Owner } from '../../src/kinds/ownership-tags.ts';
import { account, desired, live, region } from './resources.ts';

/** The owner tags of a live resource after somebody changed them; undefined takes a tag off. */
export function retagged(one: Live, changes: { readonly [key: string]: string | undefined }): Live {
  const { owner, ...rest } = one;
  const tags = Object.entries({ ...ownerTags(owner as Owner), ...changes }).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  return { ...rest, ...ownershipIn(Object.fromEntries(tags)) };
}

/** The token of an entry with something of its recipe changed. */
export function opOf(entry: Desired, changes: Partial<Parameters<typeof tokenOf>[0]> = {}): string {
  const { section, stack, address, occurrence, target } = entry;
  return tokenOf({ account, region, api: createApiOf(section), stack, address, occurrence, target, generation: 0, ...changes });
}

export const snapshot = desired('snapshots', { occurrence: 'r-1' });
export const policy = desired('policies');
export const group = desired('groups');

/** A policy with so many disks. */
export const policyWith = (id: string, diskNums: number, createdAt = '2026-11-01T00:00:00Z'): Live =>
  live(policy, id, { createdAt, props: { ...live(policy, id).props, diskNums } });
