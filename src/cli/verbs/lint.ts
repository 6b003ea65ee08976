import { Failure } from '../../base/failure.ts';
import type { Host } from '../host.ts';
import { lintFix } from '../lint-fix.ts';
import type { LintOptions } from '../lint-fix.ts';
import { lintNamed } from '../lint-named.ts';
import { printFindings } from '../print-findings.ts';
import { loadSpec } from '../spec-files.ts';

/**
 * Checks a spec without looking at any cloud, and fixes it where asked to.
 * @param names files and folders: each of their specs is checked by itself
 */
export async function lint(names: readonly string[], options: LintOptions, io: Host): Promise<number> {
  if (names.length > 0 && options.file !== undefined)
    throw new Failure('usage', 'Files with -f and files without it do not go together.', {
      help: 'Several -f are one spec. Without -f, each file is checked with those of its stack.',
    });
  if (names.length > 0) return lintNamed(names, options, io);
  const fixed = options.fix || options.unsafe ? await lintFix(options, io) : undefined;
  const print = (text: string): void => (fixed?.toStdout === false ? io.stderr : io.stdout)(text);
  const code = await printFindings([fixed?.left ?? (await loadSpec(options, io, 'info'))], options, io, fixed?.toStdout !== false);
  if (fixed && options.format === 'text') print(fixed.summary);
  else if (fixed) io.stderr(fixed.summary);
  return code;
}
