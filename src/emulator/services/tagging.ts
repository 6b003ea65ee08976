import { commonErrors } from '../model/common-errors.ts';
import type { Pair, Parameter } from '../model/parameters.ts';
import { listedTags } from '../model/listing.ts';
import { defineOperation } from '../model/operation.ts';
import { RefusedCall } from '../model/refused-call.ts';
import type { ServiceOperation } from '../model/operation.ts';
import type { ServiceError } from '../model/refused-call.ts';
import { pageByToken, pageable } from '../model/paging.ts';
import { hasTags, isIn, selectRows, setTags, tagsOf } from '../model/resources.ts';
import type { Resource, Tags, World } from '../model/world.ts';
import { isReservedTagKey, tagCount, taggedResources, tags as tagLimits } from '../../facts/limits/tags.ts';
import type { ResourceType, ResourceTypes } from './resource-types.ts';

const error = (code: string, status: number, message: string): ServiceError => ({ code, status, message });
const missing = (name: string): ServiceError =>
  error(`MissingParameter.${name}`, 404, `The input parameter ${name} that is mandatory for processing this request is not supplied.`);

export const taggingErrors = {
  tooManyIds: error('NumberExceed.ResourceIds', 400, 'The number of ResourceIds exceeds the limit.'),
  tooManyTags: error('NumberExceed.Tags', 400, 'The number of Tags exceeds the limit.'),
  sameKey: error('TagKey.Duplication', 403, 'The tag keys differ only in letter case.'),
  typeNotFound: error('InvalidResourceType.NotFound', 404, 'The specified ResourceType does not exist.'),
  idNotFound: error('InvalidResourceId.NotFound', 404, 'The specified ResourceId does not exist.'),
} as const satisfies { [name: string]: ServiceError };

const region = { type: 'region', required: missing('RegionId'), malformed: commonErrors.regionNotFound } as const satisfies Parameter;
const resourceType = { type: 'text', required: missing('ResourceType') } as const satisfies Parameter;
const resourceIds = { type: 'list', required: missing('ResourceIds') } as const satisfies Parameter;

/** The type of a call. @throws RefusedCall for one that does not exist */
function typeOf({ settings }: World, types: ResourceTypes, name: string): ResourceType {
  const type = types.get(name);
  if (type === undefined || (type.refusedBy !== undefined && settings[type.refusedBy])) throw new RefusedCall(taggingErrors.typeNotFound);
  return type;
}

function checkCount(ids: readonly string[]): void {
  if (ids.length > taggedResources.max) throw new RefusedCall(taggingErrors.tooManyIds);
}

/** The resources that a call names. @throws RefusedCall where one of them does not exist */
function resourcesOf(world: World, type: ResourceType, ids: readonly string[], regionId: string | undefined): readonly Resource[] {
  const table = type.table(world);
  return [...new Set(ids)].map((id) => {
    const resource = table.find(id);
    if (resource === undefined || !isIn(resource, regionId)) throw new RefusedCall(taggingErrors.idNotFound);
    return resource;
  });
}

/** Keys that the cloud sets itself do not count. */
const countOf = (tags: Tags): number => Object.keys(tags).filter((key) => !isReservedTagKey(key)).length;

function checkCasing(tags: readonly Pair[]): void {
  const folded = new Set(tags.map(({ Key }) => Key.toLowerCase()));
  if (folded.size < tags.length) throw new RefusedCall(taggingErrors.sameKey);
}

/** Sets tags. The value of an existing key is overwritten, or kept: which, is not documented. */
const tagResources = (types: ResourceTypes): ServiceOperation =>
  defineOperation({
    service: 'ecs',
    action: 'TagResources',
    reads: false,
    params: {
      RegionId: region,
      ResourceType: resourceType,
      ResourceId: resourceIds,
      Tag: {
        type: 'pairs',
        limit: tagLimits({ acsValues: 'warning' }),
        required: missing('Tags'),
        mismatch: commonErrors.tagMismatch,
        max: { ...taggingErrors.tooManyTags, count: tagCount.max },
      },
    },
    run: ({ world, now, args, region: regionId }) => {
      checkCasing(args.Tag);
      checkCount(args.ResourceId);
      const type = typeOf(world, types, args.ResourceType);
      const tagged = resourcesOf(world, type, args.ResourceId, regionId).map((resource) => ({
        resource,
        tags: world.settings.tagValuesKept ? { ...tagsOf(args.Tag), ...resource.tags } : { ...resource.tags, ...tagsOf(args.Tag) },
      }));
      if (tagged.some(({ tags }) => countOf(tags) > tagCount.max)) throw new RefusedCall(commonErrors.tagQuota);
      for (const { resource, tags } of tagged) setTags(type.table(world), resource, tags, now);
      return {};
    },
  });

const untagResources = (types: ResourceTypes): ServiceOperation =>
  defineOperation({
    service: 'ecs',
    action: 'UntagResources',
    reads: false,
    params: { RegionId: region, ResourceType: resourceType, ResourceId: resourceIds, TagKey: { type: 'list' }, All: { type: 'bool' } },
    run: ({ world, now, args, region: regionId }) => {
      if (args.TagKey.length > tagCount.max) throw new RefusedCall(taggingErrors.tooManyTags);
      checkCount(args.ResourceId);
      // All counts only where no key is named, and leaves what the cloud set itself.
      const isRemoved = (key: string): boolean =>
        args.TagKey.length > 0 ? args.TagKey.includes(key) : args.All === true && !isReservedTagKey(key);
      const type = typeOf(world, types, args.ResourceType);
      for (const resource of resourcesOf(world, type, args.ResourceId, regionId)) {
        const left = Object.entries(resource.tags).filter(([key]) => !isRemoved(key));
        setTags(type.table(world), resource, Object.fromEntries(left), now);
      }
      return {};
    },
  });

const pageSize = 50;

const listTagResources = (types: ResourceTypes): ServiceOperation =>
  defineOperation({
    service: 'ecs',
    action: 'ListTagResources',
    reads: true,
    params: {
      RegionId: region,
      ResourceType: resourceType,
      ResourceId: { type: 'list' },
      Tag: { type: 'pairs' },
      NextToken: { type: 'text' },
    },
    run: ({ world, now, args, region: regionId }) => {
      const { ResourceId: ids, Tag: filters, ResourceType } = args;
      if (ids.length === 0 && filters.length === 0) throw new RefusedCall(missing('ResourceIds'));
      checkCount(ids);
      const { table, section } = typeOf(world, types, ResourceType);
      const context = { world, now, region: regionId, ...(section !== undefined && { section }) };
      const tagged = selectRows(table(world), ids.length === 0 ? undefined : ids).filter((one) => {
        const tags = listedTags(context, one);
        return isIn(one, regionId) && hasTags(tags, filters) && Object.keys(tags).length > 0;
      });
      const page = pageByToken(
        pageable(tagged.reverse()),
        { MaxResults: pageSize, NextToken: args.NextToken },
        { min: pageSize, max: pageSize },
      );
      const rows = page.items.flatMap((one) =>
        Object.entries(listedTags(context, one)).map(([TagKey, TagValue]) => ({ ResourceId: one.id, ResourceType, TagKey, TagValue })),
      );
      return { ...page.reply, TagResources: { TagResource: rows } };
    },
  });

/** The operations on the tags of these resource types. */
export const taggingOperations = (types: ResourceTypes): readonly ServiceOperation[] => [
  tagResources(types),
  untagResources(types),
  listTagResources(types),
];
