import { Failure } from '../base/failure.ts';
import { hasErrors } from '../base/diagnostic.ts';
import { quote } from '../base/text.ts';
import type { Base } from '../engine/against-base.ts';
import { readCommit } from '../files/commit.ts';
import { analyze } from '../frontend/analyze.ts';
import { textReport } from '../report/findings/text.ts';
import { accessOf, lookOf } from './host.ts';
import type { FileOptions, Host } from './host.ts';
import type { LoadedProgram } from './load-program.ts';

export type AgainstOptions = FileOptions & { readonly against?: string };

/**
 * The spec as the commit of `--against` has it, with the variables of this run; undefined without the flag. A file that was not there
 * yet declares nothing.
 * @throws Failure `usage` for a commit or a file that git does not give, `operation` where the spec has errors there
 */
export async function baseOf({ files, frontOptions }: LoadedProgram, options: AgainstOptions, io: Host): Promise<Base | undefined> {
  const { against: ref } = options;
  if (ref === undefined) return undefined;
  const named = files.map((one) => one.named);
  const { id: commit, contents } = await readCommit(ref, named, accessOf(io, options), io.environment);
  const there = files.flatMap(({ file }, index) => {
    const content = contents[index];
    return content === undefined ? [] : [{ file: `${ref}:${file}`, content }];
  });
  const notes = files.filter((_, index) => contents[index] === undefined).map(({ file }) => `${file} is not there at ${ref}.`);
  if (there.length === 0) return { ref, commit, notes };
  const { program, diagnostics, documents } = analyze(there, frontOptions);
  if (program !== undefined && !hasErrors(diagnostics)) return { ref, commit, notes, program };
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  io.stderr(textReport(errors, documents, lookOf(io, 'stderr')));
  throw new Failure('operation', `--against ${quote(ref)}: the spec has errors at that commit, so nothing can be compared with it.`, {
    help: 'Name a commit whose spec is sound with the variables of this run, or leave the flag out.',
  });
}
