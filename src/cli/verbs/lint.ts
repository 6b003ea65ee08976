import { findingsFormats } from '../../report/findings.ts';
import type { FindingsFormatName } from '../../report/findings.ts';
import { reaches } from '../../suppressions/severity.ts';
import { exits } from '../exit-codes.ts';
import type { SeverityFlags } from '../severity-flags.ts';
import type { Host } from '../host.ts';
import { lintFix } from './lint-fix.ts';
import type { FixFlags } from './lint-fix.ts';
import { loadSpec } from '../spec-files.ts';
import type { SpecOptions } from '../spec-files.ts';

export type LintOptions = SpecOptions & SeverityFlags & FixFlags & { readonly format: FindingsFormatName };

/** All rules, for the format that lists them; loaded only then. */
async function rulesFor(format: FindingsFormatName) {
  return format === 'sarif' ? (await import('../../derive/rule-index.ts')).ruleEntries() : [];
}

/** Checks a spec without looking at any cloud, and mends it where that is asked for. */
export async function lint(options: LintOptions, io: Host): Promise<number> {
  const mended = options.fix || options.unsafe ? await lintFix(options, io) : undefined;
  const { diagnostics, documents, suppressed, severities } = mended?.left ?? (await loadSpec(options, io, 'info'));
  const failOn = options.failOn ?? severities.failOn ?? 'error';
  const rules = await rulesFor(options.format);
  const print = mended?.toStdout === false ? io.stderr : io.stdout;
  const root = io.cwd;
  // Whether there is a terminal is slow to find out, and matters only where something was found.
  const color = diagnostics.length > 0 && io.color.stdout;
  print(findingsFormats[options.format](diagnostics, documents, { color, suppressed, rules, failOn, root }));
  if (mended) (options.format === 'text' ? print : io.stderr)(mended.summary);
  return diagnostics.some((one) => reaches(one, failOn)) ? exits.findings : exits.ok;
}
