import { commonErrors } from './common-errors.ts';
import type { Pair, Parameter } from '../model/parameters.ts';
import { matchesOf, pageByToken } from '../model/reply.ts';
import { chosen, find } from '../model/table.ts';
import { hasTags, isIn, setTags, shownTags, tagsOf } from '../model/resources.ts';
import { RefusedCall, defineOperation } from '../model/world.ts';
import type { Answer, Thing, World } from '../model/world.ts';
import { isReservedTagKey, tagCount, taggedResources, tags as tagLimits } from '../../facts/limits/tags.ts';
import { resourceTable, sectionOf } from './resource-types.ts';

const answer = (code: string, status: number, message: string): Answer => ({ code, status, message });
const missing = (name: string): Answer =>
  answer(`MissingParameter.${name}`, 404, `The input parameter ${name} that is mandatory for processing this request is not supplied.`);

export const taggingErrors = {
  tooManyIds: answer('NumberExceed.ResourceIds', 400, 'The number of ResourceIds exceeds the limit.'),
  tooManyTags: answer('NumberExceed.Tags', 400, 'The number of Tags exceeds the limit.'),
  sameKey: answer('TagKey.Duplication', 403, 'The tag keys differ only in letter case.'),
  typeNotFound: answer('InvalidResourceType.NotFound', 404, 'The specified ResourceType does not exist.'),
  idNotFound: answer('InvalidResourceId.NotFound', 404, 'The specified ResourceId does not exist.'),
} as const satisfies { [name: string]: Answer };

const region = { type: 'region', required: missing('RegionId'), malformed: commonErrors.regionNotFound } as const satisfies Parameter;
const resourceType = { type: 'text', required: missing('ResourceType') } as const satisfies Parameter;
const resourceIds = { type: 'list', required: missing('ResourceIds') } as const satisfies Parameter;

/** The things that a call names, all of which must exist. */
function things(world: World, type: string, ids: readonly string[], regionId: string | undefined): readonly Thing[] {
  if (ids.length > taggedResources.max) throw new RefusedCall(taggingErrors.tooManyIds);
  const table = resourceTable(world, type);
  if (table === undefined) throw new RefusedCall(taggingErrors.typeNotFound);
  return [...new Set(ids)].map((id) => {
    const thing = find(table, id);
    if (thing === undefined || !isIn(thing, regionId)) throw new RefusedCall(taggingErrors.idNotFound);
    return thing;
  });
}

/** Keys that the cloud sets itself do not count. */
const countOf = (tags: Thing['tags']): number => Object.keys(tags).filter((key) => !isReservedTagKey(key)).length;

function checkCasing(tags: readonly Pair[]): void {
  const folded = new Set(tags.map(({ Key }) => Key.toLowerCase()));
  if (folded.size < tags.length) throw new RefusedCall(taggingErrors.sameKey);
}

/** Sets tags. The value of a key that is there is overwritten; whether the service does so is not documented. */
export const tagResources = defineOperation({
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
    const tagged = things(world, args.ResourceType, args.ResourceId, regionId).map((thing) => ({
      thing,
      tags: { ...thing.tags, ...tagsOf(args.Tag) },
    }));
    if (tagged.some(({ tags }) => countOf(tags) > tagCount.max)) throw new RefusedCall(commonErrors.tagQuota);
    for (const { thing, tags } of tagged) setTags(thing, tags, now);
    return {};
  },
});

export const untagResources = defineOperation({
  service: 'ecs',
  action: 'UntagResources',
  reads: false,
  params: { RegionId: region, ResourceType: resourceType, ResourceId: resourceIds, TagKey: { type: 'list' }, All: { type: 'bool' } },
  run: ({ world, now, args, region: regionId }) => {
    if (args.TagKey.length > tagCount.max) throw new RefusedCall(taggingErrors.tooManyTags);
    // All counts only where no key is named, and spares what the cloud set itself.
    const goes = (key: string): boolean =>
      args.TagKey.length > 0 ? args.TagKey.includes(key) : args.All === true && !isReservedTagKey(key);
    for (const thing of things(world, args.ResourceType, args.ResourceId, regionId))
      setTags(thing, Object.fromEntries(Object.entries(thing.tags).filter(([key]) => !goes(key))), now);
    return {};
  },
});

const pageSize = 50;

export const listTagResources = defineOperation({
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
    const { ResourceId: ids, Tag: wanted, ResourceType } = args;
    if (ids.length === 0 && wanted.length === 0) throw new RefusedCall(missing('ResourceIds'));
    if (ids.length > taggedResources.max) throw new RefusedCall(taggingErrors.tooManyIds);
    const table = resourceTable(world, ResourceType);
    if (table === undefined) throw new RefusedCall(taggingErrors.typeNotFound);
    const section = sectionOf(ResourceType);
    const look = { world, now, region: regionId, ...(section !== undefined && { section }) };
    const found = chosen(table, ids.length === 0 ? undefined : ids).filter(
      (one) => isIn(one, regionId) && hasTags(shownTags(look, one), wanted),
    );
    const tags = found.reverse().filter((one) => Object.keys(shownTags(look, one)).length > 0);
    const page = pageByToken(matchesOf(tags), { MaxResults: pageSize, NextToken: args.NextToken }, { min: pageSize, max: pageSize });
    const rows = page.items.flatMap((one) =>
      Object.entries(shownTags(look, one)).map(([TagKey, TagValue]) => ({ ResourceId: one.id, ResourceType, TagKey, TagValue })),
    );
    return { ...page.reply, TagResources: { TagResource: rows } };
  },
});
