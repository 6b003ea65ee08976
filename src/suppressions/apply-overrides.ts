import type { Diagnostic } from '../base/diagnostic.ts';
import { hasErrors } from '../base/diagnostic.ts';
import type { Located } from '../read/source-span.ts';
import { renamedRules } from './renamed.ts';
import { unknownRules, applySeverities } from './severity.ts';
import type { SeverityConfig } from './severity.ts';
import { suppress } from './suppress.ts';
import type { Suppressed } from './suppress.ts';

/** What the command line sets beside the spec. */
export type OverrideOptions = {
  /** Severities of the flags; they win over the `lint` section. */
  readonly severities?: SeverityConfig;
  /** Set to report also what comments suppress. */
  readonly noIgnores?: boolean;
  /** All codes of findings; absent where the caller does not know, and then unknown ones are not reported. */
  readonly codes?: readonly string[];
  /** Those of them that only the cloud shows. */
  readonly liveCodes?: readonly string[];
};

/** What the spec itself sets, and its file. */
export type SpecOverrides = { readonly severities: SeverityConfig; readonly severitiesFile: string };

export type ReportedFindings = { readonly diagnostics: readonly Diagnostic[]; readonly suppressed: readonly Suppressed[] };

/**
 * Findings as a spec configures them: without what its comments suppress, and with the severities
 * of its `lint` section and the command line.
 *
 * Lint obeys in everything. For plan and apply errors stay errors: an entry with an error is not compiled, so going on
 * without it would leave a backup out, or treat one as no longer wanted.
 */
export function applyOverrides(
  found: readonly Diagnostic[],
  documents: ReadonlyMap<string, Located>,
  { severities: section, severitiesFile }: SpecOverrides,
  {
    severities: flags = {},
    noIgnores,
    codes,
    liveCodes,
    errorsStand,
    complete = true,
  }: OverrideOptions & { readonly errorsStand: boolean; readonly complete?: boolean },
): ReportedFindings {
  const known = { ...(codes && { known: codes }), ...(liveCodes && { live: liveCodes }) };
  const result = noIgnores
    ? { reported: found, suppressed: [] }
    : suppress(found, documents, { errorsStand, complete: complete && !hasErrors(found), ...known });
  const ofSection = [...(codes ? unknownRules(section, codes, severitiesFile) : []), ...renamedRules(section, severitiesFile)];
  const options = { section, flags, errorsStand };
  const suppressed = result.suppressed.flatMap((one) => applySeverities([one.found], options).map((set) => ({ ...one, found: set })));
  return { diagnostics: applySeverities([...result.reported, ...ofSection], options), suppressed };
}
