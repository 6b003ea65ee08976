import type { BoolNode } from '../read/syntax-tree.ts';
import type { Described } from './field.ts';
import type { FieldType } from './field-type.ts';
import { truthHint } from './word-hints.ts';

export type BoolField = Described & { readonly type: 'bool' };

declare module './field.ts' {
  interface FieldTypes {
    bool: BoolField;
  }
  interface FieldValues<F> {
    bool: boolean;
  }
}

export const bool: FieldType<BoolField, BoolNode> = {
  expected: 'true or false',
  accepts: (node): node is BoolNode => node.type === 'bool',
  shape: () => [],
  canonical: (_, node) => node.value,
  requirement: () => 'true or false',
  schema: () => ({ type: 'boolean' }),
  edges: () => ({ accepted: [true, false], refused: ['true', 1, [true]] }),
  rules: () => [],
  mismatchHelp: (_, node) =>
    node.type === 'text' ? truthHint(node.value).help : node.type === 'number' ? truthHint(node.source).help : undefined,
  unquoted: ({ value, start, end }) =>
    value === 'true' || value === 'false' ? { type: 'bool', value: value === 'true', source: value, start, end } : undefined,
};
