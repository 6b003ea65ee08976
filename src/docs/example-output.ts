import type { Example } from '../base/explanation.ts';
import { analyze } from '../frontend/analyze.ts';
import type { SourceFile } from '../frontend/analyze.ts';
import { ruleEntries } from '../derive/rule-index.ts';
import { textReport } from '../report/findings/text.ts';

/** Daylight saving in examples is checked from this year on, so that the pages do not change by themselves. */
const year = 2026;

const files = (example: Example['bad']): readonly SourceFile[] =>
  typeof example === 'string' ? [{ file: 'snapspec.yaml', content: example }] : example.map(({ file, text }) => ({ file, content: text }));

/** What lint prints of an example. */
export function exampleReport(example: Example['bad']): string {
  const known = ruleEntries().map((one) => one.code);
  const { diagnostics, documents } = analyze(files(example), { year, unresolved: 'error', codes: known });
  return textReport(diagnostics, documents, { color: false });
}
