import { Failure } from '../../base/failure.ts';
import { suggest } from '../../base/suggest.ts';
import { choices, quote } from '../../base/text.ts';
import { exits } from '../exit-codes.ts';
import type { Host } from '../host.ts';
import { publishedSchema } from '../published-schema.ts';
import { schemaNames } from '../schema-names.ts';

/** Prints a JSON Schema of the package, for an editor or a program that has no path to it. */
export async function printSchema(given: string, io: Host): Promise<number> {
  const name = schemaNames.find((one) => one === given);
  if (name === undefined) {
    const near = suggest(given, schemaNames);
    throw new Failure('usage', `There is no schema of the name ${quote(given)}.`, {
      help: `${near.length > 0 ? `Did you mean ${choices(near)}? ` : ''}There are ${choices(schemaNames, 'and')}.`,
    });
  }
  io.stdout(await publishedSchema(name, io));
  return exits.ok;
}
