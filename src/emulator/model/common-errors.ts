import type { ServiceError } from './refused-call.ts';

const error = (code: string, status: number, message: string): ServiceError => ({ code, status, message });

/** A parameter is missing. Where an operation documents another code for it, its table says so. */
export const missingParameter = (name: string): ServiceError =>
  error('MissingParameter', 400, `The input parameter "${name}" that is mandatory for processing this request is not supplied.`);

/** A value does not have the form of the parameter, and no page documents a code for it. */
export const invalidParameter = (name: string): ServiceError =>
  error('InvalidParameter', 400, `The specified parameter "${name}" is not valid.`);

/** Errors that several operations share (ECS common error codes, and the pages of the operations). */
export const commonErrors = {
  regionNotFound: error('InvalidRegionId.NotFound', 404, 'The specified RegionId does not exist.'),
  diskNotFound: error('InvalidDiskId.NotFound', 404, 'The specified DiskId does not exist.'),
  instanceNotFound: error('InvalidInstanceId.NotFound', 404, 'The specified InstanceId does not exist.'),
  groupNotFound: error('InvalidResourceGroup.NotFound', 404, 'The ResourceGroup provided does not exist in our records.'),
  tokenMalformed: error('InvalidClientToken.Malformed', 403, 'The specified parameter clientToken is not valid.'),
  tokenMismatch: error('IdempotentParameterMismatch', 403, 'The specified clientToken is used.'),
  tokenProcessing: error('IdempotentProcessing', 403, 'The previous idempotent request(s) is still processing.'),
  // Seen in public threads, without a status: the token of a refused call stays failed.
  tokenFailed: error('IdempotentFailed', 403, 'The previous idempotent request(s) failed.'),
  duplicateTagKey: error('Duplicate.TagKey', 400, 'The Tag.N.Key contain duplicate key.'),
  tagMismatch: error('InvalidTag.Mismatch', 400, 'The specified Tag.n.Key and Tag.n.Value are not match.'),
  tagKeyMalformed: error('InvalidTagKey.Malformed', 400, 'The specified Tag.n.Key is not valid.'),
  tagValueMalformed: error('InvalidTagValue.Malformed', 400, 'The specified Tag.n.Value is not valid.'),
  tagQuota: error('QuotaExceed.Tags', 403, 'The number of specified tags exceeds the upper limit.'),
  descriptionMalformed: error('InvalidDescription.Malformed', 404, 'The specified description is wrongly formed.'),
  dryRun: error('DryRunOperation', 400, 'Request validation has been passed with DryRun flag set.'),
} as const satisfies { [name: string]: ServiceError };
