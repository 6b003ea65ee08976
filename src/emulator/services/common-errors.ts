import type { Answer } from '../model/world.ts';

const answer = (code: string, status: number, message: string): Answer => ({ code, status, message });

/** A parameter is missing. Where an operation documents another code for it, its table says so. */
export const missingParameter = (name: string): Answer =>
  answer('MissingParameter', 400, `The input parameter "${name}" that is mandatory for processing this request is not supplied.`);

/** A value is not of the form that the parameter wants, and no page documents a code for it. */
export const invalidParameter = (name: string): Answer =>
  answer('InvalidParameter', 400, `The specified parameter "${name}" is not valid.`);

/** Answers that several operations share (ECS common error codes, and the pages of the operations). */
export const commonErrors = {
  regionNotFound: answer('InvalidRegionId.NotFound', 404, 'The specified RegionId does not exist.'),
  diskNotFound: answer('InvalidDiskId.NotFound', 404, 'The specified DiskId does not exist.'),
  instanceNotFound: answer('InvalidInstanceId.NotFound', 404, 'The specified InstanceId does not exist.'),
  groupNotFound: answer('InvalidResourceGroup.NotFound', 404, 'The ResourceGroup provided does not exist in our records.'),
  tokenMalformed: answer('InvalidClientToken.Malformed', 403, 'The specified parameter clientToken is not valid.'),
  tokenMismatch: answer('IdempotentParameterMismatch', 403, 'The specified clientToken is used.'),
  tokenProcessing: answer('IdempotentProcessing', 403, 'The previous idempotent request(s) is still processing.'),
  // Seen in public threads, without a status: the token of a refused call stays failed.
  tokenFailed: answer('IdempotentFailed', 403, 'The previous idempotent request(s) failed.'),
  duplicateTagKey: answer('Duplicate.TagKey', 400, 'The Tag.N.Key contain duplicate key.'),
  tagMismatch: answer('InvalidTag.Mismatch', 400, 'The specified Tag.n.Key and Tag.n.Value are not match.'),
  tagKeyMalformed: answer('InvalidTagKey.Malformed', 400, 'The specified Tag.n.Key is not valid.'),
  tagValueMalformed: answer('InvalidTagValue.Malformed', 400, 'The specified Tag.n.Value is not valid.'),
  tagQuota: answer('QuotaExceed.Tags', 403, 'The number of specified tags exceeds the upper limit.'),
  descriptionMalformed: answer('InvalidDescription.Malformed', 404, 'The specified description is wrongly formed.'),
  dryRun: answer('DryRunOperation', 400, 'Request validation has been passed with DryRun flag set.'),
} as const satisfies { [name: string]: Answer };
