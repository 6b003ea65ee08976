import { recordOf } from '../base/json.ts';
import type { Entry, Node } from '../read/syntax-tree.ts';

/** What JSON takes for a number. `010`, `0x1F` and `.inf` are numbers to YAML, but not what a person means by one. */
const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

const keyOf = ({ key }: Entry): string => key;
const valueIn = ({ value }: Entry): unknown => plainValue(value);

/** The value of a tree; a number that JSON would not read is none. */
export function plainValue(node: Node): unknown {
  switch (node.type) {
    case 'map':
      return recordOf(node.entries, keyOf, valueIn);
    case 'list':
      return node.items.map(plainValue);
    case 'number':
      return jsonNumber.test(node.source) ? node.value : Number.NaN;
    case 'null':
      return null;
    default:
      return node.value;
  }
}
