import { explained, findCode } from '../../docs/explained.ts';
import { explainJson } from '../../docs/explain-text.ts';
import { exits } from '../exit-codes.ts';
import type { Host } from '../host.ts';

export type ExplainOptions = { readonly format: 'text' | 'json' };

/**
 * Explains a rule, an error code of the API or a constraint of the catalogue. A prefix lists the codes that begin with
 * it; without a code all are listed.
 * @throws Failure `usage` for a code that does not exist
 */
export async function explain(code: string | undefined, options: ExplainOptions, io: Host): Promise<number> {
  io.stdout(options.format === 'json' ? explainJson(findCode(code).entries) : explained(code, { color: io.color.stdout }));
  return exits.ok;
}
