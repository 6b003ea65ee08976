import { choices, quote } from '../base/text.ts';
import { flow } from '../base/yaml-writer.ts';
import type { Field, Fields, Hint, TextField } from '../fields/field.ts';
import type { ListNode, Node } from '../read/syntax-tree.ts';
import { validateText } from './text.ts';
import type { ValueIssue } from './text.ts';

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

/** What a field takes, in words. */
export function expectedType(field: Field): string {
  switch (field.type) {
    case 'text':
    case 'enum':
      return 'text';
    case 'int':
      return 'a whole number';
    case 'bool':
      return 'true or false';
    case 'scalar':
      return 'text or a number';
    case 'moment':
      return 'a day such as 2026-12-31, or an instant with its zone such as 2026-12-31T18:00:00Z';
    case 'list':
      return 'a list';
    case 'map':
    case 'entries':
    case 'object':
      return 'a mapping';
    default:
      return field satisfies never;
  }
}

/** Whether a number is written as a person writes whole numbers: not 010, 0x1F, 1e3 or .inf. */
export const isPlainInteger = (source: string): boolean => /^(?:0|-?[1-9][0-9]*)$/.test(source);

/** Quotes around a number, where they make it right; else what is wrong with it even then. */
function quotesHelp(field: TextField, text: string): string {
  const [broken] = validateText(field, text, '', '').filter((one) => one.severity === 'error');
  if (broken === undefined) return `Put it in quotes: "${text}".`;
  const rule = field.rules?.find((one) => broken.code === `-${one.code}`);
  return field.hint?.(text)?.help ?? `Quotes alone do not help: it ${rule?.requirement ?? 'would be of a wrong length'}.`;
}

/** What a field makes of a text or a number that it does not take, as it is written. */
export function valueHint(field: Field, node: Node): Hint | undefined {
  return node.type === 'text' ? field.hint?.(node.value) : node.type === 'number' ? field.hint?.(node.source) : undefined;
}

function typeHelp(field: Field, node: Node): string {
  if (node.type === 'text' && node.substituted) return 'Variables stand in text only; write the value itself here.';
  if (field.type === 'int' && node.type === 'text' && isPlainInteger(node.value)) return `Remove the quotes: ${node.value}.`;
  if (field.type === 'int' && node.type === 'number') return 'Write it as plain decimal digits.';
  if (field.type === 'text' && (node.type === 'number' || node.type === 'bool')) return quotesHelp(field, node.source);
  if (field.type === 'bool' && node.type === 'text')
    return 'Write true or false, without quotes; yes, no, on and off are text in YAML 1.2.';
  const hint = valueHint(field, node);
  if (hint) return hint.help;
  if (field.type === 'enum') return `Write ${choices(field.values)}.`;
  if (field.type === 'list' && node.type === 'map') return 'Put a dash and a space before each of its items.';
  if (field.type === 'list' && 'value' in node) return `Write a list: ${flow([node.type === 'number' ? node.source : node.value])}`;
  if (isTextual(field) && node.type === 'list') return listHelp(node);
  return exampleHelp(field);
}

/** Whether a value of a field is text, which quotes can make of anything on one line. */
export const isTextual = ({ type }: Field): boolean => type === 'text' || type === 'enum' || type === 'moment' || type === 'scalar';

function listHelp({ items: [item, ...others] }: ListNode): string {
  const only = item?.type === 'text' && others.length === 0 ? flow(item.value) : undefined;
  return only === undefined ? 'It takes one value: write it without brackets and dashes.' : `Write it without brackets and dashes: ${only}`;
}

/** How an object is written of which there is no example: an invented one would be about somebody's disk. */
function fieldsHelp(fields: Fields): string {
  const required = Object.keys(fields).filter((name) => fields[name]?.required !== undefined);
  const what = required.length > 0 ? `it must have ${choices(required, 'and')}` : `it can have ${choices(Object.keys(fields), 'and')}`;
  return `Write its fields below it, each indented by two spaces; ${what}.`;
}

/** An example in YAML that can be pasted; where there is none, what stands there. */
function exampleHelp(field: Field): string {
  if (field.type === 'text' && field.refersTo) return `Write the id of the ${field.refersTo}; it looks like ${flow(field.example)}`;
  if (field.type === 'entries') return 'Write each of them below it, under a key of its own and indented by two spaces.';
  if (field.type === 'object' && Object.keys(field.example as object).length === 0) return fieldsHelp(field.fields);
  return `For example: ${flow(field.example)}`;
}

/** How a field is added that is not there. */
export function addHelp(field: Field, name: string): string {
  if (field.type !== 'text' || field.refersTo === undefined) return `Add it: ${name}: ${flow(field.example)}`;
  return `Add it: ${name}: …, the id of the ${field.refersTo}, which looks like ${flow(field.example)}`;
}

/** What is required cannot be removed. */
const emptyHelp = (field: Field): string => `Give it a value${field.required ? '' : ', or remove the key'}. ${exampleHelp(field)}`;

/** A value of another type than its field's, or none at all. */
export function typeMismatch(field: Field, node: Node, name: string): ValueIssue {
  const empty = node.type === 'null';
  return {
    code: empty ? 'empty-value' : 'wrong-type',
    severity: 'error',
    message: `${name} is ${describeNode(node)}; it must be ${expectedType(field)}`,
    label: empty ? 'nothing here' : `not ${expectedType(field)}`,
    help: empty ? emptyHelp(field) : typeHelp(field, node),
  };
}
