import type { Fix, Spot } from '../base/diagnostic.ts';
import type { Issue } from '../base/issue.ts';
import { quote } from '../base/text.ts';
import { nearValues } from '../fields/enum.ts';
import type { Field } from '../fields/field.ts';
import { isClean, isValid, typeOf } from '../fields/registry.ts';
import { valueHint } from '../fields/type-mismatch.ts';
import { truthHint } from '../fields/word-hints.ts';
import type { Node, TextNode } from '../read/syntax-tree.ts';

const here: Spot = { path: [] };

/** Whether a value takes some of its text from variables: what it is today it need not be in the next run. */
export function holdsVariables(node: Node): boolean {
  if ('substituted' in node && node.substituted) return true;
  if (node.type === 'map') return node.entries.some((entry) => holdsVariables(entry.value));
  return node.type === 'list' && node.items.some(holdsVariables);
}

/** Taking out a whole entry or item, with its line or its comma. */
export function removalFix(path: (string | number)[], title: string): Fix<Spot> {
  return { title, safe: true, edits: [{ place: { path, part: 'whole' }, text: '' }] };
}

/** What the value would be as text; nothing else is changed by quotes. */
function asText(node: Node): TextNode | undefined {
  return node.type === 'number' || node.type === 'bool'
    ? { type: 'text', value: node.source, style: 'double', start: node.start, end: node.end }
    : undefined;
}

/** Writing what the field suggests for a wrong value, where that is right by itself. */
function hintFix(field: Field, node: Node): Fix<Spot> | undefined {
  if (node.type !== 'number' && (node.type !== 'text' || node.substituted || node.style === 'block')) return undefined;
  const hint = field.type === 'bool' ? truthHint(node.type === 'text' ? node.value : node.source) : valueHint(field, node);
  if (hint?.leaveOut && field.absent !== undefined) return { ...removalFix([], 'Remove it'), safe: false };
  if (hint?.replacement === undefined) return undefined;
  const { start, end } = node;
  const text: TextNode = { type: 'text', value: hint.replacement, style: 'double', start, end };
  const replaced = typeOf(field).unquoted?.(text) ?? text;
  if (!isValid(field, replaced)) return undefined;
  // A word stays without quotes; what begins as a number does is quoted, for readers of YAML 1.1.
  const bare = replaced.type !== 'text' || ((node.type === 'number' || node.style === 'plain') && /^[a-z]/.test(hint.replacement));
  const edit = { place: here, text: bare ? hint.replacement : JSON.stringify(hint.replacement) };
  return { title: `Write ${hint.replacement}`, safe: hint.certain ?? false, edits: [edit] };
}

function unquoteFix(field: Field, node: TextNode): Fix<Spot> | undefined {
  const bare = typeOf(field).unquoted?.(node);
  if (bare === undefined || !isClean(field, bare)) return undefined;
  return { title: 'Remove the quotes', safe: true, edits: [{ place: here, text: node.value }] };
}

/**
 * How a value that is wrong by itself can be fixed, if there is one way only: quotes that are missing or too
 * many (safe, and only where nothing else would be wrong then), or one word that is close to what was written.
 */
export function quickFix(field: Field, node: Node): Fix<Spot> | undefined {
  if (node.type !== 'text' && holdsVariables(node)) return undefined;
  const text = typeOf(field).textual ? asText(node) : undefined;
  const suggested = text && field.hint?.(text.value);
  if (text && isClean(field, text) && (suggested === undefined || suggested.replacement === text.value))
    return { title: 'Put it in quotes', safe: true, edits: [{ place: here, text: JSON.stringify(text.value) }] };
  const hinted = hintFix(field, node);
  if (hinted) return hinted;
  if (node.type !== 'text' || node.substituted || node.style === 'block') return undefined;
  if (field.type === 'enum') return field.hint?.(node.value) ? undefined : nearestFix(field.values, node.value);
  return unquoteFix(field, node);
}

/** How a value can be fixed that is only doubted, where what is meant leaves no doubt. */
export function doubtFix(field: Field, node: Node): Fix<Spot> | undefined {
  if (field.type !== 'text' || node.type !== 'text') return undefined;
  const hint = field.hint?.(node.value);
  const clean = hint?.replacement !== undefined && isClean(field, { ...node, value: hint.replacement });
  return hint?.leaveOut || clean ? hintFix(field, node) : undefined;
}

/** Taking out the part of a text that is not allowed, where what is left is right and probably meant. */
export function highlightRemovalFix(field: Field, node: Node, { code, place }: Issue): Fix<Spot> | undefined {
  if (field.type !== 'text' || node.type !== 'text' || !('within' in place) || place.within === undefined) return undefined;
  if (!field.rules?.some((rule) => rule.removable && code.endsWith(`-${rule.code}`))) return undefined;
  const left = node.value.slice(0, place.within[0]) + node.value.slice(place.within[1]);
  if (!isValid(field, { ...node, value: left })) return undefined;
  return { title: `Write ${quote(left)}`, safe: false, edits: [{ place: { path: [], within: place.within }, text: '' }] };
}

function nearestFix(values: readonly string[], wrong: string): Fix<Spot> | undefined {
  const [near, ...others] = values.length === 1 ? values : nearValues(values, wrong);
  if (near === undefined || others.length > 0) return undefined;
  return { title: `Write ${near}`, safe: false, edits: [{ place: { path: [], part: 'text' }, text: near }] };
}
