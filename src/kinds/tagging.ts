import { readCall, tagParams, writeCall } from './call-builder.ts';
import type { ReadCall, WriteCall } from './calls.ts';
import type { Live } from './live.ts';
import { ownerTagPrefix, ownerTags } from './ownership-tags.ts';

/** Sets tags on one resource. Overwriting a value is not documented: remove the key first. */
export function tagCall(region: string, resourceType: string, id: string, tags: { readonly [key: string]: string }): WriteCall {
  return writeCall(region, 'ecs', 'TagResources', { RegionId: region, ResourceType: resourceType, ResourceId: [id], Tag: tagParams(tags) });
}

/** Removes tag keys from one resource. */
export function untagCall(region: string, resourceType: string, id: string, keys: readonly string[]): WriteCall {
  return writeCall(region, 'ecs', 'UntagResources', { RegionId: region, ResourceType: resourceType, ResourceId: [id], TagKey: keys });
}

/** Lists the tags of one resource. */
export function listTagsCall(region: string, resourceType: string, id: string): ReadCall {
  return readCall(region, 'ecs', 'ListTagResources', { RegionId: region, ResourceType: resourceType, ResourceId: [id] });
}

/** Moves one resource to another resource group. */
export function joinGroupCall(region: string, resourceType: string, id: string, group: string): WriteCall {
  return writeCall(region, 'ecs', 'JoinResourceGroup', {
    RegionId: region,
    ResourceType: resourceType,
    ResourceId: id,
    ResourceGroupId: group,
  });
}

const tagsOf = ({ owner, marks = [], props }: Live): { readonly [key: string]: unknown } => ({
  ...(props['tags'] as object | undefined),
  ...Object.fromEntries(marks.map(({ key, value }) => [key, value])),
  ...(owner && ownerTags(owner)),
});

/** The tags that a call sets. */
export const setBy = ({ params }: WriteCall): readonly { readonly Key: string; readonly Value: string }[] =>
  (params['Tag'] ?? []) as readonly { readonly Key: string; readonly Value: string }[];

const removedBy = ({ params }: WriteCall): readonly string[] => (params['TagKey'] ?? []) as readonly string[];

/** Whether a resource has the tags that a call sets. */
export const isTagged = (live: Live, call: WriteCall): boolean => setBy(call).every(({ Key, Value }) => tagsOf(live)[Key] === Value);

/** Whether a resource has none of the tags that a call removes. */
export const isUntagged = (live: Live, call: WriteCall): boolean => removedBy(call).every((key) => tagsOf(live)[key] === undefined);

/** Whether a resource is in the group that a call moves it to. */
export const hasJoined = ({ props }: Live, { params }: WriteCall): boolean => props['resourceGroupId'] === params['ResourceGroupId'];

/** Whether a call sets or removes tags of the owner. */
export const changesOwner = (call: WriteCall): boolean =>
  [...setBy(call).map(({ Key }) => Key), ...removedBy(call)].some((key) => key.startsWith(ownerTagPrefix));
