import type { Json } from '../base/json.ts';
import { jsonOf, nodeOf, textNode } from '../read/made-nodes.ts';
import { find } from '../read/syntax-tree.ts';
import type { Node } from '../read/syntax-tree.ts';
import type { Field } from './field.ts';
import { isPlainInteger } from './int.ts';
import { straight, withoutTail } from './look-alikes.ts';
import { childField, isValid, typeOf } from './registry.ts';
import { textIssues } from './text.ts';
import { valueHint } from './type-mismatch.ts';
import { truthHint } from './word-hints.ts';

/** Whether a value has no errors, nor anything below it; relations between fields are left out. */
export function fits(field: Field, node: Node): boolean {
  if (!isValid(field, node)) return false;
  if (node.type === 'list') return node.items.every((item, index) => fitsBelow(field, index, item));
  if (node.type !== 'map') return true;
  const keys = field.type === 'map' || field.type === 'entries' ? field.keys : undefined;
  const named = keys === undefined || node.entries.every(({ key }) => isKey(key, keys));
  const required = field.type === 'object' ? Object.entries(field.fields).filter(([, one]) => one.required && !one.inherited) : [];
  return named && required.every(([name]) => find(node, name)) && node.entries.every(({ key, value }) => fitsBelow(field, key, value));
}

const isKey = (key: string, keys: Parameters<typeof textIssues>[0]): boolean =>
  textIssues(keys, key, { name: '', code: '' }).every(({ severity }) => severity !== 'error');

function fitsBelow(field: Field, key: string | number, node: Node): boolean {
  const inner = childField(field, key);
  return inner !== undefined && fits(inner, node);
}

/** Keys by which other tools name the one value that stands below them. */
const naming = /^(?:[a-z_]*id|value|name|days?|hours?|time|start|at|region)$/i;

/** What one value of a wrong form means: what its field suggests, quotes that are missing or too many, a list of one. */
function scalarMeant(field: Field, node: Node): Json | undefined {
  if (node.type === 'list') return node.items.length === 1 && node.items[0] ? meantValue(field, node.items[0]) : undefined;
  if (node.type === 'map') {
    const [only, ...others] = node.entries;
    return only && others.length === 0 && naming.test(only.key) ? meantValue(field, only.value) : undefined;
  }
  if (node.type !== 'text' && node.type !== 'number' && node.type !== 'bool') return undefined;
  const hinted = valueHint(field, node)?.replacement;
  if (hinted !== undefined) return field.type === 'int' && isPlainInteger(hinted) ? Number(hinted) : hinted;
  if (node.type !== 'text') return typeOf(field).textual ? node.source : undefined;
  if (field.type === 'bool') return truthOf(node.value);
  if (field.type === 'int') return isPlainInteger(node.value.trim()) ? Number(node.value) : undefined;
  return field.type === 'enum' ? field.values.find((value) => value.toLowerCase() === node.value.trim().toLowerCase()) : undefined;
}

/** A word that says yes or no, as that. */
function truthOf(word: string): boolean | undefined {
  const meant = truthHint(word).replacement;
  return meant === undefined ? undefined : meant === 'true';
}

const formed = (field: Field, node: Node): Json | undefined =>
  typeOf(field).meant?.(field, node, meantValue) ?? field.meant?.(jsonOf(node)) ?? scalarMeant(field, node);

/**
 * What a value means to a field that it was written for in another form; undefined where that is not clear, or would be wrong
 * too. What fits as it is, is itself.
 */
export function meantValue(field: Field, node: Node): Json | undefined {
  if (fits(field, node)) return jsonOf(node);
  const plain = node.type === 'text' ? (straight(node.value) ?? withoutTail(node.value)) : undefined;
  if (plain !== undefined) return meantValue(field, textNode(plain));
  const made = formed(field, node);
  const whole = made === undefined || fits(field, nodeOf(made)) ? made : typeOf(field).meant?.(field, nodeOf(made), meantValue);
  return whole !== undefined && fits(field, nodeOf(whole)) ? whole : undefined;
}
