import type { Json } from '../base/json.ts';
import type { Fact, Range } from './fact.ts';

/** A rule on the characters of a text. Both patterns are ECMAScript with the `u` flag. */
export type TextRule = Fact & {
  /** Last part of the rule's code, as in `policy-name-start`. */
  readonly code: string;
  /** What a valid value matches; also what the JSON Schema requires. */
  readonly pattern: string;
  /** The part of an invalid value to point at. */
  readonly highlight: string;
  /** Completes the sentence `NAME is VALUE; it …`. */
  readonly requirement: string;
  readonly help?: string;
  /** What is left without the highlighted part is probably what was meant. */
  readonly removable?: true;
  /** A value that is reported for this rule and for no other of its field. */
  readonly bad: string;
};

/** What is accepted but disputed between pages, expensive or unwise: a warning, an error under `--strict`. */
export type WarningAbove = Fact & { readonly above: number; readonly reason: string; readonly help?: string };

/** A parameter that has no effect any more. */
export type Retirement = Fact & { readonly why: string };

type Common = {
  readonly required?: Fact;
  /** Accepted, warned about, never sent. */
  readonly retired?: Retirement;
};

export type TextConstraint = Common & {
  readonly type: 'text';
  /** In code points, as in JSON Schema. */
  readonly length?: Range;
  readonly rules?: readonly TextRule[];
  /** Rules whose violation is only a warning; the service accepts the value. */
  readonly warnings?: readonly TextRule[];
};
export type IntConstraint = Common & {
  readonly type: 'int';
  /** `also` are single values outside of the range that are accepted too. */
  readonly range: Range & { readonly also?: readonly number[] };
  readonly warning?: WarningAbove;
};
/** Compared without regard to casing. */
export type EnumConstraint = Common & Fact & { readonly type: 'enum'; readonly values: readonly string[] };
/** Items that occur twice. */
export type Unique = Fact & { readonly severity: 'error' | 'warning' };
/** What a list is held to, apart from its items. */
export type ListLimits = Common & {
  readonly type: 'list';
  readonly count?: Range;
  readonly warning?: WarningAbove;
  readonly unique?: Unique;
};
export type ListConstraint = ListLimits & { readonly of?: Constraint };
export type MapConstraint<Text = TextConstraint> = Common & {
  readonly type: 'map';
  readonly keys: Text;
  readonly values: Text;
  readonly count?: Range;
};

/** What the pages say about one value, whatever it is called in a spec or on the wire. */
export type Constraint = TextConstraint | IntConstraint | EnumConstraint | ListConstraint | MapConstraint;

/** A constraint between the fields of one object. */
export type Relation = Fact & {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly requirement: string;
  readonly help?: string;
  /** Codes of relations that are not reported as well where this one is violated: fixing this one decides them. */
  readonly covers?: readonly string[];
} & (
    | { readonly type: 'any'; readonly fields: readonly string[] }
    | { readonly type: 'either'; readonly groups: readonly { readonly needs: readonly string[]; readonly also?: readonly string[] }[] }
    | { readonly type: 'excludes'; readonly field: string; readonly other: string }
    | { readonly type: 'needs'; readonly field: string; readonly other: string; readonly value?: Json }
  );

/** Keys that people try and that an object does not have, with the reason. */
export type RejectedKeys = { readonly [key: string]: Fact & { readonly why: string } };
