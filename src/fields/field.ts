import type { Json } from '../base/json.ts';
import type { Fact } from '../facts/fact.ts';

export type { Range } from '../facts/fact.ts';

/** A rule on the characters of a text. Both patterns are ECMAScript with the `u` flag. */
export type TextRule = Fact & {
  /** Last part of the finding's code, as in `policy-name-start`. */
  readonly code: string;
  /** What a good value matches; also what the JSON Schema says. */
  readonly pattern: string;
  /** The part of a bad value to point at. */
  readonly highlight: string;
  /** Completes the sentence `NAME is VALUE; it …`. */
  readonly requirement: string;
  readonly help?: string;
  /** What is left without the highlighted part is probably what was meant. */
  readonly removable?: true;
  /** A value that is reported for this rule and for no other of its field. */
  readonly bad?: string;
};

/** What is accepted but disputed between pages, dear or unwise: a warning, an error under `--strict`. */
export type WarningAbove = Fact & { readonly above: number; readonly reason: string; readonly help?: string };

/** What to do about one wrong value. */
export type Hint = {
  readonly help: string;
  /** The one right spelling, without quotes. */
  readonly replacement?: string;
  /** It means what stands there beyond doubt, so that nothing else would be backed up. */
  readonly certain?: true;
};

/** What every field says of itself. */
export type Described = {
  /** One or two sentences for editors and reference pages. */
  readonly doc: string;
  readonly required?: Fact;
  /** What it means that the field is not there, in words. */
  readonly absent?: string;
  /** Set where the parameter has no effect any more: accepted, warned about, never sent. */
  readonly retired?: Fact & { readonly why: string };
  /** A value that editors offer and tests use. */
  readonly example: Json;
  /** What was probably meant by a text or number that the field does not take. */
  readonly hint?: (wrong: string) => Hint | undefined;
};

/** What sort of live thing an id names. */
export type Target = 'disk' | 'instance' | 'desktop';

/** Every type of field by its name. The file of a type adds its own. */
// biome-ignore lint/suspicious/noEmptyInterface: it grows by declaration merging
export interface FieldTypes {}

/** What a field `F` of each type holds in a checked spec. The file of a type adds its own. */
// biome-ignore lint/suspicious/noEmptyInterface: it grows by declaration merging
// biome-ignore lint/correctness/noUnusedVariables: lists, maps and objects look into F
export interface FieldValues<F> {}

export type Field = FieldTypes[keyof FieldTypes];
export type Fields = { readonly [name: string]: Field };

export type RejectedKeys = { readonly [key: string]: Fact & { readonly why: string } };

/** A constraint between the fields of one object. */
export type Relation = Fact & {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly requirement: string;
  readonly help?: string;
  /** Codes of relations that are not said as well where this one is broken: mending this one decides them. */
  readonly covers?: readonly string[];
} & (
    | { readonly type: 'any'; readonly fields: readonly string[] }
    | { readonly type: 'either'; readonly groups: readonly { readonly needs: readonly string[]; readonly also?: readonly string[] }[] }
    | { readonly type: 'excludes'; readonly field: string; readonly other: string }
    | { readonly type: 'needs'; readonly field: string; readonly other: string; readonly value?: Json }
  );

/** The value that a field holds in a checked spec. */
export type ValueOf<F> = F extends { type: infer T extends keyof FieldValues<F> } ? FieldValues<F>[T] : never;

/** The value of an object of fields: what is required is there, the rest may be. */
export type PropsOf<Fs> = { readonly [K in keyof Fs as Fs[K] extends { required: Fact } ? K : never]: ValueOf<Fs[K]> } & {
  readonly [K in keyof Fs as Fs[K] extends { required: Fact } ? never : K]?: ValueOf<Fs[K]>;
};
