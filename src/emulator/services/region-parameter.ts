import { commonErrors, missingParameter } from '../model/common-errors.ts';
import type { Parameter } from '../model/parameters.ts';

/** The region of most operations, under the name that they share: it must be given, and exist. */
export const RegionId = {
  type: 'region',
  required: missingParameter('RegionId'),
  malformed: commonErrors.regionNotFound,
} as const satisfies Parameter;
