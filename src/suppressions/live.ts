import type { Diagnostic } from '../base/diagnostic.ts';
import type { Located } from '../read/source-span.ts';
import { suppressionsIn } from './comments.ts';
import { scopeFor, scopesOf } from './scopes.ts';
import type { ScopeIndex } from './scopes.ts';
import { applySeverities } from './severity.ts';
import type { SeverityConfig } from './severity.ts';
import { placeOf } from './suppress.ts';
import type { Suppressed } from './suppress.ts';

/** What a spec and a command line choose of findings: for those that come later, when the cloud was read. */
export type Overrides = {
  /** The `lint` section of the spec. */
  readonly section: SeverityConfig;
  /** The command line, which wins. */
  readonly flags: SeverityConfig;
  readonly documents: ReadonlyMap<string, Located>;
  /** Set to report also what comments suppress. */
  readonly noIgnores?: boolean;
};

/** Whether a finding may be chosen otherwise: freely, by `lint.rules` and never off, or not at all. */
export type Freedom = 'free' | 'severity' | 'none';

/** What became of a finding: reported, ignored by a comment, or off. */
export type Weighed = { readonly reported?: Diagnostic; readonly suppressed?: Suppressed };

const standingNote = 'This ignore applies to lint only: for plan and apply, what holds something back stays as it is.';

/** Weighs findings that only the cloud shows, by the comments and the choices that those of lint are weighed by. */
export function liveWeigher({ section, flags, documents, noIgnores }: Overrides): (found: Diagnostic, freedom: Freedom) => Weighed {
  const index: ScopeIndex = noIgnores
    ? new Map()
    : new Map(
        [...documents].flatMap(([file, document]) => {
          const { ignores } = suppressionsIn(file, document);
          return ignores.length === 0 ? [] : [[file, scopesOf(ignores, document, [])] as const];
        }),
      );
  return (found, freedom) => {
    const scope = index.size === 0 ? undefined : scopeFor(found, documents, index);
    const [weighed] = freedom === 'none' ? [found] : applySeverities([found], { section, flags, errorsStand: false });
    if (scope !== undefined && freedom === 'free')
      return weighed === undefined ? {} : { suppressed: { found: weighed, reason: scope.ignore.reason, place: placeOf(scope.ignore) } };
    const kept = weighed ?? (freedom === 'severity' ? { ...found, severity: 'info' as const } : undefined);
    if (kept === undefined) return {};
    return { reported: scope === undefined ? kept : { ...kept, notes: [...(kept.notes ?? []), standingNote] } };
  };
}
