import { isRecord } from '../base/json.ts';
import type { Json } from '../base/json.ts';
import type { Entry, Node, TextNode } from './syntax-tree.ts';

const nowhere = { start: 0, end: 0 } as const;

/** A text that stands in no file, as if it was written in quotes. */
export const textNode = (value: string): TextNode => ({ type: 'text', value, style: 'double', ...nowhere });

/** A value as the tree of it would be, were it written in a file. */
export function nodeOf(value: Json): Node {
  if (value === null) return { type: 'null', ...nowhere };
  if (typeof value === 'string') return textNode(value);
  if (typeof value === 'number') return { type: 'number', value, source: String(value), ...nowhere };
  if (typeof value === 'boolean') return { type: 'bool', value, source: String(value), ...nowhere };
  if (!isRecord(value)) return { type: 'list', items: (value as readonly Json[]).map(nodeOf), ...nowhere };
  const entry = ([key, inner]: [string, Json]): Entry => ({ key, keyStart: 0, keyEnd: 0, value: nodeOf(inner) });
  return { type: 'map', entries: Object.entries(value).map(entry), ...nowhere };
}

/** A value as it is written: digits in quotes stay text. */
export function jsonOf(node: Node): Json {
  if (node.type === 'map') return Object.fromEntries(node.entries.map(({ key, value }) => [key, jsonOf(value)]));
  if (node.type === 'list') return node.items.map(jsonOf);
  return node.type === 'null' ? null : node.value;
}
