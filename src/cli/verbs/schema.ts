import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from '../../base/failure.ts';
import { suggest } from '../../base/suggest.ts';
import { choices, quote } from '../../base/text.ts';
import { found, nearestWith, readText } from '../../files/index.ts';
import { exits } from '../exit-codes.ts';
import { accessOf } from '../host.ts';
import type { Host } from '../host.ts';
import { schemaFile, schemaNames } from '../schema-names.ts';

/** Prints a JSON Schema of the package, for an editor or a program that has no path to it. */
export async function printSchema(given: string, io: Host): Promise<number> {
  const name = schemaNames.find((one) => one === given);
  if (name === undefined) {
    const near = suggest(given, schemaNames);
    throw new Failure('usage', `There is no schema of the name ${quote(given)}.`, {
      help: `${near.length > 0 ? `Did you mean ${choices(near)}? ` : ''}There are ${choices(schemaNames, 'and')}.`,
    });
  }
  const folder = nearestWith(dirname(fileURLToPath(import.meta.url)), schemaFile(name));
  if (folder === undefined)
    throw new Failure('usage', `${schemaFile(name)} is not part of this installation.`, { help: 'Install the package again.' });
  io.stdout(await readText(found(folder, schemaFile(name)), accessOf(io, {})));
  return exits.ok;
}
