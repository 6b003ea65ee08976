import type { Diagnostic, Place } from '../base/diagnostic.ts';
import type { Located } from '../read/source-span.ts';
import { scopeFor, scopesOf } from './scopes.ts';
import type { SuppressionScope, ScopeIndex } from './scopes.ts';
import { suppressionsIn } from './comments.ts';
import type { Suppression } from './comments.ts';
import { unusedSuppressions } from './unused.ts';
import type { UnusedOptions } from './unused.ts';

/** A finding that a comment in the spec keeps back, with the reason that it gives. */
export type Suppressed = { readonly found: Diagnostic; readonly reason: string; readonly place: Place };

export type SuppressOptions = UnusedOptions & {
  /** For plan and apply: errors are reported all the same. */
  readonly errorsStand: boolean;
};

export type SuppressionResult = {
  /** What is left, in its order, and after it what is wrong with the ignores themselves. */
  readonly heard: readonly Diagnostic[];
  readonly suppressed: readonly Suppressed[];
};

/** Keeps back the findings that comments in the files speak of. */
export function suppress(
  found: readonly Diagnostic[],
  documents: ReadonlyMap<string, Located>,
  options: SuppressOptions,
): SuppressionResult {
  const read = [...documents].map(([file, document]) => ({ file, document, ...suppressionsIn(file, document) }));
  const faults = read.flatMap((one) => one.faults);
  const all: SuppressionScope[] = [];
  const index: ScopeIndex = new Map(
    read.filter((one) => one.ignores.length > 0).map(({ file, document, ignores }) => [file, scopesOf(ignores, document, all)]),
  );
  const heard: Diagnostic[] = [];
  const suppressed: Suppressed[] = [];
  for (const one of found) {
    const claim = index.size === 0 ? undefined : scopeFor(one, documents, index);
    if (claim) claim.used = true;
    if (!claim) heard.push(one);
    else if (options.errorsStand && one.severity === 'error')
      heard.push({
        ...one,
        notes: [...(one.notes ?? []), 'the ignore here holds for lint only: plan and apply need a spec without errors'],
      });
    else suppressed.push({ found: one, reason: claim.ignore.reason, place: placeOf(claim.ignore) });
  }
  return { heard: [...heard, ...faults, ...unusedSuppressions(all, documents, options)], suppressed };
}

function placeOf({ file, comment }: Suppression): Place {
  return { file, range: [comment.start, comment.start + comment.text.trimEnd().length] };
}
