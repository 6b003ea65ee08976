import { Failure } from '../base/failure.ts';
import { currentCode } from '../base/renamed-codes.ts';
import { suggest } from '../base/suggest.ts';
import { choices, quote } from '../base/text.ts';
import { apiErrorEntries, apiErrorEntry } from '../derive/api-errors.ts';
import { rowEntries, rowEntry } from '../derive/catalogue.ts';
import { ruleEntries, ruleEntry } from '../derive/rule-index.ts';
import { exampleReport } from './example-output.ts';
import { explainRowText } from './explain-row.ts';
import { codeList, explainApiErrorText, explainRule } from './explain-text.ts';
import type { Explained } from './explain-text.ts';

const all = (): Explained => ({ findings: ruleEntries(), apiErrors: apiErrorEntries(), constraints: rowEntries() });

/** Every code that can be explained. */
export function explainableCodes(): readonly string[] {
  const { findings, apiErrors, constraints } = all();
  return [...new Set([...[...findings, ...apiErrors].map((one) => one.code), ...constraints.map((one) => one.row)])];
}

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

/** What a code comes to: itself, those that begin with it, or all. */
export type Found =
  | { readonly type: 'one'; readonly entries: Partial<Explained> }
  | { readonly type: 'list'; readonly entries: Explained; readonly prefix?: string };

/** @throws Failure `usage` for a code that does not exist */
export function findCode(code: string | undefined): Found {
  if (!code) return { type: 'list', entries: all() };
  const one = named(code);
  if (one !== undefined) return { type: 'one', entries: one };
  const entries = withPrefix(code);
  if (entries !== undefined) return { type: 'list', entries, prefix: code };
  const near = suggest(code, explainableCodes());
  throw new Failure('usage', `${quote(code)} is not a code.`, {
    help: near.length > 0 ? `Did you mean ${choices(near)}?` : 'snapspec explain lists all codes.',
  });
}

function textOf({ findings = [], apiErrors = [], constraints = [] }: Partial<Explained>, color: boolean): string {
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
 * A rule, an error code of the API or a constraint of the catalogue explained. A prefix lists the codes that begin with it; without
 * a code all are listed.
 * @throws Failure `usage` for a code that does not exist
 */
export function explained(code: string | undefined, { color }: { readonly color: boolean }): string {
  const found = findCode(code);
  if (found.type === 'one') return `${renamedLine(code ?? '')}${textOf(found.entries, color)}`;
  const { prefix, entries } = found;
  return `${prefix === undefined ? '' : `${quote(prefix)} is not a code; these begin with it.\n\n`}${codeList(entries)}`;
}
