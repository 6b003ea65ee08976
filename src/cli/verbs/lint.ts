import type { Analysis } from '../../frontend/analyze.ts';
import { formatOf } from '../../report/formats.ts';
import * as findingsFormats from '../../report/findings/index.ts';
import { reaches } from '../../suppressions/severity.ts';
import { exits } from '../exit-codes.ts';
import type { Host } from '../host.ts';
import { lintFix } from '../lint-fix.ts';
import type { FixFlags } from '../lint-fix.ts';
import type { SeverityFlags } from '../severity-flags.ts';
import { loadSpec } from '../spec-files.ts';
import type { SpecOptions } from '../spec-files.ts';

export type LintOptions = SpecOptions & SeverityFlags & FixFlags & { readonly format: keyof typeof findingsFormats };

type Findings = Pick<Analysis, 'diagnostics' | 'documents' | 'suppressed' | 'severities'>;

/** The texts of all rules, which are loaded only for a format that lists them. */
const allRules = async () => (await import('../../derive/rule-index.ts')).ruleEntries();

/** Prints findings in the format that is asked for, and gives the exit code. */
export async function printLint(found: Findings, options: LintOptions, io: Host, toStdout = true): Promise<number> {
  const { diagnostics, documents, suppressed, severities } = found;
  const failOn = options.failOn ?? severities.failOn ?? 'error';
  const format = formatOf(findingsFormats, options.format);
  const rules = format.needsRules ? await allRules() : [];
  const root = io.cwd;
  // Whether there is a terminal is slow to find out, and matters only where something was found.
  const color = diagnostics.length > 0 && io.color.stdout;
  const width = diagnostics.length > 0 ? io.columns?.[toStdout ? 'stdout' : 'stderr'] : undefined;
  const text = format.print(diagnostics, documents, { color, suppressed, rules, failOn, root, ...(width !== undefined && { width }) });
  (toStdout ? io.stdout : io.stderr)(text, format.hasCommands ? 'commands' : 'text');
  return diagnostics.some((one) => reaches(one, failOn)) ? exits.findings : exits.ok;
}

/** Checks a spec without looking at any cloud, and fixes it where asked to. */
export async function lint(options: LintOptions, io: Host): Promise<number> {
  const fixed = options.fix || options.unsafe ? await lintFix(options, io) : undefined;
  const print = (text: string): void => (fixed?.toStdout === false ? io.stderr : io.stdout)(text);
  const code = await printLint(fixed?.left ?? (await loadSpec(options, io, 'info')), options, io, fixed?.toStdout !== false);
  if (fixed && options.format === 'text') print(fixed.summary);
  else if (fixed) io.stderr(fixed.summary);
  return code;
}
