import { explained } from '../../docs/explained.ts';
import { tool } from '../tool.ts';

export const explain = tool({
  name: 'explain',
  title: 'Explain a code',
  description:
    'Explains a code of a finding, an error code of the API, or a constraint: what, why, how to fix it, with the page that says so. A prefix lists the codes that begin with it; without a code all are listed.',
  arguments: { code: { type: 'string', description: 'Such as snapshot-retention-days-range, IncorrectDiskStatus or SNAP-RETENTION.' } },
  asksCloud: false,
  run: async ({ code }) => ({ said: explained(code, { color: false }) }),
});
