import type { Diagnostic } from '../base/diagnostic.ts';
import { hasErrors } from '../base/diagnostic.ts';
import type { Located } from '../read/locate.ts';
import { unknownRules, weigh } from './severity.ts';
import type { Weighing } from './severity.ts';
import { suppress } from './suppress.ts';
import type { Suppressed } from './suppress.ts';

/** How findings are heard: what the command line says beside the spec. */
export type HearOptions = {
  /** Flags on what findings weigh; they win over the `lint` section. */
  readonly weighing?: Weighing;
  /** Set to hear also what comments keep back. */
  readonly noIgnores?: boolean;
  /** All codes of findings; absent where the caller does not know, and then unknown ones are not reported. */
  readonly codes?: readonly string[];
};

/** What the spec says of findings, and where. */
export type Weighed = { readonly weighing: Weighing; readonly weighedIn: string };

export type Heard = { readonly diagnostics: readonly Diagnostic[]; readonly suppressed: readonly Suppressed[] };

/**
 * Findings as the people of a spec want to hear them: without what its comments keep back, and with the weight
 * that its `lint` section and the command line give them.
 *
 * Lint obeys in everything. For plan and apply errors stand: an entry with an error is not compiled, so going on
 * without it would leave a backup out, or take one for no longer wanted.
 */
export function hear(
  found: readonly Diagnostic[],
  documents: ReadonlyMap<string, Located>,
  { weighing: section, weighedIn }: Weighed,
  {
    weighing: flags = {},
    noIgnores,
    codes,
    errorsStand,
    complete = true,
  }: HearOptions & { readonly errorsStand: boolean; readonly complete?: boolean },
): Heard {
  const known = codes && { known: codes };
  const kept = noIgnores
    ? { heard: found, suppressed: [] }
    : suppress(found, documents, { errorsStand, complete: complete && !hasErrors(found), ...known });
  const remarks = codes ? unknownRules(section, codes, weighedIn) : [];
  const weights = { section, flags, errorsStand };
  const suppressed = kept.suppressed.flatMap((one) => weigh([one.found], weights).map((weighed) => ({ ...one, found: weighed })));
  return { diagnostics: weigh([...kept.heard, ...remarks], weights), suppressed };
}
