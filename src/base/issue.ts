import type { Diagnostic, Fix, Path, Place, Spot } from './diagnostic.ts';

/**
 * A finding that does not know its file yet: its paths begin at the value that a stage was asked about (a field, an entry,
 * a schedule). Whoever asked knows where that stands, and makes a diagnostic of it.
 */
export type Issue = Diagnostic<Spot> & { readonly place: Spot };

/** Where the paths of an issue begin. */
export type Base = { readonly file: string; readonly path: Path };

/** A spot in its file. */
export function placeAt(spot: Spot, { file, path }: Base): Place {
  return 'range' in spot ? { ...spot, file } : { ...spot, file, path: [...path, ...spot.path] };
}

const fixAt = ({ edits, ...fix }: Fix<Spot>, base: Base): Fix => ({
  ...fix,
  edits: edits.map(({ place, text }) => ({ place: placeAt(place, base), text })),
});

/** An issue as a diagnostic of a file. */
export function diagnosticAt({ place, related, fix, ...issue }: Issue, base: Base): Diagnostic {
  return {
    ...issue,
    place: placeAt(place, base),
    ...(related && { related: related.map((one) => ({ ...one, place: placeAt(one.place, base) })) }),
    ...(fix && { fix: fixAt(fix, base) }),
  };
}

/** The text to write at a problem's place; without one its key and value are removed. */
export type ProblemFix = { readonly title: string; readonly safe: boolean; readonly text?: string };
