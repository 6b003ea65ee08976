import { count } from '../base/text.ts';
import { Failure } from '../base/failure.ts';
import { terminal } from '../escape/terminal.ts';
import { fixText } from '../rewrite/fix.ts';
import type { Fixed } from '../rewrite/fix.ts';
import type { FindingsOptions } from './print-findings.ts';
import type { SeverityFlags } from './severity-flags.ts';
import type { Host } from './host.ts';
import { readSpec, isStream } from './spec-files.ts';
import type { SpecFiles, SpecOptions } from './spec-files.ts';
import { refuseUndeclared } from './variables.ts';
import { writeSpec } from './write-spec.ts';

export type FixFlags = { readonly fix?: boolean; readonly unsafe?: boolean };

/** The options of lint. */
export type LintOptions = SpecOptions & FindingsOptions & FixFlags;

/** What was fixed, and what is left; standard output may be taken by the fixed text. */
export type FixedFiles = { readonly left: Fixed['left']; readonly fixed: number; readonly summary: string; readonly toStdout: boolean };

/** How many findings were fixed, as a sentence. */
export const fixSummary = (fixed: number): string => `Fixed ${count(fixed, 'finding')}.\n`;

/**
 * Refuses flags that make no sense.
 * @throws Failure `usage` for --unsafe alone
 */
export function checkFixFlags(options: FixFlags): void {
  if (!options.fix && options.unsafe) throw new Failure('usage', '--unsafe needs --fix.', { help: 'Use lint --fix --unsafe.' });
}

/**
 * Applies fixes to the files of the spec that the options name, and writes those that changed.
 * @throws Failure `usage` for --unsafe alone, and for a file that cannot be read or written
 */
export async function lintFix(options: SpecOptions & SeverityFlags & FixFlags, io: Host): Promise<FixedFiles> {
  checkFixFlags(options);
  const spec = await readSpec(options, io, 'info');
  return fixFiles(spec, options, io, (left) => refuseUndeclared(left, spec.given));
}

/**
 * Applies fixes to the files of one spec, and writes those that changed; the fixed text of standard input goes to standard
 * output.
 * @param assert is asked before anything is written
 * @throws Failure `usage` for a file that cannot be written
 */
export function fixFiles(
  { files, frontOptions }: Pick<SpecFiles, 'files' | 'frontOptions'>,
  options: SpecOptions & FixFlags,
  io: Host,
  assert: (left: Fixed['left']) => void = () => {},
): FixedFiles {
  const fixed = fixText(files, frontOptions, options.unsafe ?? false);
  assert(fixed.left);
  let toStdout = true;
  for (const read of files) {
    const { file, content } = read;
    const text = fixed.texts.get(file);
    if (isStream(read)) {
      io.stdout(text ?? Buffer.from(content).toString('utf8'), 'verbatim');
      toStdout = false;
    } else if (text !== undefined) writeSpec(read, text, options, io);
  }
  if (fixed.stopped) io.stderr(`${whyStopped(fixed.stopped)}\n`);
  return { left: fixed.left, fixed: fixed.fixed, summary: fixSummary(fixed.fixed), toStdout };
}

function whyStopped(stopped: NonNullable<Fixed['stopped']>): string {
  if (stopped.why === 'rounds') return 'Fixing did not converge and was stopped. Run it again, and please report it with the spec.';
  return `Fixing was stopped, since these fixes would have made the text unreadable: ${terminal(stopped.fixes.map(({ title }) => title).join(', '))}. They were not written.`;
}
