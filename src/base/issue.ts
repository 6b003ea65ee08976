import type { Diagnostic, Path, Place, Spot } from './diagnostic.ts';

/**
 * A finding that does not know its file yet: its paths begin at the value that a stage was asked about (a field, an entry,
 * a schedule). Whoever asked knows the place of that value, and makes a diagnostic of the issue.
 */
export type Issue = Diagnostic<Spot> & { readonly place: Spot };

/** Where the paths of an issue begin. */
export type Base = { readonly file: string; readonly path: Path };

/** A finding with each of its places changed, and nothing else. */
export function mapPlaces<P, Q>({ place, related, fix, ...rest }: Diagnostic<P>, change: (place: P) => Q): Diagnostic<Q> {
  return {
    ...rest,
    ...(place !== undefined && { place: change(place) }),
    ...(related && { related: related.map((one) => ({ ...one, place: change(one.place) })) }),
    ...(fix && { fix: { ...fix, edits: fix.edits.map((edit) => ({ ...edit, place: change(edit.place) })) } }),
  };
}

/** A spot in its file. */
function placeAt(spot: Spot, { file, path }: Base): Place {
  return 'range' in spot ? { ...spot, file } : { ...spot, file, path: [...path, ...spot.path] };
}

/** An issue as a diagnostic of a file. */
export function diagnosticAt(issue: Issue, base: Base): Diagnostic {
  return mapPlaces(issue, (spot) => placeAt(spot, base));
}

/** An issue of a value as an issue of what holds that value at a path. */
export function issueBelow(issue: Issue, path: Path): Issue {
  const below = (spot: Spot): Spot => ('range' in spot ? spot : { ...spot, path: [...path, ...spot.path] });
  return { ...mapPlaces(issue, below), place: below(issue.place) };
}
