import type { Diagnostic, Place } from './base/diagnostic.ts';
import { terminalOutput } from './escape/terminal.ts';
import type { SourceFile } from './frontend/analyze.ts';
import { analyzed } from './library.ts';
import type { SpecOptions } from './library.ts';
import type { Applied, Waited } from './library-cloud.ts';
import type { Plan } from './plan/plan.ts';
import type { Span } from './read/source-span.ts';
import * as findingsFormats from './report/findings/index.ts';
import { formatOf } from './report/formats.ts';
import { spanOf } from './report/location.ts';
import * as planFormats from './report/plans/index.ts';
import * as receiptFormats from './report/receipts/index.ts';
import * as waitFormats from './report/waits/index.ts';

export type FindingsFormatName = keyof typeof findingsFormats;
export type PlanFormatName = keyof typeof planFormats;
export type ReceiptFormatName = keyof typeof receiptFormats;
export type WaitFormatName = keyof typeof waitFormats;

/** How a text looks. What others chose in it (names in the cloud, specs of others) is made harmless, as the command line does. */
export type FormatOptions = {
  /** Whether it may have colours; none by default. */
  readonly color?: boolean;
  /** Cells of a line of the terminal that it is for; lines are not wrapped by default. */
  readonly width?: number;
  /** Every id, address and entry, where a list is cut otherwise. */
  readonly all?: boolean;
  /** The absolute path of the folder that file names are relative to, for formats that say it. */
  readonly root?: string;
};

/** The texts of all rules, which are loaded only for a format that lists them. */
const rulesFor = async ({ needsRules }: { readonly needsRules?: true }) =>
  needsRules ? (await import('./derive/rule-index.ts')).ruleEntries() : [];

/** What a CI runner is meant to obey has a rule of its own; everything else goes through that of texts. */
const harmless = (text: string, { hasCommands }: { readonly hasCommands?: true }, { color = false }: FormatOptions): string =>
  hasCommands ? text : terminalOutput(text, { color: () => color });

const lookOf = ({ color = false, width, all, root }: FormatOptions) => ({
  color,
  ...(width !== undefined && { width }),
  ...(all !== undefined && { all }),
  ...(root !== undefined && { root }),
});

/**
 * The line and the columns of a place, of a finding or of an entry of a plan.
 * @param files those that it was found in
 * @returns undefined for a place in none of them
 */
export function locate(place: Place, files: readonly SourceFile[], options: SpecOptions = {}): Span | undefined {
  return spanOf(place, analyzed(files, options, 'info').documents);
}

/** Findings as `lint --format` prints them. What comments in the spec suppress is in the formats that say it. */
export async function formatFindings(
  found: readonly Diagnostic[],
  files: readonly SourceFile[],
  format: FindingsFormatName,
  options: FormatOptions & SpecOptions = {},
): Promise<string> {
  const { documents, suppressed, severities } = analyzed(files, options, 'info');
  const how = formatOf(findingsFormats, format);
  const failOn = severities.failOn ?? 'error';
  return harmless(how.print(found, documents, { ...lookOf(options), suppressed, rules: await rulesFor(how), failOn }), how, options);
}

/** A plan as `plan --format` prints it. Of the formats of text its findings are no part: `formatFindings` prints `plan.problems`. */
export async function formatPlan(
  plan: Plan,
  files: readonly SourceFile[],
  format: PlanFormatName,
  options: FormatOptions & SpecOptions = {},
): Promise<string> {
  const { documents } = analyzed(files, options, 'info');
  const how = formatOf(planFormats, format);
  return harmless(how.print(plan, documents, { ...lookOf(options), rules: await rulesFor(how) }), how, options);
}

/** What apply did as `apply --format` prints it; `ndjson` is its last line. */
export function formatReceipt({ plan, results, after }: Applied, format: ReceiptFormatName, options: FormatOptions = {}): string {
  return harmless(formatOf(receiptFormats, format).print(plan, results, after, lookOf(options)), {}, options);
}

/** What was waited for as `wait --format` prints it. */
export function formatWaited({ plan, results }: Waited, format: WaitFormatName, options: FormatOptions = {}): string {
  const { stack, account, region } = plan;
  return harmless(formatOf(waitFormats, format).print({ stack, account, region, results }, lookOf(options)), {}, options);
}
