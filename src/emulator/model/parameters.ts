import type { Constraint } from '../../facts/constraint.ts';
import type { Refusal } from '../../facts/fact.ts';
import type { ErrorCode } from './refused-call.ts';

type Common = {
  /** The error where it is absent or empty. */
  readonly required?: ErrorCode;
  /** The error for a value of the wrong form. */
  readonly malformed?: ErrorCode;
  /** What the pages say about its values. */
  readonly limit?: Constraint;
  /** The error for a value outside of the limit, where this operation documents another code than the limit names. */
  readonly refusal?: ErrorCode;
};

/**
 * One parameter of an operation under its wire name.
 *
 * - `json`: the text of a JSON array of strings
 * - `list`: `Name.1`, `Name.2`, …
 * - `pairs`: `Name.1.Key` and `Name.1.Value`, …; with `lowerCase` also the deprecated `Name.1.key` and `Name.1.value`
 * - `struct`: `Name.Member`
 * - `region`: a region id; `malformed` is the error for an unknown one
 */
export type Parameter =
  | (Common & { readonly type: 'text'; readonly empty?: 'allowed' })
  | (Common & { readonly type: 'int' | 'bool' | 'json' | 'list' | 'region' })
  | (Common & {
      readonly type: 'pairs';
      readonly max?: ErrorCode & { readonly count: number };
      readonly lowerCase?: true;
      /** The errors for a value without a key, and for a key that comes twice, where the operation documents them. */
      readonly mismatch?: ErrorCode;
      readonly repeated?: ErrorCode;
    })
  | { readonly type: 'struct'; readonly members: Parameters };

export type Parameters = { readonly [name: string]: Parameter };

/** A tag or a filter as it was sent; an absent member is empty. */
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

/** The arguments that a table of parameters yields. Lists, pairs and structs are never absent, but may be empty. */
export type ArgsOf<Ps extends Parameters> = {
  readonly [K in keyof Ps]: Ps[K] extends { required: Refusal } | { type: 'list' | 'pairs' | 'struct' }
    ? ArgOf<Ps[K]>
    : ArgOf<Ps[K]> | undefined;
};
