import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nearestWith } from '../files/index.ts';
import { schemaFile } from '../init/files.ts';

const schemas = 'schema';
const inPackage = join(schemas, schemaFile);
const installed = join('node_modules', 'snapspec', inPackage);

/** The folder of this package, found from wherever this file was built to. */
const ownPackage = (): string | undefined => nearestWith(dirname(fileURLToPath(import.meta.url)), inPackage);

/** As the first line of a spec names it: a path that begins at the spec, with slashes. */
function asPath(folder: string, file: string): string {
  const path = relative(folder, file).split(sep).join('/');
  return path.startsWith('.') ? path : `./${path}`;
}

/**
 * The JSON Schema that a spec in this folder can name by a path that others have too: that of the installed package, or of the
 * clone in which the folder lies. None where there is neither.
 */
export function schemaFor(folder: string): string | undefined {
  const withPackage = nearestWith(folder, installed);
  if (withPackage !== undefined) return asPath(folder, join(withPackage, installed));
  const own = ownPackage();
  const inOwn = own !== undefined && !relative(own, folder).startsWith('..');
  return inOwn ? asPath(folder, join(own, inPackage)) : undefined;
}
