import type { MapField } from '../../fields/map.ts';
import { commonErrors } from './common-errors.ts';
import type { Parameter } from '../model/parameters.ts';
import { tagCount } from '../../kinds/common-fields.ts';

const tooMany = { code: commonErrors.tagQuota.code, status: commonErrors.tagQuota.status, count: tagCount.max };

/** Tags of a create call, held to the facts of the kind's tags. */
export const tagPairs = (limit: MapField) => ({ type: 'pairs', limit, max: tooMany }) as const satisfies Parameter;

/** Tags that a listing asks for. */
export const tagFilter = {
  type: 'pairs',
  mismatch: commonErrors.tagMismatch,
  max: { code: 'InvalidTagCount', status: 400, message: 'The specified tags are beyond the permitted range.', count: tagCount.max },
} as const satisfies Parameter;
