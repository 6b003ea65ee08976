import { conciseReport, textReport } from './diagnostics.ts';
import { githubReport } from './github.ts';
import { diagnosticsJson } from './json.ts';
import type { FindingsFormat } from './format.ts';
import { junitReport } from './junit.ts';
import { sarifReport } from './sarif.ts';

/** How findings can be printed. */
export const findingsFormats = {
  text: textReport,
  concise: conciseReport,
  json: diagnosticsJson,
  sarif: sarifReport,
  github: githubReport,
  junit: junitReport,
} as const satisfies { readonly [name: string]: FindingsFormat };

export type FindingsFormatName = keyof typeof findingsFormats;
