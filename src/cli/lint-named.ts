import { resolve } from 'node:path';
import type { Diagnostic } from '../base/diagnostic.ts';
import { groupBy } from '../base/group-by.ts';
import { descriptorOf, isFolder, typed } from '../files/index.ts';
import { analyze } from '../frontend/analyze.ts';
import type { Analysis } from '../frontend/analyze.ts';
import { readVariableFile } from '../frontend/variable-files.ts';
import { specsIn } from './folder-specs.ts';
import { accessOf } from './host.ts';
import type { Host } from './host.ts';
import { checkFixFlags, fixFiles, fixSummary } from './lint-fix.ts';
import type { LintOptions } from './lint-fix.ts';
import { printFindings } from './print-findings.ts';
import type { Findings } from './print-findings.ts';
import { specFiles, readFiles } from './spec-files.ts';
import type { ReadFile, SpecFiles } from './spec-files.ts';
import { headOf, natureOf, stackKeys } from './spec-groups.ts';
import { refuseUndeclared } from './variables.ts';

const isFolderNamed = (name: string, options: LintOptions, io: Host): boolean =>
  descriptorOf(typed(name)) === undefined && isFolder(typed(name), accessOf(io, options));

/** The files that were named, and the specs of the folders that were, each once. */
async function expand(names: readonly string[], options: LintOptions, io: Host): Promise<readonly ReadFile[]> {
  const lists: (readonly ReadFile[])[] = [];
  for (const name of names)
    lists.push(isFolderNamed(name, options, io) ? await specsIn(name, options, io) : await readFiles([name], options, io));
  return [...new Map(lists.flat().map((one) => [resolve(io.cwd, one.file), one])).values()];
}

const plain = (found: Pick<Findings, 'diagnostics' | 'documents'>): Findings => ({ ...found, suppressed: [], severities: {} });

/** What is wrong with a file that is no spec, by the schema of what it is. */
async function judged({ file, content }: ReadFile, alone: Analysis): Promise<Findings> {
  const { documents } = alone;
  if (natureOf(documents.get(file)) === 'seed') {
    const { seedFindings } = await import('./seed-findings.ts');
    return plain({ documents, diagnostics: seedFindings(file, Buffer.from(content).toString('utf8')) });
  }
  return plain({ documents, diagnostics: readVariableFile({ file, content }).diagnostics });
}

/** A file with what was found of it by itself. */
type Read = { readonly file: ReadFile; readonly alone: Analysis };

/** The files of each stack, in the order in which they were named. */
function stacksOf(read: readonly Read[]): readonly (readonly Read[])[] {
  const keys = stackKeys(read.map(({ file, alone }) => headOf(alone.documents.get(file.file))));
  return [...groupBy([...read.entries()], ([at]) => keys[at] as string).values()].map((group) => group.map(([, one]) => one));
}

/** What the files of `--var-file` are found to be is said once, however many specs use them. */
function saidOnce(all: readonly Findings[], options: SpecFiles['frontOptions']): readonly Findings[] {
  const values = new Set((options.variableFiles ?? []).map(({ file }) => file));
  const isOfValues = ({ place }: Diagnostic): boolean => place !== undefined && values.has(place.file);
  return all.map((one, at) => (at === 0 ? one : { ...one, diagnostics: one.diagnostics.filter((found) => !isOfValues(found)) }));
}

/** Checks files and folders: the files of one stack as one spec, and what is no spec by its own schema. */
export async function lintNamed(names: readonly string[], options: LintOptions, io: Host): Promise<number> {
  checkFixFlags(options);
  const files = await expand(names, options, io);
  const values = options.varFile === undefined ? [] : await readFiles(options.varFile, options, io);
  const { frontOptions, given } = specFiles(files, values, options, io, 'info');
  const read = files.map((file) => ({ file, alone: analyze([file], frontOptions) }));
  const isSpec = ({ file, alone }: Read): boolean => natureOf(alone.documents.get(file.file)) === 'spec';
  const stacks = stacksOf(read.filter(isSpec));
  refuseUndeclaredIn(
    read.filter(isSpec).map(({ alone }) => alone),
    given,
  );
  let fixed = 0;
  let toStdout = true;
  const ofSpecs = stacks.map((stack): Findings => {
    const spec = { files: stack.map(({ file }) => file), frontOptions };
    if (options.fix) {
      const done = fixFiles(spec, options, io);
      fixed += done.fixed;
      toStdout &&= done.toStdout;
      return done.left;
    }
    return stack.length === 1 ? (stack[0] as Read).alone : analyze(spec.files, frontOptions);
  });
  const others = await Promise.all(read.filter((one) => !isSpec(one)).map(({ file, alone }) => judged(file, alone)));
  const code = await printFindings(saidOnce([...ofSpecs, ...others], frontOptions), options, io, toStdout);
  if (options.fix) (options.format === 'text' && toStdout ? io.stdout : io.stderr)(fixSummary(fixed));
  return code;
}

/** A variable that one of the specs declares is meant for that one. */
function refuseUndeclaredIn(all: readonly Analysis[], given: readonly string[]): void {
  const [first] = all;
  if (first === undefined || all.some(({ variables }) => variables === undefined)) return;
  refuseUndeclared({ ...first, variables: all.flatMap(({ variables = [] }) => variables) }, given);
}
