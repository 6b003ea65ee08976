import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { Failure } from '../base/failure.ts';
import { suggest } from '../base/suggest.ts';
import { quote } from '../base/text.ts';
import { analyze } from '../frontend/analyze.ts';
import type { Analysis, AnalyzeOptions } from '../frontend/analyze.ts';
import { overridesFromFlags } from './severity-flags.ts';
import type { SeverityFlags } from './severity-flags.ts';
import type { Host } from './host.ts';

/** The options of every verb that reads a spec. */
export type SpecOptions = { readonly file?: readonly string[]; readonly var?: readonly string[] };

/** A file as it was read. */
export type ReadFile = { readonly file: string; readonly content: Uint8Array };

/** The file name of standard input. */
export const standardInput = '<stdin>';

/** The spec that is read where none is named. */
export const defaultSpec = 'snapspec.yaml';

function whyUnreadable(error: unknown): string {
  const code = (error as { code?: string }).code;
  return code === 'ENOENT'
    ? 'no such file'
    : code === 'EISDIR'
      ? 'it is a folder'
      : code === 'EACCES'
        ? 'permission denied'
        : `${code ?? 'unknown error'}`;
}

/** The absolute path of a file as the person named it. */
export const pathOf = (file: string, io: Host): string => (isAbsolute(file) ? file : join(io.cwd, file));

async function contentOf(file: string, io: Host): Promise<Uint8Array> {
  if (file === '-') return io.stdin();
  try {
    return readFileSync(pathOf(file, io));
  } catch (error) {
    throw new Failure('usage', `Cannot read ${quote(file)}: ${whyUnreadable(error)}.`, {
      help: `Name the spec with -f FILE (- is standard input), or run in a folder with a ${defaultSpec}.`,
    });
  }
}

/**
 * Reads files by the names that the person gave, `-` for standard input; without a name, the spec of the folder.
 * @throws Failure `usage` for one that cannot be read
 */
export async function readFiles(given: readonly string[] | undefined, io: Host): Promise<ReadFile[]> {
  const files: ReadFile[] = [];
  for (const name of given && given.length > 0 ? given : [defaultSpec])
    files.push({ file: name === '-' ? standardInput : name, content: await contentOf(name, io) });
  return files;
}

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
  const files = await readFiles(options.file, io);
  const given = assignments(options.var ?? []);
  const year = new Date(io.clock.now()).getUTCFullYear();
  const first = files.find(({ file }) => file !== standardInput);
  const folder = first === undefined ? io.cwd : join(pathOf(first.file, io), '..');
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
