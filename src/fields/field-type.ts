import type { Severity } from '../base/diagnostic.ts';
import type { Issue } from '../base/issue.ts';
import type { Json } from '../base/json.ts';
import type { Fact } from '../facts/fact.ts';
import type { Node, TextNode } from '../read/syntax-tree.ts';
import type { Described, Field } from './field.ts';

/** A JSON Schema as plain data. */
export type Schema = { readonly [keyword: string]: Json };

/** What messages call a value, and how the codes of its findings begin. */
export type Subject = {
  readonly name: string;
  readonly code: string;
  /** The name contains the value, as that of a key does. */
  readonly quoted?: true;
};

/** One finding that a field can give, for pages and `explain`. */
export type FieldRuleDoc = {
  /** Last part of its code. */
  readonly part: string;
  readonly severity: Severity;
  readonly fact: Fact;
  /** Completes a sentence that begins with the field. */
  readonly what: string;
  readonly fix: string;
  /** A value of the field that gives it; the key itself where `ofKey` is set. */
  readonly bad: Json;
  /** It is about the keys of the field. */
  readonly ofKey?: true;
};

/** Values on both sides of each edge of a field's shape. */
export type Edges = { readonly accepted: readonly Json[]; readonly refused: readonly Json[] };

/** What a value means where a field wants another; undefined where that is not clear. */
export type Meaning = (field: Field, node: Node) => Json | undefined;

/** All that depends on the type of a field. `N` is the node that a value of the right type has. */
export type FieldType<F extends Described, N extends Node = Node> = {
  /** Completes `it must be …`. */
  readonly expected: string;
  /** A value is text, which quotes can make of anything on one line. */
  readonly textual?: true;
  accepts(node: Node, field: F): node is N;
  /** Why a value of the right type breaks the schema; what is inside it is checked by itself. */
  shape(field: F, node: N, subject: Subject): Issue[];
  /** What the schema cannot say of a value that keeps to it. */
  semantics?(field: F, node: N, subject: Subject): Issue[];
  /** Whether `semantics` can find anything at all. */
  hasSemantics?(field: F): boolean;
  /** The value as the field means it. Only for values that keep to the schema. */
  canonical(field: F, node: N, inner: (field: Field, node: Node) => Json): Json;
  /** What the field takes, in a few words. */
  requirement(field: F): string;
  /** The shape of a value, for the validator. What editors see of it is made in `src/derive/editor`. */
  schema(field: F, inner: (field: Field) => Schema): Schema;
  edges(field: F): Edges;
  /** Findings of its own; those of inner fields are theirs. */
  rules(field: F): FieldRuleDoc[];
  /** The field of a member; undefined where there is none. */
  child?(field: F, key: string | number): Field | undefined;
  /** Every inner field, under a key that it can have. */
  children?(field: F): readonly (readonly [key: string | number, Field])[];
  /** What a value that the field does not take means, as far as its type tells; whether the result is right is looked at afterwards. */
  meant?(field: F, node: Node, inner: Meaning): Json | undefined;
  /** What to do about a value of another type, where its type tells. */
  mismatchHelp?(field: F, node: Node): string | undefined;
  /** How a value is written, where the field's example alone does not show it. */
  exampleHelp?(field: F): string;
  /** What a quoted value would be without its quotes. */
  unquoted?(node: TextNode): Node | undefined;
};
