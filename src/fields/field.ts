import type { Json } from '../base/json.ts';
import type {
  EnumConstraint,
  IntConstraint,
  ListLimits,
  MapConstraint,
  Relation,
  RejectedKeys,
  Retirement,
  TextConstraint,
} from '../facts/constraint.ts';
import type { Fact } from '../facts/fact.ts';

export type { Relation, RejectedKeys, TextRule, WarningAbove } from '../facts/constraint.ts';
export type { Range } from '../facts/fact.ts';

/** What to do about one wrong value. */
export type Hint = {
  readonly help: string;
  /** The one right spelling, without quotes. */
  readonly replacement?: string;
  /** It means what stands there beyond doubt, so that nothing else would be backed up. */
  readonly certain?: true;
};

type Described = {
  /** One or two sentences for editors and reference pages. */
  readonly doc: string;
  readonly required?: Fact;
  /** What it means that the field is not there, in words. */
  readonly absent?: string;
  /** Set where the parameter has no effect any more: accepted, warned about, never sent. */
  readonly retired?: Retirement;
  /** A value that editors offer and tests use. */
  readonly example: Json;
  /** What was probably meant by a text or number that the field does not take. */
  readonly hint?: (wrong: string) => Hint | undefined;
};

/** What sort of live thing an id names. */
export type Target = 'disk' | 'instance' | 'desktop';

export type TextField = Described & TextConstraint & { readonly refersTo?: Target };
/** With `quoted`, quoted digits are read as a number too. */
export type IntField = Described & IntConstraint & { readonly quoted?: true };
export type BoolField = Described & { readonly type: 'bool' };
/** Read in any casing; written as listed. */
export type EnumField = Described & EnumConstraint;
export type ListField = Described & ListLimits & { readonly of: Field };
export type MapField = Described & MapConstraint<TextField>;
export type ObjectField = Described & {
  readonly type: 'object';
  readonly fields: Fields;
  readonly relations?: readonly Relation[];
  /** Keys that people try and that this object does not have, with the reason. */
  readonly rejectedKeys?: RejectedKeys;
};
/** Things by key, each an object of the same fields. */
export type EntriesField = Described & { readonly type: 'entries'; readonly keys: TextField; readonly of: ObjectField };
/** A day (`YYYY-MM-DD`) or an instant with its zone. */
export type MomentField = Described & { readonly type: 'moment' };
/** A text or a number. */
export type ScalarField = Described & { readonly type: 'scalar' };

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
