import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from '../base/failure.ts';
import { found, nearestWith, readText } from '../files/index.ts';
import { accessOf } from './host.ts';
import type { Host } from './host.ts';
import { schemaFile } from './schema-names.ts';
import type { SchemaName } from './schema-names.ts';

/** The folder of this package, found from wherever this file was built to. */
export const ownPackage = (): string | undefined => nearestWith(dirname(fileURLToPath(import.meta.url)), schemaFile('spec'));

/**
 * The text of a JSON Schema, from the file of the package: a copy in a bundle would be downloaded twice.
 * @throws Failure `usage` where the package is not whole
 */
export async function publishedSchema(name: SchemaName, io: Host): Promise<string> {
  const folder = ownPackage();
  if (folder === undefined)
    throw new Failure('usage', `${schemaFile(name)} is not part of this installation.`, { help: 'Install the package again.' });
  return readText(found(folder, schemaFile(name)), accessOf(io, {}));
}
