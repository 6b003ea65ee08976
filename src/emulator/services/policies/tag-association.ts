import { hasTags } from '../../model/resources.ts';
import type { Disk, Instance, World } from '../../model/world.ts';
import { policiesOf } from './store.ts';
import type { Policy } from './store.ts';

/** The association of a policy that protects the disks of tagged instances. */
export const withTags = 'AssociatedWithInstanceTag';

/** Whether one tag is enough, or all are needed, is not documented: a setting decides. */
function isTarget({ settings }: World, { targetTags }: Policy, instance: Instance): boolean {
  const has = (tag: Policy['targetTags'][number]): boolean => hasTags(instance.tags, [tag]);
  return settings.targetTagsMatch === 'all' ? targetTags.every(has) : targetTags.some(has);
}

const reaches = (world: World, policy: Policy, disk: Disk): boolean =>
  policy.association === withTags &&
  disk.regionId === policy.regionId &&
  disk.instanceIds.some((id) => {
    const instance = world.instances.find(id);
    return instance !== undefined && isTarget(world, policy, instance);
  });

/** The disks of the instances that carry the tags of a policy, at this moment. */
export const disksByTag = (world: World, policy: Policy): readonly Disk[] =>
  policy.association === withTags ? world.disks.rows.filter((disk) => reaches(world, policy, disk)) : [];

/** Of those, what listings show, beside the attached ones: whether they show any is not documented, and so a setting. */
export const listedByTag = (world: World, policy: Policy): readonly Disk[] =>
  world.settings.tagAssociationsListed ? disksByTag(world, policy).filter(({ id }) => !Object.hasOwn(policy.attached, id)) : [];

/** The policies that reach a disk by the tags of its instances, as far as listings show it. */
export const listedPoliciesByTag = (world: World, disk: Disk): readonly Policy[] =>
  world.settings.tagAssociationsListed
    ? policiesOf(world).rows.filter((policy) => !Object.hasOwn(policy.attached, disk.id) && reaches(world, policy, disk))
    : [];
