import type { Diagnostic } from '../base/diagnostic.ts';
import { hasErrors } from '../base/diagnostic.ts';
import type { Located } from '../read/source-span.ts';
import { unknownRules, applySeverities } from './severity.ts';
import type { SeverityConfig } from './severity.ts';
import { suppress } from './suppress.ts';
import type { Suppressed } from './suppress.ts';

/** How findings are heard: what the command line says beside the spec. */
export type OverrideOptions = {
  /** Flags on what findings weigh; they win over the `lint` section. */
  readonly severities?: SeverityConfig;
  /** Set to hear also what comments keep back. */
  readonly noIgnores?: boolean;
  /** All codes of findings; absent where the caller does not know, and then unknown ones are not reported. */
  readonly codes?: readonly string[];
};

/** What the spec says of findings, and where. */
export type SpecOverrides = { readonly severities: SeverityConfig; readonly severitiesFile: string };

export type ReportedFindings = { readonly diagnostics: readonly Diagnostic[]; readonly suppressed: readonly Suppressed[] };

/**
 * Findings as the people of a spec want to hear them: without what its comments keep back, and with the weight
 * that its `lint` section and the command line give them.
 *
 * Lint obeys in everything. For plan and apply errors stand: an entry with an error is not compiled, so going on
 * without it would leave a backup out, or take one for no longer wanted.
 */
export function applyOverrides(
  found: readonly Diagnostic[],
  documents: ReadonlyMap<string, Located>,
  { severities: section, severitiesFile }: SpecOverrides,
  {
    severities: flags = {},
    noIgnores,
    codes,
    errorsStand,
    complete = true,
  }: OverrideOptions & { readonly errorsStand: boolean; readonly complete?: boolean },
): ReportedFindings {
  const known = codes && { known: codes };
  const kept = noIgnores
    ? { heard: found, suppressed: [] }
    : suppress(found, documents, { errorsStand, complete: complete && !hasErrors(found), ...known });
  const remarks = codes ? unknownRules(section, codes, severitiesFile) : [];
  const weights = { section, flags, errorsStand };
  const suppressed = kept.suppressed.flatMap((one) => applySeverities([one.found], weights).map((weighed) => ({ ...one, found: weighed })));
  return { diagnostics: applySeverities([...kept.heard, ...remarks], weights), suppressed };
}
