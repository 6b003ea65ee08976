import type { Diagnostic, Place } from '../base/diagnostic.ts';
import type { Located } from '../read/source-span.ts';
import { scopeFor, scopesOf } from './scopes.ts';
import type { SuppressionScope, ScopeIndex } from './scopes.ts';
import { suppressionsIn } from './comments.ts';
import type { Suppression } from './comments.ts';
import { renamedInComments } from './renamed.ts';
import { unusedSuppressions } from './unused.ts';
import type { UnusedOptions } from './unused.ts';

/** A finding that a comment in the spec suppresses, with the reason that it gives. */
export type Suppressed = { readonly found: Diagnostic; readonly reason: string; readonly place: Place };

export type SuppressOptions = UnusedOptions & {
  /** For plan and apply: errors are reported all the same. */
  readonly errorsStand: boolean;
};

export type SuppressionResult = {
  /** What is left, in its order, and after it the findings about the ignores themselves. */
  readonly reported: readonly Diagnostic[];
  readonly suppressed: readonly Suppressed[];
};

/** Removes the findings that comments in the files suppress. */
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
  const reported: Diagnostic[] = [];
  const suppressed: Suppressed[] = [];
  for (const one of found) {
    const scope = index.size === 0 ? undefined : scopeFor(one, documents, index);
    if (scope) scope.used = true;
    if (!scope) reported.push(one);
    else if (options.errorsStand && one.severity === 'error')
      reported.push({
        ...one,
        notes: [...(one.notes ?? []), 'This ignore applies to lint only: plan and apply need a spec without errors.'],
      });
    else suppressed.push({ found: one, reason: scope.ignore.reason, place: placeOf(scope.ignore) });
  }
  const own = [
    ...faults,
    ...renamedInComments(read.flatMap((one) => one.ignores)),
    ...(all.length > 0 ? unusedSuppressions(all, documents, options) : []),
  ];
  return { reported: [...reported, ...own], suppressed };
}

export function placeOf({ file, comment }: Suppression): Place {
  return { file, range: [comment.start, comment.start + comment.text.trimEnd().length] };
}
