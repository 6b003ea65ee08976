import type { Command } from 'commander';
import codes from '../../../schema/codes.js';
import { grammarOf } from '../../completion/grammar.ts';
import * as shells from '../../completion/index.ts';
import { explainableCodes } from '../../docs/explained.ts';
import { formatOf } from '../../report/formats.ts';
import { levels } from '../../suppressions/severity.ts';
import { exits } from '../exit-codes.ts';
import type { Host } from '../host.ts';
import { schemaNames } from '../schema-names.ts';

/** Prints the script by which a shell completes the verbs, flags and values of a program. */
export async function completion(program: Command, shell: keyof typeof shells, io: Host): Promise<number> {
  const grammar = grammarOf(program, {
    code: { type: 'words', words: explainableCodes() },
    'schema name': { type: 'words', words: schemaNames },
    'code=severity': { type: 'pairs', names: codes, values: levels },
  });
  io.stdout(formatOf(shells, shell)(grammar));
  return exits.ok;
}
