import { RefusedCall } from '../../model/refused-call.ts';
import { isIn } from '../../model/resources.ts';
import { resourcesOf } from '../../model/world.ts';
import type { Desktop, Resource, World } from '../../model/world.ts';
import { errors } from './errors.ts';

/** An automatic snapshot policy of desktops. */
export type DesktopPolicy = Resource & {
  readonly name: string;
  readonly retentionDays: number;
  readonly cron: string;
  /** Empty for both. */
  readonly diskType: '' | 'SYSTEM' | 'DATA';
  /** The moment up to which its snapshots were taken. */
  readonly ranUntil: number;
};

export const desktopPoliciesOf = (world: World) => resourcesOf<DesktopPolicy>(world, 'desktopPolicies');

/** @throws RefusedCall where there is no such policy in the region */
export function desktopPolicyOf(world: World, id: string, region: string): DesktopPolicy {
  const policy = desktopPoliciesOf(world).find(id);
  if (policy === undefined || !isIn(policy, region)) throw new RefusedCall(errors.policyNotFound);
  return policy;
}

const byPolicy = (desktop: Desktop): readonly string[] => (desktop.snapshotPolicyId === undefined ? [] : [desktop.snapshotPolicyId]);

/** The desktops that have a policy. */
export const desktopsWith = (world: World, policyId: string): readonly Desktop[] => world.desktops.where(byPolicy, policyId);
