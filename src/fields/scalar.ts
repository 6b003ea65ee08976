import type { NumberNode, TextNode } from '../read/syntax-tree.ts';
import type { Described } from './field.ts';
import type { FieldType } from './field-type.ts';
import { orText } from './text-schema.ts';

/** A text or a number. */
export type ScalarField = Described & { readonly type: 'scalar' };

declare module './field.ts' {
  interface FieldTypes {
    scalar: ScalarField;
  }
  interface FieldValues<F> {
    scalar: string;
  }
}

export const scalar: FieldType<ScalarField, TextNode | NumberNode> = {
  expected: 'text or a number',
  textual: true,
  accepts: (node): node is TextNode | NumberNode => node.type === 'text' || node.type === 'number',
  shape: () => [],
  canonical: (_, node) => (node.type === 'number' ? node.source : node.value),
  requirement: () => 'text or a number',
  schema: (_, audience) => (audience === 'editor' ? { type: ['string', 'number'] } : orText({ type: 'number' }, {})),
  edges: () => ({ accepted: ['', 'v', 7, 1.5], refused: [true, ['v'], { v: 'v' }] }),
  rules: () => [],
};
