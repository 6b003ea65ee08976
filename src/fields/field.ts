import type { Json } from '../base/json.ts';
import type { Fact, Range } from '../facts/fact.ts';

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
  /** What is left without the offender is probably what was meant. */
  readonly removable?: true;
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

type Common = {
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

export type TextField = Common & {
  readonly type: 'text';
  readonly length?: Range;
  readonly rules?: readonly TextRule[];
  /** Rules whose breach is only a warning. */
  readonly warnings?: readonly TextRule[];
  readonly refersTo?: Target;
};
export type IntField = Common & {
  readonly type: 'int';
  readonly range: Range & { readonly also?: readonly number[] };
  readonly warning?: WarningAbove;
  /** Quoted digits are read as a number too. */
  readonly quoted?: true;
};
export type BoolField = Common & { readonly type: 'bool' };
/** Read in any casing; written as listed. */
export type EnumField = Common & Fact & { readonly type: 'enum'; readonly values: readonly string[] };
export type ListField = Common & {
  readonly type: 'list';
  readonly of: Field;
  readonly count?: Range;
  readonly warning?: WarningAbove;
  readonly unique?: Fact & { readonly severity: 'error' | 'warning' };
};
export type MapField = Common & { readonly type: 'map'; readonly keys: TextField; readonly values: TextField; readonly count?: Range };
export type ObjectField = Common & {
  readonly type: 'object';
  readonly fields: Fields;
  readonly relations?: readonly Relation[];
  /** Keys that people try and that this object does not have, with the reason. */
  readonly rejectedKeys?: RejectedKeys;
};
export type RejectedKeys = { readonly [key: string]: Fact & { readonly why: string } };
/** Things by key, each an object of the same fields. */
export type EntriesField = Common & { readonly type: 'entries'; readonly keys: TextField; readonly of: ObjectField };
/** A day (`YYYY-MM-DD`) or an instant with its zone. */
export type MomentField = Common & { readonly type: 'moment' };
/** A text or a number. */
export type ScalarField = Common & { readonly type: 'scalar' };

export type Field =
  | TextField
  | IntField
  | BoolField
  | EnumField
  | ListField
  | MapField
  | ObjectField
  | EntriesField
  | MomentField
  | ScalarField;
export type Fields = { readonly [name: string]: Field };

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
export type ValueOf<F> = F extends { type: 'text' | 'moment' | 'enum' | 'scalar' }
  ? string
  : F extends { type: 'int' }
    ? number
    : F extends { type: 'bool' }
      ? boolean
      : F extends { type: 'list'; of: infer I }
        ? readonly ValueOf<I>[]
        : F extends { type: 'map' }
          ? { readonly [key: string]: string }
          : F extends { type: 'object'; fields: infer Fs }
            ? PropsOf<Fs>
            : F extends { type: 'entries'; of: infer E }
              ? { readonly [key: string]: ValueOf<E> }
              : never;

/** The value of an object of fields: what is required is there, the rest may be. */
export type PropsOf<Fs> = { readonly [K in keyof Fs as Fs[K] extends { required: Fact } ? K : never]: ValueOf<Fs[K]> } & {
  readonly [K in keyof Fs as Fs[K] extends { required: Fact } ? never : K]?: ValueOf<Fs[K]>;
};
