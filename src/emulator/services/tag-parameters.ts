import type { MapConstraint } from '../../facts/constraint.ts';
import { commonErrors } from '../model/common-errors.ts';
import type { Parameter } from '../model/parameters.ts';
import { tagCount } from '../../facts/limits/tags.ts';

const tooMany = { code: commonErrors.tagQuota.code, status: commonErrors.tagQuota.status, count: tagCount.max };

/** Tags of a create call, held to the limits that the operation documents. */
export const tagPairs = (limit: MapConstraint) => ({ type: 'pairs', limit, max: tooMany }) as const satisfies Parameter;

/** Tags that a listing asks for. */
export const tagFilter = {
  type: 'pairs',
  mismatch: commonErrors.tagMismatch,
  max: { code: 'InvalidTagCount', status: 400, message: 'The specified tags are beyond the permitted range.', count: tagCount.max },
} as const satisfies Parameter;
