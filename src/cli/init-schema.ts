import { join, relative, sep } from 'node:path';
import { nearestWith } from '../files/index.ts';
import { schemaFile } from '../init/files.ts';
import { ownPackage } from './published-schema.ts';

const schemas = 'schema';
const inPackage = join(schemas, schemaFile);
const installed = join('node_modules', 'snapspec', inPackage);

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
