import { RefusedCall } from '../../model/world.ts';
import type { Answer, Thing, World } from '../../model/world.ts';
import type { Pair } from '../../model/parameters.ts';
import { derived, find, touch } from '../../model/table.ts';
import { isIn, resourcesOf } from '../../model/resources.ts';

/** An automatic snapshot policy, as the local cloud keeps it. */
export type Policy = Thing & {
  name: string;
  timePoints: readonly string[];
  repeatWeekdays: readonly string[];
  retentionDays: number;
  copy: boolean;
  copyRegions: readonly string[];
  /** 0 where it was never set. */
  copyRetentionDays: number;
  copyEncrypted: boolean;
  copyKeyId: string;
  readonly association: string;
  targetTags: readonly Pair[];
  readonly type: 'Custom' | 'System';
  /** Its disks, each with the number under which it was attached. */
  readonly attached: { [diskId: string]: number };
  /** When each was attached. */
  attachedAt?: { [diskId: string]: number };
};

export const policiesOf = (world: World) => resourcesOf<Policy>(world, 'policies');

/** A policy that must be there; each operation has its own word for one that is not. */
export function policyOf(world: World, id: string, region: string | undefined, missing: Answer): Policy {
  const policy = find(policiesOf(world), id);
  if (policy === undefined || !isIn(policy, region)) throw new RefusedCall(missing);
  return policy;
}

/** The policies that a disk is attached to. */
export const policiesOfDisk = (world: World, diskId: string): readonly Policy[] => derived(policiesOf(world), byDisk).get(diskId) ?? [];

function byDisk(policies: readonly Policy[]): ReadonlyMap<string, readonly Policy[]> {
  const found = new Map<string, Policy[]>();
  for (const policy of policies)
    for (const id of Object.keys(policy.attached)) {
      const known = found.get(id);
      if (known === undefined) found.set(id, [policy]);
      else known.push(policy);
    }
  return found;
}

/** Tells that disks were attached or detached. */
export const attachmentsChanged = (world: World): void => touch(policiesOf(world));
