import { ownerTagCount, reservedTagPrefixes, tagCount, tagKey, taggedResources, tagValue, userTagCount } from '../limits/tags.ts';

const reserved = reservedTagPrefixes.join(' or ');
const valueLength = tagValue({ acsValues: 'error' }).length.max;
import type { ApiErrorNote } from './note.ts';

const creating = { CreateSnapshot: 400, CreateAutoSnapshotPolicy: 400, CreateSnapshotGroup: 400, TagResources: 400 } as const;

/** Tags, of create calls and of tagging. */
/** Codes by which the service says that it does not tag a type; any other refusal shows when it is tagged. */
export const unknownResourceType: readonly string[] = ['InvalidResourceType.NotFound', 'InvalidResourceId.NotSupported'];

export const tags: readonly ApiErrorNote[] = [
  {
    code: 'Duplicate.TagKey',
    origin: 'static',
    never: true,
    seen: { ...creating, DescribeSnapshotGroups: 400 },
    means: 'A tag key was sent twice.',
    remedy: 'Remove one of them. In a spec tags are a mapping, which cannot hold a key twice.',
  },
  {
    code: 'InvalidTagKey.Malformed',
    origin: 'static',
    seen: creating,
    means: `A tag key is empty, has more than ${tagKey.length.max} characters, starts with ${reserved}, or contains http:// or https://.`,
    remedy: 'Change the key.',
  },
  {
    code: 'InvalidTagValue.Malformed',
    origin: 'static',
    seen: creating,
    means: `A tag value has more than ${valueLength} characters, contains http:// or https://, or starts with acs: where that is forbidden.`,
    remedy: 'Change the value.',
  },
  {
    code: 'QuotaExceed.Tags',
    origin: 'static',
    seen: { CreateSnapshot: 403, CreateSnapshotGroup: 403, TagResources: 403 },
    means: `The call sets more than ${tagCount.max} tags, or the resource would have more than it may.`,
    remedy: `Keep to ${userTagCount} tags: ${ownerTagCount} of the ${tagCount.max} are those of snapspec.`,
  },
  {
    code: 'NumberExceed.Tags',
    origin: 'static',
    seen: { TagResources: 400 },
    means: `The call sets more than ${tagCount.max} tags.`,
    remedy: `Keep to ${userTagCount} tags: ${ownerTagCount} of the ${tagCount.max} are those of snapspec.`,
  },
  {
    code: 'InvalidTagCount',
    origin: 'static',
    seen: { DescribeSnapshots: 400, DescribeAutoSnapshotPolicyEx: 400, TagResources: 400 },
    means: 'The call names too many tags.',
    remedy: `Keep to ${userTagCount} tags: ${ownerTagCount} of the ${tagCount.max} are those of snapspec.`,
  },
  {
    code: 'NumberExceed.ResourceIds',
    origin: 'static',
    never: true,
    seen: { TagResources: 400 },
    means: `The call names more than ${taggedResources.max} resources.`,
    remedy: 'Report it: snapspec tags one resource at a time.',
  },
  {
    code: 'OperationDenied.QuotaExceed',
    origin: 'live',
    shows: 'the tags that ListTagResources lists for the resource',
    seen: { TagResources: 400 },
    means: `The resource would have more tags than it may; the number is not published, ${tagCount.max} is common.`,
    remedy: 'Take tags off the resource that nobody needs, also those that others set.',
  },
  {
    code: 'InvalidTag.Mismatch',
    origin: 'static',
    never: true,
    seen: { DescribeSnapshots: 400, DescribeAutoSnapshotPolicyEx: 400, TagResources: 400 },
    means: 'A tag was sent with a key and no value, or a value and no key.',
    remedy: 'Report it: snapspec sends both.',
  },
  {
    code: 'TagKey.Duplication',
    origin: 'static',
    seen: { TagResources: 403 },
    means: 'Two tag keys differ only in casing.',
    remedy: 'Keep one of the two keys.',
  },
  {
    code: 'Invalid.Scope',
    origin: 'static',
    never: true,
    seen: { TagResources: 400 },
    means: 'A scope was given that tags do not have.',
    remedy: 'Report it: snapspec sends no scope.',
  },
  {
    code: 'InvalidResourceId.NotSupported',
    origin: 'human',
    seen: { TagResources: 403 },
    means: 'This resource cannot be tagged.',
    remedy: 'Leave the tags of this entry as they are, or set them in the console.',
  },
  {
    code: 'InvalidResourceId.NotFound',
    origin: 'live',
    shows: 'the listing of the kind',
    seen: { TagResources: 404, JoinResourceGroup: 404 },
    means: 'The resource to be tagged or moved is not there (any more).',
    remedy: 'Plan again: it was deleted meanwhile, or its retention has ended.',
  },
  {
    code: 'InvalidResourceType.NotFound',
    origin: 'static',
    never: true,
    seen: { TagResources: 404, JoinResourceGroup: 404 },
    means: 'The type of the resource is none that can be tagged or moved.',
    remedy: 'Report it: the type is set by snapspec.',
  },
  {
    code: 'MissingParameter.*',
    family: /^MissingParameter\./,
    origin: 'static',
    never: true,
    seen: { TagResources: 404 },
    means: 'A parameter that is required was not sent, such as MissingParameter.Tags.',
    remedy: 'Report it: snapspec always sends what is required.',
  },
];
