import type { Issue } from '../base/issue.ts';
import type { Json } from '../base/json.ts';
import { quote } from '../base/text.ts';
import { flow } from '../base/yaml-writer.ts';
import type { ListNode, Node } from '../read/syntax-tree.ts';
import type { Described, Hint } from './field.ts';
import type { FieldType, Subject } from './field-type.ts';

/** What a value is, in words: `the text "14"`, `the number 3`, `a list`. */
export function describeNode(node: Node): string {
  switch (node.type) {
    case 'text':
      return `the text ${quote(node.value)}`;
    case 'number':
      return `the number ${node.source}`;
    case 'bool':
      return `${node.value}`;
    case 'null':
      return 'empty';
    case 'map':
      return 'a mapping';
    case 'list':
      return 'a list';
    default:
      return node satisfies never;
  }
}

/** What a field suggests for a text, a number or a truth value that it does not take, as it is written. */
export function valueHint(field: Described, node: Node): Hint | undefined {
  if (node.type === 'text') return field.hint?.(node.value);
  return node.type === 'number' || node.type === 'bool' ? field.hint?.(node.source) : undefined;
}

function listHelp({ items: [item, ...others] }: ListNode, several: string | undefined): string {
  if (several !== undefined && others.length > 0) return several;
  const only = item?.type === 'text' && others.length === 0 ? flow(item.value) : undefined;
  return only === undefined ? 'It takes one value: write it without brackets and dashes.' : `Write it without brackets and dashes: ${only}`;
}

/** An example in YAML that can be pasted; where there is none, how a value is written. */
const exampleHelp = <F extends Described>(type: FieldType<F>, field: F): string =>
  type.exampleHelp?.(field) ?? `For example: ${flow(field.example)}`;

function mismatchHelp<F extends Described>(type: FieldType<F>, field: F, node: Node, replacement: string | undefined): string {
  if (node.type === 'text' && node.substituted)
    return 'Only a value that is one variable and nothing else takes the type that the field wants.';
  if (replacement !== undefined && !(type.textual && node.type === 'list')) return `Write ${type.expected}: ${replacement}`;
  const help = type.mismatchHelp?.(field, node) ?? valueHint(field, node)?.help;
  if (help !== undefined) return help;
  return type.textual && node.type === 'list' ? listHelp(node, field.several) : exampleHelp(type, field);
}

/** A value of another type than its field's, or none at all. */
export function typeMismatch<F extends Described>(
  type: FieldType<F>,
  field: F,
  node: Node,
  { name }: Subject,
  meant: Json | undefined,
): Issue {
  const empty = node.type === 'null';
  // What is required cannot be removed.
  const emptyHelp = `Give it a value${field.required ? '' : ', or remove the key'}. ${exampleHelp(type, field)}`;
  return {
    code: empty ? 'empty-value' : 'wrong-type',
    severity: 'error',
    message: `${name} is ${describeNode(node)}; it must be ${type.expected}.`,
    place: { path: [] },
    label: empty ? 'nothing here' : `not ${type.expected}`,
    help: empty ? emptyHelp : mismatchHelp(type, field, node, meant === undefined ? undefined : flow(meant)),
  };
}
