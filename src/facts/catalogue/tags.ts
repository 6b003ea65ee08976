import { ownerTagCount, reservedTagPrefixes, tagCount, tagKey, taggedResources, tagValue } from '../limits/tags.ts';

const [service, product] = reservedTagPrefixes;
const valueLength = tagValue({ acsValues: 'error' }).length.max;
import { row } from './row.ts';
import type { CatalogueRow } from './row.ts';

const key = ['InvalidTagKey.Malformed'];
const value = ['InvalidTagValue.Malformed'];

export const tags: readonly CatalogueRow[] = [
  row('TAG-COUNT', 'static', `A call sets up to ${tagCount.max} tags, of which ${ownerTagCount} are those of snapspec.`, {
    by: ['snapshot-tags-count', 'group-tags-count', 'policy-tags-count', 'defaults-tags-count'],
    errors: ['QuotaExceed.Tags', 'NumberExceed.Tags', 'InvalidTagCount'],
  }),
  row('TAG-KEY-NONEMPTY', 'static', 'A key is not empty.', { by: ['non-scalar-key'], errors: key }),
  row('TAG-KEY-LEN', 'static', `A key has up to ${tagKey.length.max} characters.`, { errors: key }),
  row('TAG-KEY-NOURL', 'static', 'A key contains neither http:// nor https://.', { errors: key }),
  row('TAG-KEY-PREFIX', 'static', `A key begins neither with ${service} nor with ${product}.`, { errors: key }),
  row('TAG-KEY-UNIQ', 'by-construction', 'No key stands there twice.', {
    how: 'Tags are a mapping, and the reader refuses a key that stands twice.',
    by: ['duplicate-key'],
    errors: ['Duplicate.TagKey'],
  }),
  row('TAG-KEY-CASE', 'advice', 'Keys that differ in casing alone collide.', { errors: ['TagKey.Duplication'] }),
  row('TAG-VAL-LEN', 'static', `A value has up to ${valueLength} characters, and may be empty.`, { errors: value }),
  row('TAG-VAL-NOURL', 'static', 'A value contains neither http:// nor https://.', { errors: value }),
  row('TAG-VAL-ACS', 'static', `A value does not begin with ${service}, on policies and groups; for snapshots pages differ.`, {
    errors: value,
  }),
  row('TAG-VAL-NOTNULL', 'static', 'A key has a value.', { by: ['empty-value'], errors: ['InvalidTag.Mismatch', 'MissingParameter.Tags'] }),
  row('TAG-RES-QUOTA', 'preflight', `A resource has a limited number of tags; ${tagCount.max} is common.`, {
    errors: ['OperationDenied.QuotaExceed', 'QuotaExceed.Tags'],
  }),
  row('TAG-OP-IDS', 'wire', `A tagging call names up to ${taggedResources.max} resources and ${tagCount.max} tags.`, {
    how: 'It names one resource.',
    errors: ['NumberExceed.ResourceIds'],
  }),
  row('TAG-OP-TYPE', 'wire', 'Groups are not among the resource types that the page of tagging lists.', {
    how: 'The plan asks with ListTagResources; where the service does not know the type, tags of a group stay as taken, with a note.',
    errors: ['InvalidResourceType.NotFound', 'InvalidResourceId.NotSupported'],
  }),
  row('TAG-SYSTEM', 'wire', `Tags of the cloud itself (${service}, ${product}) are ignored when tags are compared.`, {
    how: 'They are left out when replies are read.',
  }),
  row('TAG-TF-MAP', 'by-construction', 'Terraform takes tags as a plain mapping.', { how: 'So does the spec.' }),
];
