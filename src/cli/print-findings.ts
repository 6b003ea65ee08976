import type { Severity } from '../base/diagnostic.ts';
import type { Analysis } from '../frontend/analyze.ts';
import * as findingsFormats from '../report/findings/index.ts';
import { formatOf } from '../report/formats.ts';
import { reaches } from '../suppressions/severity.ts';
import { exits } from './exit-codes.ts';
import type { Host } from './host.ts';
import type { SeverityFlags } from './severity-flags.ts';

export type FindingsOptions = SeverityFlags & { readonly format: keyof typeof findingsFormats; readonly all?: boolean };

/** What was found of one spec, or of another file. */
export type Findings = Pick<Analysis, 'diagnostics' | 'documents' | 'suppressed' | 'severities'>;

/** The texts of all rules, which are loaded only for a format that lists them. */
const allRules = async () => (await import('../derive/rule-index.ts')).ruleEntries();

const severest: readonly Severity[] = ['info', 'warning', 'error'];

/** Prints findings in the format that is asked for, those of several specs as one report, and gives the exit code. */
export async function printFindings(all: readonly Findings[], options: FindingsOptions, io: Host, toStdout = true): Promise<number> {
  const limits = all.map(({ severities }) => options.failOn ?? severities.failOn ?? 'error');
  const failOn = severest.find((severity) => limits.includes(severity)) ?? 'error';
  const diagnostics = all.flatMap((one) => one.diagnostics);
  const documents = new Map(all.flatMap((one) => [...one.documents]));
  const suppressed = all.flatMap((one) => one.suppressed);
  const format = formatOf(findingsFormats, options.format);
  const rules = format.needsRules ? await allRules() : [];
  const root = io.cwd;
  // Whether there is a terminal is slow to find out, and matters only where something was found.
  const color = diagnostics.length > 0 && io.color.stdout;
  const width = diagnostics.length > 0 ? io.columns?.[toStdout ? 'stdout' : 'stderr'] : undefined;
  const look = { color, all: options.all ?? false, ...(width !== undefined && { width }) };
  const text = format.print(diagnostics, documents, { ...look, suppressed, rules, failOn, root });
  (toStdout ? io.stdout : io.stderr)(text, format.hasCommands ? 'commands' : 'text');
  const failed = all.some((one, at) => one.diagnostics.some((found) => reaches(found, limits[at] as Severity)));
  return failed ? exits.findings : exits.ok;
}
