import { lstatSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Access, Named } from './access.ts';
import { found, typed } from './access.ts';
import { codeOf, failed, reasonOf, typeName } from './failures.ts';
import { locate } from './locate.ts';
import { nearestWith } from './temporary.ts';
import { writeFile } from './write.ts';

/**
 * A folder of ours in one that is there: a real one, or none. A new one keeps itself out of the repository that it most
 * often stands in.
 * @throws Failure `usage` where it is a link or a file, or cannot be made
 */
export function makeFolder(parent: string, name: string, access: Access): string {
  const path = join(parent, name);
  if (made(path)) writeFile(found(path, '.gitignore'), '*\n', access);
  const stats = lstatSync(path);
  if (!stats.isDirectory())
    throw failed(path, `it is ${typeName(stats)} and must be a folder`, {
      to: 'write',
      help: 'Remove it; snapspec creates the folder itself.',
    });
  return path;
}

/**
 * Makes the folders above a typed file that are not there.
 * @throws Failure `usage` where they cannot be made, or would be where a link may not lead
 */
export function makeParents(named: Named, access: Access): void {
  if (named.type === 'found') return;
  const folder = dirname(resolve(access.cwd, named.path));
  const nearest = nearestWith(folder, '.');
  if (nearest === folder || nearest === undefined) return;
  locate(typed(join(nearest, basename(folder))), access, { to: 'create' });
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw failed(folder, reasonOf(cause), { to: 'create' }, cause);
  }
}

/**
 * The names of the files in a folder that a person named, sorted.
 * @throws Failure `usage` where it is no folder, or cannot be read
 */
export function filesIn(path: string, { cwd }: Access): readonly string[] {
  try {
    const entries = readdirSync(resolve(cwd, path), { withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  } catch (cause) {
    throw failed(path, codeOf(cause) === 'ENOTDIR' ? 'it is not a folder' : reasonOf(cause), {}, cause);
  }
}

function made(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') return false;
    const help = 'Make the folder of the spec writable, or copy the spec and its seed to one that is.';
    throw failed(path, reasonOf(cause), { to: 'create', help }, cause);
  }
}

/**
 * Removes a file, if it is there.
 * @throws Failure `usage` for what is no regular file, or cannot be removed
 */
export function removeFile(named: Named, access: Access): void {
  const { real, shown, exists, link } = locate(named, access, { to: 'remove' });
  if (link) throw failed(shown, 'it is a link', { to: 'remove' });
  if (!exists) return;
  const stats = lstatSync(real);
  if (!stats.isFile()) throw failed(shown, `it is ${typeName(stats)}, not a file`, { to: 'remove' });
  try {
    rmSync(real, { force: true });
  } catch (cause) {
    throw failed(shown, reasonOf(cause), { to: 'remove' }, cause);
  }
}

/**
 * Whether what was named is a folder. What cannot be looked at is none, and is refused when it is read.
 * @throws Failure `usage` for a folder that lies where a link may not lead
 */
export function isFolder(named: Named, access: Access): boolean {
  const path = named.type === 'typed' ? resolve(access.cwd, named.path) : join(named.folder, named.name);
  if (!(statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false)) return false;
  locate(named, access);
  return true;
}
