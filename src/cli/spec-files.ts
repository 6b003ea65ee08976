import { dirname, resolve } from 'node:path';
import { Failure } from '../base/failure.ts';
import { suggest } from '../base/suggest.ts';
import { quote } from '../base/text.ts';
import { descriptorOf, found, readBytes, typed } from '../files/index.ts';
import type { Named } from '../files/index.ts';
import { analyze } from '../frontend/analyze.ts';
import type { Analysis, AnalyzeOptions } from '../frontend/analyze.ts';
import { overridesFromFlags } from './severity-flags.ts';
import type { SeverityFlags } from './severity-flags.ts';
import { accessOf } from './host.ts';
import type { FileOptions, Host } from './host.ts';

/** The options of every verb that reads a spec. */
export type SpecOptions = FileOptions & { readonly file?: readonly string[]; readonly var?: readonly string[] };

/** A file as it was read. */
export type ReadFile = { readonly file: string; readonly named: Named; readonly content: Uint8Array };

/** The file name of standard input. */
const standardInput = '<stdin>';

/** The spec that is read where none is named. */
const defaultSpec = 'snapspec.yaml';

const help = `Name the spec with -f FILE (- is standard input), or run in a folder with a ${defaultSpec}.`;

/**
 * Reads files by the names that the person gave, `-` for standard input; without a name, the spec of the folder.
 * @throws Failure `usage` for one that cannot be read
 */
export async function readFiles(given: readonly string[] | undefined, options: FileOptions, io: Host): Promise<ReadFile[]> {
  const access = accessOf(io, options);
  const all = given && given.length > 0 ? given.map(typed) : [found(io.cwd, defaultSpec)];
  if (all.filter((named) => descriptorOf(named) === 0).length > 1)
    throw new Failure('usage', 'Standard input is named more than once.', { help: 'It can be read once only.' });
  const files: ReadFile[] = [];
  for (const named of all) files.push({ file: nameOf(named), named, content: await readBytes(named, access, { help }) });
  return files;
}

const nameOf = (named: Named): string => (descriptorOf(named) === 0 ? standardInput : named.type === 'typed' ? named.path : named.name);

/** Whether a file is a stream, which cannot be replaced: its new text goes to standard output. */
export const isStream = ({ named }: ReadFile): boolean => descriptorOf(named) !== undefined;

function assignments(given: readonly string[]): { [name: string]: string } {
  return Object.fromEntries(
    given.map((text) => {
      const at = text.indexOf('=');
      if (at < 1) throw new Failure('usage', `--var ${quote(text)} is not NAME=VALUE.`, { help: 'For example: --var release=1.4.2' });
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

const prefix = 'SNAPSPEC_VAR_';

function fromEnvironment(environment: Host['environment']): { [name: string]: string } {
  const found = Object.entries(environment).filter(([name, value]) => name.startsWith(prefix) && value !== undefined);
  return Object.fromEntries(found.map(([name, value]) => [name.slice(prefix.length), value as string]));
}

/** A variable on the command line that no file declares is a typing error, and would be ignored silently. */
export function refuseUndeclared(declared: readonly string[], given: { readonly [name: string]: string }): void {
  const unknown = Object.keys(given).find((name) => !declared.includes(name));
  if (unknown === undefined) return;
  const near = suggest(unknown, declared);
  throw new Failure('usage', `--var ${unknown}: the spec does not declare this variable.`, {
    help: near.length > 0 ? `Did you mean ${near[0]}?` : `Declared: ${declared.join(', ') || 'none'}.`,
  });
}

/** The files of a spec, and the options to analyze them with. */
export type SpecFiles = {
  readonly files: readonly ReadFile[];
  /** Variables of the command line. */
  readonly given: { readonly [name: string]: string };
  readonly frontOptions: AnalyzeOptions;
  readonly folder: string;
};

/**
 * Reads the files that the options name.
 * @throws Failure `usage` for a file that cannot be read or an option that makes no sense
 */
export async function readSpec(options: SpecOptions & SeverityFlags, io: Host, unresolved: 'error' | 'info'): Promise<SpecFiles> {
  const files = await readFiles(options.file, options, io);
  const given = assignments(options.var ?? []);
  const year = new Date(io.clock.now()).getUTCFullYear();
  const first = files.find((one) => !isStream(one));
  const folder = first === undefined ? io.cwd : dirname(resolve(io.cwd, first.file));
  const frontOptions = {
    variables: { ...fromEnvironment(io.environment), ...given },
    unresolved,
    year,
    ...overridesFromFlags(options),
  };
  return { files, given, frontOptions, folder };
}

/** A spec that was read, and the folder of its first file. */
export type LoadedSpec = Analysis & { readonly folder: string };

/**
 * Reads and compiles the spec that the options name.
 * @throws Failure `usage` for a file that cannot be read or a variable that is not declared
 */
export async function loadSpec(options: SpecOptions & SeverityFlags, io: Host, unresolved: 'error' | 'info'): Promise<LoadedSpec> {
  const { files, given, frontOptions, folder } = await readSpec(options, io, unresolved);
  const loaded = analyze(files, frontOptions);
  if (loaded.variables) refuseUndeclared(loaded.variables, given);
  return { ...loaded, folder };
}
