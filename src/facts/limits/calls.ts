import { pages } from '../fact.ts';
import type { Range } from '../fact.ts';

/** Characters of a ClientToken, all of them ASCII. */
export const clientTokenLength: Range = {
  min: 1,
  max: 64,
  row: 'COM-TOKEN-LEN',
  sources: [pages.createSnapshot, pages.createGroup],
  refusal: { code: 'InvalidClientToken.Malformed', status: 403 },
};
