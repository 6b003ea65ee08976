import { formatVersion } from '../../base/format-version.ts';
import { jsonText } from '../../escape/json.ts';
import type { WaitFormat } from './format.ts';

/** What was waited for, as one JSON document. */
export const json: WaitFormat = {
  print: ({ stack, account, region, results }) => jsonText({ formatVersion, kind: 'snapspec.wait', stack, account, region, results }),
};
