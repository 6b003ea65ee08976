import { Failure } from '../../base/failure.ts';
import { currentCode } from '../../base/renamed-codes.ts';
import { suggest } from '../../base/suggest.ts';
import { choices, quote } from '../../base/text.ts';
import { apiErrorEntries, apiErrorEntry } from '../../derive/api-errors.ts';
import { rowEntries, rowEntry } from '../../derive/catalogue.ts';
import { ruleEntry, ruleEntries } from '../../derive/rule-index.ts';
import { exampleReport } from '../../docs/example-output.ts';
import { explainRowText } from '../../docs/explain-row.ts';
import { codeList, explainApiErrorText, explainRule, explainJson } from '../../docs/explain-text.ts';
import type { Explained } from '../../docs/explain-text.ts';
import { exits } from '../exit-codes.ts';
import type { Host } from '../host.ts';

export type ExplainOptions = { readonly format: 'text' | 'json' };

const all = (): Explained => ({ findings: ruleEntries(), apiErrors: apiErrorEntries(), constraints: rowEntries() });

/** What a code names: a rule before an error of the API before a constraint. */
function named(code: string): Partial<Explained> | undefined {
  const finding = ruleEntry(currentCode(code.toLowerCase()));
  if (finding !== undefined) return { findings: [finding] };
  const row = rowEntry(code);
  if (row !== undefined) return { constraints: [row] };
  const error = apiErrorEntry(code);
  return error && { apiErrors: [error] };
}

/** What begins with a prefix, ignoring case; undefined where nothing does. */
function withPrefix(text: string): Explained | undefined {
  const fits = (code: string): boolean => code.toLowerCase().startsWith(text.toLowerCase());
  const { findings, apiErrors, constraints } = all();
  const found = {
    findings: findings.filter((one) => fits(one.code)),
    apiErrors: apiErrors.filter((one) => fits(one.code)),
    constraints: constraints.filter((one) => fits(one.row)),
  };
  return Object.values(found).some((list) => list.length > 0) ? found : undefined;
}

function near(code: string): readonly string[] {
  const { findings, apiErrors, constraints } = all();
  return suggest(code, [...[...findings, ...apiErrors].map((one) => one.code), ...constraints.map((one) => one.row)]);
}

function text({ findings = [], apiErrors = [], constraints = [] }: Partial<Explained>, color: boolean): string {
  return [
    ...findings.map((one) => explainRule(one, one.example && exampleReport(one.example.bad), { color })),
    ...apiErrors.map((one) => explainApiErrorText(one, { color })),
    ...constraints.map((one) => explainRowText(one, { color })),
  ].join('\n');
}

/** A line before the explanation of a code that was renamed. */
function renamedLine(code: string): string {
  const [written, now] = [code.toLowerCase(), currentCode(code.toLowerCase())];
  return written === now ? '' : `${written} is now called ${now}.\n\n`;
}

/**
 * Explains a rule, an error code of the API or a constraint of the catalogue. A prefix lists the codes that begin with
 * it; without a code all are listed.
 * @throws Failure `usage` for a code that does not exist
 */
export async function explain(code: string | undefined, options: ExplainOptions, io: Host): Promise<number> {
  const json = options.format === 'json';
  const one = code && named(code);
  const list = one ? undefined : code ? withPrefix(code) : all();
  if (one) io.stdout(json ? explainJson(one) : `${renamedLine(code ?? '')}${text(one, io.color.stdout)}`);
  else if (list)
    io.stdout(json ? explainJson(list) : `${code ? `${quote(code)} is not a code; these begin with it.\n\n` : ''}${codeList(list)}`);
  else {
    const suggestions = near(code ?? '');
    throw new Failure('usage', `${quote(code ?? '')} is not a code.`, {
      help: suggestions.length > 0 ? `Did you mean ${choices(suggestions)}?` : 'snapspec explain lists all codes.',
    });
  }
  return exits.ok;
}
