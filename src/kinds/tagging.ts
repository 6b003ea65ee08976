import { readCall, tagParams, writeCall } from './call-builder.ts';
import type { ReadCall, WriteCall } from './calls.ts';

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
