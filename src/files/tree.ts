import { lstatSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { codeOf, reasonOf } from './failures.ts';
import type { Environment } from './git.ts';
import { gitIn } from './git.ts';
import { realOf } from './locate.ts';
import { nearestWith } from './temporary.ts';

/** The files below a folder, relative to it and sorted, and what stood in the way of a better answer. */
export type Tree = {
  readonly files: readonly string[];
  /** Why what git ignores may be among them. */
  readonly note?: string;
  /** Folders that could not be read, with the reason. */
  readonly unread: readonly { readonly folder: string; readonly why: string }[];
};

/** What nobody wrote in this project. */
const isForeign = (path: string): boolean => path.split(/[\\/]/).some((part) => part === 'node_modules' || part === '.git');

/** All files below a folder; links to folders are not followed. */
function walk(folder: string): Tree {
  const files: string[] = [];
  const unread: { folder: string; why: string }[] = [];
  const visit = (at: string): void => {
    const entries = entriesOf(at, (why) => unread.push({ folder: at, why }));
    for (const entry of entries) {
      const path = join(at, entry.name);
      if (isForeign(entry.name)) continue;
      if (entry.isDirectory()) visit(path);
      else files.push(relative(folder, path));
    }
  };
  visit(folder);
  return { files, unread };
}

function entriesOf(folder: string, failed: (why: string) => void) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (cause) {
    // A folder that has gone meanwhile holds nothing.
    if (codeOf(cause) !== 'ENOENT') failed(reasonOf(cause));
    return [];
  }
}

/** What git tracks or would track of a folder; undefined where it does not answer. */
async function asked(repository: string, folder: string, environment: Environment): Promise<readonly string[] | undefined> {
  try {
    const git = gitIn(repository, environment, 'lint of a folder');
    const within = relative(repository, folder).split(sep).join('/');
    const paths = within === '' ? [] : ['--', within];
    const { code, stdout } = await git('ls-files', '-z', '--cached', '--others', '--exclude-standard', '--full-name', ...paths);
    if (code !== 0) return undefined;
    const names = stdout
      .toString('utf8')
      .split('\0')
      .filter((name) => name !== '');
    return names.map((name) => relative(folder, join(repository, name))).filter((name) => !name.startsWith('..'));
  } catch {
    return undefined;
  }
}

/** A folder is listed where it is another repository, and a file may be gone that git still tracks. */
const isFile = (path: string): boolean => {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats !== undefined && !stats.isDirectory();
};

/**
 * The files below a folder that git does not ignore, without those of installed packages.
 * It throws nothing: it is bundled on its own, where the classes of what is thrown are others.
 */
export async function treeOf(folder: string, environment: Environment): Promise<Tree> {
  const sorted = (files: readonly string[]): readonly string[] => [...new Set(files)].sort();
  const real = realOf(folder) ?? folder;
  const repository = nearestWith(real, '.git');
  const known = repository === undefined ? undefined : await asked(repository, real, environment);
  if (known !== undefined) return { files: sorted(known.filter((name) => !isForeign(name) && isFile(join(real, name)))), unread: [] };
  const { files, unread } = walk(real);
  return {
    files: sorted(files),
    unread,
    ...(repository !== undefined && { note: 'git did not say which files it ignores, so that all were looked at' }),
  };
}
