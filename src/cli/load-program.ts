import { type Diagnostic, hasErrors } from '../base/diagnostic.ts';
import type { Program } from '../frontend/analyze.ts';
import { textReport } from '../report/findings/text.ts';
import { lookOf } from './host.ts';
import type { Host } from './host.ts';
import { loadSpec } from './spec-files.ts';
import type { LoadedSpec, SpecOptions } from './spec-files.ts';

/** A spec without errors, for a verb that looks at the cloud. */
export type LoadedProgram = LoadedSpec & { readonly program: Program };

/** Errors and warnings go to standard error, since standard output holds the result; advice is for lint. */
function printFindings({ diagnostics, documents }: LoadedSpec, { all = false, ends = false }: LoadOptions, io: Host): void {
  const shown = forPeople(diagnostics);
  const summary = ends || hasErrors(diagnostics);
  if (shown.length > 0) io.stderr(textReport(shown, documents, { ...lookOf(io, 'stderr'), all, summary }));
}

/** What is shown of the findings of a spec before the cloud is looked at. */
export const forPeople = (diagnostics: readonly Diagnostic[]): Diagnostic[] => diagnostics.filter(({ severity }) => severity !== 'info');

type LoadOptions = {
  readonly all?: boolean;
  /** Nothing after it counts the findings of this run. */
  readonly ends?: boolean;
};

/**
 * Reads the spec for a verb that needs all of it; undefined where it has errors, which are then printed.
 * @throws Failure `usage` for a file that cannot be read or a variable that is not declared
 */
export async function loadProgram(options: SpecOptions & LoadOptions, io: Host): Promise<LoadedProgram | undefined> {
  const loaded = await loadSpec(options, io, 'error');
  printFindings(loaded, options, io);
  const { program } = loaded;
  return program === undefined || hasErrors(loaded.diagnostics) ? undefined : { ...loaded, program };
}
