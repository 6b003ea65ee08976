import { count } from '../base/text.ts';
import { Failure } from '../base/failure.ts';
import { terminal } from '../escape/terminal.ts';
import { fixText } from '../rewrite/fix.ts';
import type { Fixed } from '../rewrite/fix.ts';
import type { SeverityFlags } from './severity-flags.ts';
import type { Host } from './host.ts';
import { readSpec, isStream } from './spec-files.ts';
import type { SpecOptions } from './spec-files.ts';
import { refuseUndeclared } from './variables.ts';
import { writeSpec } from './write-spec.ts';

export type FixFlags = { readonly fix?: boolean; readonly unsafe?: boolean };

/** What was fixed, and what is left; standard output may be taken by the fixed text. */
export type FixedFiles = { readonly left: Fixed['left']; readonly summary: string; readonly toStdout: boolean };

/**
 * Applies fixes to the files of a spec, and writes those that changed; the fixed text of standard input goes to
 * standard output.
 * @throws Failure `usage` for --unsafe alone, and for a file that cannot be read or written
 */
export async function lintFix(options: SpecOptions & SeverityFlags & FixFlags, io: Host): Promise<FixedFiles> {
  if (!options.fix) throw new Failure('usage', '--unsafe needs --fix.', { help: 'Use lint --fix --unsafe.' });
  const { files, given, frontOptions } = await readSpec(options, io, 'info');
  const fixed = fixText(files, frontOptions, options.unsafe ?? false);
  refuseUndeclared(fixed.left, given);
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
  return { left: fixed.left, summary: `Fixed ${count(fixed.fixed, 'finding')}.\n`, toStdout };
}

function whyStopped(stopped: NonNullable<Fixed['stopped']>): string {
  if (stopped.why === 'rounds') return 'Fixing did not converge and was stopped. Run it again, and please report it with the spec.';
  return `Fixing was stopped, since these fixes would have made the text unreadable: ${terminal(stopped.fixes.map(({ title }) => title).join(', '))}. They were not written.`;
}
