import { RefusedCall } from '../../model/refused-call.ts';
import type { ServiceError } from '../../model/refused-call.ts';
import { isIn } from '../../model/resources.ts';
import { resourcesOf } from '../../model/world.ts';
import type { Resource, World } from '../../model/world.ts';
import type { Pair } from '../../model/parameters.ts';

/** An automatic snapshot policy. */
export type Policy = Resource & {
  readonly name: string;
  readonly timePoints: readonly string[];
  readonly repeatWeekdays: readonly string[];
  readonly retentionDays: number;
  readonly copy: boolean;
  readonly copyRegions: readonly string[];
  /** 0 where it was never set. */
  readonly copyRetentionDays: number;
  readonly copyEncrypted: boolean;
  readonly copyKeyId: string;
  readonly association: string;
  readonly targetTags: readonly Pair[];
  readonly type: 'Custom' | 'System';
  /** Its disks, each with the serial of its attachment. */
  readonly attached: { readonly [diskId: string]: number };
  /** When each disk was attached. */
  readonly attachedAt?: { readonly [diskId: string]: number };
};

export const policiesOf = (world: World) => resourcesOf<Policy>(world, 'policies');

/** A policy that must exist; each operation has its own error for one that does not. */
export function policyOf(world: World, id: string, region: string | undefined, missing: ServiceError): Policy {
  const policy = policiesOf(world).find(id);
  if (policy === undefined || !isIn(policy, region)) throw new RefusedCall(missing);
  return policy;
}

const byDisk = (policy: Policy): readonly string[] => Object.keys(policy.attached);

/** The policies that a disk is attached to, oldest first. */
export const policiesOfDisk = (world: World, diskId: string): readonly Policy[] => policiesOf(world).where(byDisk, diskId);
