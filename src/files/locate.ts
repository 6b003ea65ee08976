import { lstatSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import type { Access, Named } from './access.ts';
import { codeOf, failed, reasonOf } from './failures.ts';
import type { Purpose } from './failures.ts';

/** Where a file really is. */
export type Located = {
  /** As the person knows it. */
  readonly shown: string;
  /** Without any link; it may not exist yet. */
  readonly real: string;
  readonly exists: boolean;
  /** Whether the file itself is a link. */
  readonly link: boolean;
};

/** The folders into which links may lead. */
type Own = {
  /** That of the run. */
  readonly run: string;
  /** The repository in which it lies. */
  readonly repository: string | undefined;
  readonly allowed: readonly string[];
};

/** Whether a path lies in a folder, or is it. Both are real. */
export function inside(folder: string | undefined, path: string): boolean {
  if (folder === undefined) return false;
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

const isThere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

export function realOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

/** A folder and all above it, the nearest first. */
function upwards(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...upwards(above)];
}

function ownFolders({ cwd, allow = [] }: Access): Own {
  const run = realpathSync(cwd);
  const repository = upwards(run).find((one) => isThere(join(one, '.git')));
  return { run, repository, allowed: allow.map((path) => allowedFolder(resolve(cwd, path), path)) };
}

function allowedFolder(path: string, shown: string): string {
  const real = realOf(path);
  if (real === undefined)
    throw new Failure('usage', `--allow-path ${quote(shown)} is not a folder that can be reached.`, {
      help: 'Create the folder, or leave the flag out.',
    });
  return real;
}

/**
 * The folder that was typed, unless the way to it enters our repository and leaves it again: that is the work of a link
 * in the repository, which its authors made.
 */
function typedFolder(path: string, { repository }: Own): string | undefined {
  const folder = realOf(dirname(path));
  const enters = upwards(dirname(path)).some((one) => inside(repository, realOf(one) ?? sep));
  return enters && folder !== undefined && !inside(repository, folder) ? undefined : folder;
}

/** What the system makes of processes and devices: a link of a repository never means it. */
const isOfTheSystem = (path: string): boolean => /^\/(?:proc|sys|dev)\//.test(path);

function mayEnd(named: Named, path: string, real: string, access: Access): boolean {
  if (access.closed) return inside(realOf(access.cwd), real);
  const folder = named.type === 'found' ? realOf(named.folder) : undefined;
  if (named.type === 'found' && folder !== undefined && real === join(folder, named.name)) return true;
  const own = ownFolders(access);
  if (own.allowed.some((one) => inside(one, real))) return true;
  if (isOfTheSystem(real) && !isOfTheSystem(path)) return false;
  return [own.run, own.repository, named.type === 'typed' ? typedFolder(path, own) : undefined].some((one) => inside(one, real));
}

/**
 * Follows a path to its end.
 * @throws Failure `usage` where a link leads elsewhere than into the folder of the run, its repository, the folder that
 * was typed or an allowed one, and where the path cannot be followed
 */
export function locate(named: Named, access: Access, purpose: Purpose = {}): Located {
  const path = named.type === 'typed' ? resolve(access.cwd, named.path) : join(named.folder, named.name);
  const shown = named.type === 'typed' ? named.path : fromRun(path, access);
  const { real, exists } = endOf(path, shown, purpose);
  if (!mayEnd(named, path, real, access))
    throw access.closed ? failed(shown, 'it does not lie below the root', purpose) : leadsOut(shown, real, purpose);
  return { shown, real, exists, link: lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false };
}

function fromRun(path: string, { cwd }: Access): string {
  const way = relative(cwd, path);
  return way.startsWith('..') || isAbsolute(way) ? path : way;
}

/** The real path; that of a file which is not there yet is in its real folder. */
function endOf(path: string, shown: string, purpose: Purpose): Pick<Located, 'real' | 'exists'> {
  try {
    return { real: realpathSync(path), exists: true };
  } catch (cause) {
    if (codeOf(cause) !== 'ENOENT') throw failed(shown, reasonOf(cause), purpose, cause);
    if (isThere(path)) throw failed(shown, 'it is a link that leads to no file', purpose, cause);
    const folder = realOf(dirname(path));
    if (folder === undefined) throw failed(shown, 'no such file', purpose, cause);
    return { real: join(folder, basename(path)), exists: false };
  }
}

function leadsOut(shown: string, real: string, { to }: Purpose): Failure {
  return failed(shown, `a link in its path leads out of this folder and its repository, to ${quote(real)}`, {
    to,
    help: 'Name the file itself, or allow the folder that it is in with --allow-path DIR.',
  });
}
