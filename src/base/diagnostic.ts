/** How much a finding weighs: the service would refuse it, it is unwise, or it is advice. */
export type Severity = 'error' | 'warning' | 'info';

/** A route of keys and indices from the root of a file; the printer finds the line. */
export type Path = readonly (string | number)[];

/** Which characters are meant, in a file that is not named yet. A rule names a path; only a parser, which has no path yet, names offsets. */
export type Spot =
  | {
      readonly path: Path;
      /**
       * The value is meant where this is absent; else its key, the inside of its text without quotes, or all of an
       * entry or item with what parts it from its neighbours (its line, its comma): what goes when it is removed.
       */
      readonly part?: 'key' | 'text' | 'whole';
      /** A part of a text value, in UTF-16 units from its first character. */
      readonly within?: readonly [from: number, to: number];
    }
  | { readonly range: readonly [from: number, to: number] };

/** A spot of a file. */
export type Place = { readonly file: string } & Spot;

/** A page that states a fact, and the day it was read (YYYY-MM-DD). */
export type Source = { readonly page: string; readonly read: string };

/** A change of the text that mends a finding. Unsafe means that it may change what is backed up. */
export type Fix<P = Place> = {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly { readonly place: P; readonly text: string }[];
};

/** One thing found in a spec: what, where, why, and what to do. */
export type Diagnostic<P = Place> = {
  /** Stable name of the finding; it says nothing of the severity. */
  readonly code: string;
  readonly severity: Severity;
  /** One sentence that reads alone in a log: the field, the value, the limit and who sets it. */
  readonly message: string;
  readonly place?: P;
  /** A few words under the marked characters. */
  readonly label?: string;
  /** Other places that explain this one. */
  readonly related?: readonly { readonly place: P; readonly message: string }[];
  /** What to do about it. */
  readonly help?: string;
  readonly notes?: readonly string[];
  readonly sources?: readonly Source[];
  /** The pages do not agree on it; under strict the narrower reading is taken, and it is an error. */
  readonly disputed?: true;
  readonly fix?: Fix<P>;
};

/** A stage's answer: the best value that it could make, and all that it found on the way. */
export type Checked<T> = { readonly value: T | undefined; readonly diagnostics: readonly Diagnostic[] };

/** Whether any finding is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((found) => found.severity === 'error');
}
