import schema from '../../../schema/snapspec.schema.json';
import { exits } from '../exit-codes.ts';
import type { Host } from '../host.ts';

/** Prints the JSON Schema of a spec, for an editor without network. */
export async function printSchema(io: Host): Promise<number> {
  io.stdout(`${JSON.stringify(schema, null, 2)}\n`);
  return exits.ok;
}
