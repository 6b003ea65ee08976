import type { Diagnostic } from '../../base/diagnostic.ts';
import type { Documents } from '../location.ts';
import { spanOf } from '../location.ts';

/** By file, place and code, whatever order the rules ran in; findings without a place come first. */
export function inOrder(diagnostics: readonly Diagnostic[], documents: Documents): Diagnostic[] {
  const keyed = diagnostics.map((diagnostic) => {
    const { place, code } = diagnostic;
    const start = place ? (spanOf(place, documents)?.start ?? 0) : 0;
    return { diagnostic, file: place?.file ?? '', start, code };
  });
  keyed.sort((a, b) => compare(a.file, b.file) || a.start - b.start || compare(a.code, b.code));
  return keyed.map(({ diagnostic }) => diagnostic);
}

/** By code units: the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
