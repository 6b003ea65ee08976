import { DescribeDisksRequest } from '@alicloud/ecs20140526/dist/models/DescribeDisksRequest.js';
import { DescribeInstancesRequest } from '@alicloud/ecs20140526/dist/models/DescribeInstancesRequest.js';
import { DescribeLockedSnapshotsRequest } from '@alicloud/ecs20140526/dist/models/DescribeLockedSnapshotsRequest.js';
import { ListTagResourcesRequest } from '@alicloud/ecs20140526/dist/models/ListTagResourcesRequest.js';
import { DescribeRegionsRequest } from '@alicloud/ecs20140526/dist/models/DescribeRegionsRequest.js';
import { JoinResourceGroupRequest } from '@alicloud/ecs20140526/dist/models/JoinResourceGroupRequest.js';
import { TagResourcesRequest } from '@alicloud/ecs20140526/dist/models/TagResourcesRequest.js';
import { UntagResourcesRequest } from '@alicloud/ecs20140526/dist/models/UntagResourcesRequest.js';
import * as dara from '@darabonba/typescript';
import { kinds } from '../kinds/registry.ts';
import type { Params } from '../kinds/calls.ts';
import type { Service } from '../facts/services.ts';

type Names = { readonly [property: string]: string };
type ModelClass = { new (map: { [key: string]: unknown }): dara.Model; names(): Names };

const shared: { readonly [action: string]: unknown } = {
  DescribeDisks: DescribeDisksRequest,
  DescribeInstances: DescribeInstancesRequest,
  DescribeLockedSnapshots: DescribeLockedSnapshotsRequest,
  DescribeRegions: DescribeRegionsRequest,
  JoinResourceGroup: JoinResourceGroupRequest,
  ListTagResources: ListTagResourcesRequest,
  TagResources: TagResourcesRequest,
  UntagResources: UntagResourcesRequest,
};

let loaded: Promise<ReadonlyMap<string, ModelClass>> | undefined;

/** The SDK's request models, by action, of every ECS operation that is used. */
function models(): Promise<ReadonlyMap<string, ModelClass>> {
  loaded ??= Promise.all(kinds.map((kind) => kind.requests())).then(
    (parts) => new Map(Object.entries(Object.assign({}, shared, ...parts.map((part) => part.requests))) as [string, ModelClass][]),
  );
  return loaded;
}

/**
 * Parameters as the SDK's own request model writes them on the wire: the model checks their types,
 * and a name that it does not know is a defect of snapspec. ECD and STS have no models here and pass unchanged.
 * @throws TypeError for a parameter that the operation does not have
 */
export async function wireParams(service: Service, action: string, params: Params): Promise<{ [name: string]: unknown }> {
  if (service !== 'ecs') return { ...params };
  const model = (await models()).get(action);
  if (model === undefined) throw new TypeError(`no request model for ${action}`);
  const known = new Set(Object.values(model.names()));
  const unknown = Object.keys(params).find((name) => !known.has(name));
  if (unknown !== undefined) throw new TypeError(`${action} has no parameter ${unknown}`);
  const request = dara.cast({ ...params }, new model({}));
  request.validate();
  return request.toMap();
}
