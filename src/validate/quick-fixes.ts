import type { Fix, Path, Place } from '../base/diagnostic.ts';
import { suggest } from '../base/suggest.ts';
import { quote } from '../base/text.ts';
import type { Field } from '../fields/field.ts';
import type { Node, TextNode } from '../read/syntax-tree.ts';
import { validateValue } from './value.ts';
import { validateText } from './text.ts';
import { valueHint, isPlainInteger, isTextual } from './type-mismatch.ts';
import type { ValueIssue } from './text.ts';

/** Whether a value takes some of its text from variables: what it is today it need not be in the next run. */
export function holdsVariables(node: Node): boolean {
  if (node.type === 'text') return node.substituted === true;
  if (node.type === 'map') return node.entries.some((entry) => holdsVariables(entry.value));
  return node.type === 'list' && node.items.some(holdsVariables);
}

/** Taking out a whole entry or item, with its line or its comma. */
export function removalFix({ file, path }: { readonly file: string; readonly path: Path }, title: string): Fix {
  return { title, safe: true, edits: [{ place: { file, path, part: 'whole' }, text: '' }] };
}

/** What the value would be as text; nothing else is changed by quotes. */
function asText(node: Node): TextNode | undefined {
  return node.type === 'number' || node.type === 'bool'
    ? { type: 'text', value: node.source, style: 'double', start: node.start, end: node.end }
    : undefined;
}

/** What a quoted value would be without its quotes. */
function unquoted(field: Field, node: TextNode): Node | undefined {
  const { value, start, end } = node;
  if (field.type === 'int' && isPlainInteger(value)) return { type: 'number', value: Number(value), source: value, start, end };
  const truth = field.type === 'bool' && (value === 'true' || value === 'false');
  return truth ? { type: 'bool', value: value === 'true', source: value, start, end } : undefined;
}

/** Writing what the field takes a wrong value for, where that is right by itself. */
function meant(field: Field, node: Node, place: Place): Fix | undefined {
  if (node.type !== 'number' && (node.type !== 'text' || node.substituted || node.style === 'block')) return undefined;
  const hint = valueHint(field, node);
  if (hint?.replacement === undefined) return undefined;
  const { start, end } = node;
  const text: TextNode = { type: 'text', value: hint.replacement, style: 'double', start, end };
  const made: Node = (field.type === 'int' && unquoted(field, text)) || text;
  if (validateValue(field, made, '', '').some((one) => one.severity === 'error')) return undefined;
  // A word stays without quotes; what begins as a number does is quoted, for readers of YAML 1.1.
  const bare = made.type === 'number' || (node.type === 'text' && node.style === 'plain' && /^[a-z]/.test(hint.replacement));
  const edit = { place, text: bare ? hint.replacement : JSON.stringify(hint.replacement) };
  return { title: `Write ${hint.replacement}`, safe: hint.certain ?? false, edits: [edit] };
}

/**
 * How a value that was found wrong by itself can be mended, if there is one way only: quotes that are missing or too
 * many (safe, and only where nothing else would be wrong then), or one word that is close to what was written.
 */
export function quickFix(field: Field, node: Node, place: Place): Fix | undefined {
  const right = (other: Node): boolean => validateValue(field, other, '', '').length === 0;
  const text = isTextual(field) ? asText(node) : undefined;
  if (text && right(text)) return { title: 'Put it in quotes', safe: true, edits: [{ place, text: JSON.stringify(text.value) }] };
  const hinted = meant(field, node, place);
  if (hinted) return hinted;
  if (node.type !== 'text' || node.substituted || node.style === 'block') return undefined;
  const bare = unquoted(field, node);
  if (bare) return right(bare) ? { title: 'Remove the quotes', safe: true, edits: [{ place, text: node.value }] } : undefined;
  return field.type === 'enum' ? nearest(field.values, node.value, place) : undefined;
}

/** Taking out the part of a text that is not allowed, where what is left is right and probably meant. */
export function highlightRemovalFix(
  field: Field,
  node: Node,
  { code, within }: ValueIssue,
  place: Place & { readonly path: Path },
): Fix | undefined {
  if (field.type !== 'text' || node.type !== 'text' || node.substituted || within === undefined) return undefined;
  if (!field.rules?.some((rule) => rule.removable && code.endsWith(`-${rule.code}`))) return undefined;
  const left = node.value.slice(0, within[0]) + node.value.slice(within[1]);
  if (validateText(field, left, '', '').some((one) => one.severity === 'error')) return undefined;
  return { title: `Write ${quote(left)}`, safe: false, edits: [{ place: { ...place, within }, text: '' }] };
}

function nearest(values: readonly string[], wrong: string, place: Place): Fix | undefined {
  const [near, ...others] = suggest(wrong, values);
  if (near === undefined || others.length > 0 || !('path' in place)) return undefined;
  return { title: `Write ${near}`, safe: false, edits: [{ place: { ...place, part: 'text' }, text: near }] };
}
