import type { Constraint } from '../../facts/constraint.ts';
import type { Refusal } from '../../facts/fact.ts';

type Loose = Refusal & { readonly message?: string };

type Common = {
  /** What is answered where it is not there, or empty. */
  readonly required?: Loose;
  /** What is answered to a value of the wrong form. */
  readonly malformed?: Loose;
  /** What the pages say about its values. */
  readonly limit?: Constraint;
  /** What violating the limit is answered with, where this operation documents another code than the limit names. */
  readonly refusal?: Loose;
};

/**
 * One parameter of an operation under its wire name.
 *
 * - `json`: the text of a JSON array of strings
 * - `list`: `Name.1`, `Name.2`, …
 * - `pairs`: `Name.1.Key` and `Name.1.Value`, …; with `lowerCase` also `Name.1.key` and `Name.1.value`, which are to go
 * - `struct`: `Name.Member`
 * - `region`: a region id; `malformed` is what an unknown one is answered with
 */
export type Parameter =
  | (Common & { readonly type: 'text'; readonly empty?: 'kept' })
  | (Common & { readonly type: 'int' | 'bool' | 'json' | 'list' | 'region' })
  | (Common & {
      readonly type: 'pairs';
      readonly max?: Loose & { readonly count: number };
      readonly lowerCase?: true;
      /** What a value without a key, and what a key that comes twice, are answered with, where the operation says. */
      readonly mismatch?: Loose;
      readonly repeated?: Loose;
    })
  | { readonly type: 'struct'; readonly members: Parameters };

export type Parameters = { readonly [name: string]: Parameter };

/** A tag or a filter as it was sent; what was not sent is empty. */
export type Pair = { readonly Key: string; readonly Value: string };

type ArgOf<P> = P extends { type: 'text' | 'region' }
  ? string
  : P extends { type: 'int' }
    ? number
    : P extends { type: 'bool' }
      ? boolean
      : P extends { type: 'json' | 'list' }
        ? readonly string[]
        : P extends { type: 'pairs' }
          ? readonly Pair[]
          : P extends { type: 'struct'; members: infer M extends Parameters }
            ? ArgsOf<M>
            : never;

/** The arguments that a table of parameters yields. Lists, pairs and structs are always there, if empty. */
export type ArgsOf<Ps extends Parameters> = {
  readonly [K in keyof Ps]: Ps[K] extends { required: Refusal } | { type: 'list' | 'pairs' | 'struct' }
    ? ArgOf<Ps[K]>
    : ArgOf<Ps[K]> | undefined;
};
