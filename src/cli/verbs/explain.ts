import { Failure } from '../../base/failure.ts';
import { choices, quote } from '../../base/text.ts';
import { apiErrorEntries, apiErrorEntry, nearCodes } from '../../derive/api-errors.ts';
import { codeEntry, codes } from '../../derive/codes.ts';
import { exampleReport } from '../../report/example-report.ts';
import { codeList, explainApiErrorText, explainFinding, explainJson } from '../../report/explain-text.ts';
import { exits } from '../exit.ts';
import type { Io } from '../io.ts';

export type ExplainOptions = { readonly format: 'text' | 'json' };

function listAll(options: ExplainOptions, io: Io): number {
  const all = { findings: codes(), apiErrors: apiErrorEntries() };
  io.stdout(options.format === 'json' ? explainJson(all) : codeList(all.findings, all.apiErrors));
  return exits.ok;
}

/**
 * Says what a finding or an error code of the API means; without a code it lists them all.
 * @throws Failure `usage` for a code that there is not
 */
export async function explain(code: string | undefined, options: ExplainOptions, io: Io): Promise<number> {
  if (code === undefined) return listAll(options, io);
  const finding = codeEntry(code.toLowerCase());
  const error = finding === undefined ? apiErrorEntry(code) : undefined;
  if (finding !== undefined) {
    const said = finding.example && exampleReport(finding.example.bad);
    io.stdout(options.format === 'json' ? explainJson({ findings: [finding] }) : explainFinding(finding, said, { color: io.color.stdout }));
  } else if (error !== undefined)
    io.stdout(options.format === 'json' ? explainJson({ apiErrors: [error] }) : explainApiErrorText(error, { color: io.color.stdout }));
  else {
    const near = nearCodes(code);
    throw new Failure('usage', `there is no code ${quote(code)}`, {
      help: near.length > 0 ? `Did you mean ${choices(near)}?` : 'snapspec explain lists them all.',
    });
  }
  return exits.ok;
}
