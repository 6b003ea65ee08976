import { dirname, join, resolve } from 'node:path';
import { Failure } from '../base/failure.ts';
import { quote, shellWord } from '../base/text.ts';
import { descriptorOf, found, isFolder, readBytes, shownName, typed } from '../files/index.ts';
import type { Access, Named } from '../files/index.ts';
import { analyze } from '../frontend/analyze.ts';
import type { Analysis, AnalyzeOptions } from '../frontend/analyze.ts';
import { overridesFromFlags } from './severity-flags.ts';
import type { SeverityFlags } from './severity-flags.ts';
import { accessOf } from './host.ts';
import type { FileOptions, Host } from './host.ts';
import { fromEnvironment, fromFlags, refuseUndeclared } from './variables.ts';

/** The options of every verb that reads a spec. */
export type SpecOptions = FileOptions & {
  readonly file?: readonly string[];
  readonly var?: readonly string[];
  readonly varFile?: readonly string[];
};

/** A file as it was read. */
export type ReadFile = { readonly file: string; readonly named: Named; readonly content: Uint8Array };

/** The file name of standard input. */
const standardInput = '<stdin>';

/** The spec that is read where none is named. */
const defaultSpec = 'snapspec.yaml';

/** What to do where a file cannot be read. */
function helpFor(named: Named, access: Access): string {
  const path = shownName(named);
  if (named.type === 'found') return `Name the spec with -f FILE (- is standard input), or write a first one with snapspec init.`;
  if (path === '') return 'The name of a file is empty: a variable of the shell may have no value.';
  if (isFolderPath(path, access))
    return `Name a file in it, such as ${shellWord(join(path, defaultSpec))}. snapspec lint ${shellWord(path)} checks all specs in it.`;
  if (/[*?[]/.test(path))
    return 'A pattern is expanded by the shell, and only without quotes. snapspec lint FOLDER checks all specs in a folder.';
  return `Check the name, or run in a folder with a ${defaultSpec}.`;
}

const isFolderPath = (path: string, access: Access): boolean => {
  try {
    return isFolder(typed(path), access);
  } catch {
    return false;
  }
};

async function readOne(named: Named, access: Access): Promise<Uint8Array> {
  try {
    return await readBytes(named, access);
  } catch (error) {
    // What to do is looked up only where it is needed.
    if (error instanceof Failure && error.help === undefined)
      throw new Failure(error.type, error.message, { help: helpFor(named, access), cause: error.cause });
    throw error;
  }
}

/**
 * Reads files by the names that the person gave, `-` for standard input; without a name, the spec of the folder.
 * @throws Failure `usage` for one that cannot be read
 */
export async function readFiles(given: readonly string[] | undefined, options: FileOptions, io: Host): Promise<ReadFile[]> {
  return readNamed(specsOf(given, io), options, io);
}

const specsOf = (given: readonly string[] | undefined, io: Host): Named[] =>
  given && given.length > 0 ? given.map(typed) : [found(io.cwd, defaultSpec)];

async function readNamed(all: readonly Named[], options: FileOptions, io: Host): Promise<ReadFile[]> {
  const access = accessOf(io, options);
  if (all.filter((named) => descriptorOf(named) === 0).length > 1)
    throw new Failure('usage', 'Standard input is named more than once.', { help: 'It can be read once only.' });
  const files: ReadFile[] = [];
  for (const named of all) files.push({ file: nameOf(named), named, content: await readOne(named, access) });
  return files;
}

const nameOf = (named: Named): string => (descriptorOf(named) === 0 ? standardInput : named.type === 'typed' ? named.path : named.name);

/** Whether a file is a stream, which cannot be replaced: its new text goes to standard output. */
export const isStream = ({ named }: ReadFile): boolean => descriptorOf(named) !== undefined;

/** The files of a spec, and the options to analyze them with. */
export type SpecFiles = {
  readonly files: readonly ReadFile[];
  /** Names of the variables of the command line. */
  readonly given: readonly string[];
  readonly frontOptions: AnalyzeOptions;
  readonly folder: string;
};

/**
 * Reads the files that the options name.
 * @throws Failure `usage` for a file that cannot be read or an option that makes no sense
 */
export async function readSpec(options: SpecOptions & SeverityFlags, io: Host, unresolved: 'error' | 'info'): Promise<SpecFiles> {
  const specs = specsOf(options.file, io);
  refuseTwice(specs, io);
  const read = await readNamed([...specs, ...(options.varFile ?? []).map(typed)], options, io);
  const files = read.slice(0, specs.length);
  return specFiles(files, read.slice(specs.length), options, io, unresolved);
}

/**
 * A file that is named twice would declare everything twice.
 * @throws Failure `usage`
 */
function refuseTwice(specs: readonly Named[], { cwd }: Host): void {
  const paths = specs.map((named) => (named.type === 'typed' ? resolve(cwd, named.path) : named.name));
  const again = specs.find((named, at) => descriptorOf(named) === undefined && paths.indexOf(paths[at] as string) < at);
  if (again !== undefined)
    throw new Failure('usage', `${quote(shownName(again))} is named twice.`, { help: 'Several -f are one spec: name each file once.' });
}

/**
 * Files that were read, with what is needed to analyze them.
 * @throws Failure `usage` for an option that makes no sense
 */
export function specFiles(
  files: readonly ReadFile[],
  variableFiles: readonly ReadFile[],
  options: SpecOptions & SeverityFlags,
  io: Host,
  unresolved: 'error' | 'info',
): SpecFiles {
  const variables = fromFlags(options.var ?? []);
  const year = new Date(io.clock.now()).getUTCFullYear();
  const first = files.find((one) => !isStream(one));
  const folder = first === undefined ? io.cwd : dirname(resolve(io.cwd, first.file));
  const frontOptions = {
    variables,
    variableFiles,
    environmentVariables: fromEnvironment(io.environment),
    unresolved,
    year,
    ...overridesFromFlags(options),
  };
  return { files, given: Object.keys(variables), frontOptions, folder };
}

/** A spec that was read, the folder of its first file, and what it was read from. */
export type LoadedSpec = Analysis & Pick<SpecFiles, 'folder' | 'files' | 'frontOptions'>;

/**
 * Reads and compiles the spec that the options name.
 * @throws Failure `usage` for a file that cannot be read or a variable that is not declared
 */
export async function loadSpec(options: SpecOptions & SeverityFlags, io: Host, unresolved: 'error' | 'info'): Promise<LoadedSpec> {
  const { files, given, frontOptions, folder } = await readSpec(options, io, unresolved);
  const loaded = analyze(files, frontOptions);
  refuseUndeclared(loaded, given);
  return { ...loaded, folder, files, frontOptions };
}
