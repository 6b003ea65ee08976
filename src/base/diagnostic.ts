/** The service would refuse it, it is unwise, or it is advice. */
export type Severity = 'error' | 'warning' | 'info';

/** Keys and indices from the root of a file; the printer finds the line. */
export type Path = readonly (string | number)[];

/** Which characters to mark, in a file that is not named yet. A rule names a path; only a parser, which has no path yet, names offsets. */
export type Spot =
  | {
      readonly path: Path;
      /**
       * The value where this is absent; else its key, its text without quotes, its key and its value (`entry`), or a whole
       * entry or item with its separator (its line, its comma): the range that is deleted when it is removed. Three are of
       * edits alone: another entry goes `before` an entry, what a key holds goes `below` one more key, or goes `above`, in the
       * place of the key itself.
       */
      readonly part?: 'key' | 'text' | 'entry' | 'whole' | 'before' | 'below' | 'above';
      /** A part of a text value, or of a key, in UTF-16 units from its first character. */
      readonly within?: readonly [from: number, to: number];
    }
  | { readonly range: readonly [from: number, to: number] };

/** A spot of a file. */
export type Place = { readonly file: string } & Spot;

/** A page that states a fact, and the day it was read (YYYY-MM-DD). */
export type Source = { readonly page: string; readonly read: string };

/** A change of the text that removes a finding. Unsafe means that it may change what is backed up. */
export type Fix<P = Place> = {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly { readonly place: P; readonly text: string }[];
};

/** A finding in a spec: what, where, why, and what to do. */
export type Diagnostic<P = Place> = {
  /** Stable name of the rule; it does not depend on the severity. */
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

/** The result of a stage: the best value that it could make, and all its findings. */
export type Checked<T> = { readonly value: T | undefined; readonly diagnostics: readonly Diagnostic[] };

/** Whether any finding is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((found) => found.severity === 'error');
}
