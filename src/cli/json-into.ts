import { Failure } from '../base/failure.ts';
import { found, makeFolder, typed, writeFile } from '../files/index.ts';
import type { Named } from '../files/index.ts';
import { printFailure } from './failures.ts';
import { exits } from './exit-codes.ts';
import { accessOf } from './host.ts';
import type { FileOptions, Host } from './host.ts';

/** The flag that writes the JSON document beside the text. */
export type JsonInto = FileOptions & { readonly jsonInto?: string };

/** Ids, names and tags are nobody else's business. */
const mode = 0o600;

function write(named: Named, text: string, options: JsonInto, io: Host): void {
  writeFile(named, text, accessOf(io, options), { mode, help: 'Name a file that can be written with --json-into.' });
}

/**
 * Writes a JSON document where `--json-into` says; nothing without the flag.
 * @throws Failure `usage` where it cannot be written
 */
export function writeJsonInto(text: string, options: JsonInto, io: Host): void {
  const { jsonInto } = options;
  if (jsonInto === undefined) return;
  if (jsonInto === '-') io.stdout(text);
  else write(typed(jsonInto), text, options, io);
}

/**
 * Keeps a receipt in a file: that of `--json-into`, else `.snapspec/<stack>.receipt.json` beside the spec. What was done is
 * done, and its report is printed: where the file of the folder cannot be written, that is only said.
 * @returns the exit code that it asks for
 */
export function keepReceipt(
  text: string,
  { folder, stack }: { readonly folder: string; readonly stack: string },
  options: JsonInto,
  io: Host,
): number {
  try {
    if (options.jsonInto !== undefined) writeJsonInto(text, options, io);
    else write(found(makeFolder(folder, '.snapspec', accessOf(io, options)), `${stack}.receipt.json`), text, options, io);
    return exits.ok;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (options.jsonInto !== undefined) return printFailure(error, io);
    io.stderr(`warning: The receipt is not kept in a file. ${error.message}\n`);
    return exits.ok;
  }
}
