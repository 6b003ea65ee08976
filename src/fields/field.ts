import type { Json } from '../base/json.ts';
import type { Retirement } from '../facts/constraint.ts';
import type { Fact } from '../facts/fact.ts';

export type { Relation, RejectedKeys } from '../facts/constraint.ts';

/** What to do about one wrong value. */
export type Hint = {
  readonly help: string;
  /** The one right spelling, without quotes. */
  readonly replacement?: string;
  /** It means what stands there beyond doubt, so that nothing else would be backed up. */
  readonly certain?: true;
  /** Where the value is an item of a list: the items that it means. */
  readonly items?: readonly string[];
  /** What is meant is what holds without the key. */
  readonly leaveOut?: true;
};

/** What every field has, whatever its type. */
export type Described = {
  /** One or two sentences for editors and reference pages. */
  readonly doc: string;
  readonly required?: Fact;
  /** A value of `defaults` stands in for it where an entry has none of its own. */
  readonly inherited?: true;
  /** What it means that the field is not there, in words. */
  readonly absent?: string;
  /** Set where the parameter has no effect any more: accepted, warned about, never sent. */
  readonly retired?: Retirement;
  /** A value that editors offer and tests use. */
  readonly example: Json;
  /** What to do with several values where there is a place for one. */
  readonly several?: string;
  /** In what its numbers are counted. */
  readonly unit?: string;
  /** What single values mean, by the value as it is written. */
  readonly means?: { readonly [value: string]: string };
  /** The list that editors offer values from. Others are taken too. */
  readonly suggests?: 'regions' | 'time-zones' | 'hours' | 'codes';
  /** What was probably meant by a text or number that the field does not take. */
  readonly hint?: (wrong: string) => Hint | undefined;
  /** What a value of another shape means here, such as the id of a disk where a selector is wanted. */
  readonly meant?: (wrong: Json) => Json | undefined;
};

/** What sort of live thing an id names. */
export type Target = 'disk' | 'instance' | 'desktop';

/** Every type of field by its name. The file of a type adds its own. */
// biome-ignore lint/suspicious/noEmptyInterface: it grows by declaration merging
export interface FieldTypes {}

/** What a field `F` of each type holds in a checked spec. The file of a type adds its own. */
// biome-ignore lint/suspicious/noEmptyInterface: it grows by declaration merging
// biome-ignore lint/correctness/noUnusedVariables: lists, maps and objects look into F
export interface FieldValues<F> {} // oxlint-disable-line no-unused-vars

export type Field = FieldTypes[keyof FieldTypes];
export type Fields = { readonly [name: string]: Field };

/** The value that a field holds in a checked spec. */
export type ValueOf<F> = F extends { type: infer T extends keyof FieldValues<F> } ? FieldValues<F>[T] : never;

/** The value of an object of fields: what is required is there, the rest may be. */
export type PropsOf<Fs> = { readonly [K in keyof Fs as Fs[K] extends { required: Fact } ? K : never]: ValueOf<Fs[K]> } & {
  readonly [K in keyof Fs as Fs[K] extends { required: Fact } ? never : K]?: ValueOf<Fs[K]>;
};
