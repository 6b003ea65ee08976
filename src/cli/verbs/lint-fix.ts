import { count } from '../../base/text.ts';
import { visible } from '../../base/visible.ts';
import { Failure } from '../../base/failure.ts';
import { fixText } from '../../rewrite/fix.ts';
import type { Fixed } from '../../rewrite/fix.ts';
import type { SeverityFlags } from '../severity-flags.ts';
import type { Host } from '../host.ts';
import { replaceFile } from '../replace-file.ts';
import { pathOf, readSpec, refuseUndeclared, standardInput } from '../spec-files.ts';
import type { SpecOptions } from '../spec-files.ts';

export type FixFlags = { readonly fix?: boolean; readonly unsafe?: boolean };

/** What was mended, and the way to print what is left: standard output may be taken by the fixed text. */
export type FixedFiles = { readonly left: Fixed['left']; readonly summary: string; readonly toStdout: boolean };

/**
 * Mends what can be mended in the files of a spec, and writes those that changed; standard input goes, fixed, to
 * standard output.
 * @throws Failure `usage` for --unsafe alone, and for a file that cannot be read or written
 */
export async function lintFix(options: SpecOptions & SeverityFlags & FixFlags, io: Host): Promise<FixedFiles> {
  if (!options.fix)
    throw new Failure('usage', '--unsafe says which fixes are made, and --fix that any are', { help: 'Write lint --fix --unsafe.' });
  const { files, given, frontOptions } = await readSpec(options, io, 'info');
  const fixed = fixText(files, frontOptions, options.unsafe ?? false);
  if (fixed.left.variables) refuseUndeclared(fixed.left.variables, given);
  let toStdout = true;
  for (const { file, content } of files) {
    const text = fixed.texts.get(file);
    if (file === standardInput) {
      io.stdout(text ?? Buffer.from(content).toString('utf8'));
      toStdout = false;
    } else if (text !== undefined) printLink(file, replaceFile(pathOf(file, io), content, text), io);
  }
  if (fixed.stopped) io.stderr(`${whyStopped(fixed.stopped)}\n`);
  return { left: fixed.left, summary: `Fixed ${count(fixed.fixed, 'finding')}.\n`, toStdout };
}

/** Says where a text went that was written through a link. */
export function printLink(file: string, target: string | undefined, io: Host): void {
  if (target !== undefined) io.stderr(`${visible(file)} is a link: ${visible(target)} was written\n`);
}

function whyStopped(stopped: NonNullable<Fixed['stopped']>): string {
  if (stopped.why === 'rounds') return 'Fixing went round in circles and was stopped; run it again, and please report it with the spec.';
  return `Fixing was stopped, since the text could not have been read any more after: ${visible(stopped.fixes.map(({ title }) => title).join(', '))}. Nothing of that was written.`;
}
