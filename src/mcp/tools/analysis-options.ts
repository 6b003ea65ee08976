import { liveCodes } from '../../../schema/codes.js';
import type { AnalyzeOptions } from '../../frontend/analyze.ts';
import type { Means } from '../tool.ts';

/** How a spec is read that a tool is given. */
export const analysisOptions = (
  { variables }: { readonly variables?: { readonly [name: string]: string } },
  { clock }: Pick<Means, 'clock'>,
  unresolved: 'error' | 'info',
): AnalyzeOptions => ({
  ...(variables && { variables }),
  year: new Date(clock.now()).getUTCFullYear(),
  unresolved,
  liveCodes,
});
