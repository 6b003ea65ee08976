import { decode } from '../../src/read/decode.ts';
import type { Node } from '../../src/read/syntax-tree.ts';
import { parse } from '../../src/read/parse.ts';
import { Broken } from './oracles.ts';

/** Another reader of YAML, with every scalar left as text; it throws for what it does not take. */
export type OtherReader = (text: string) => unknown;

/** What the other reader made of a text that ours took. */
export type Opinion = 'agrees' | 'refuses' | 'none';

function same(node: Node, other: unknown): boolean {
  if (node.type === 'list')
    return Array.isArray(other) && other.length === node.items.length && node.items.every((item, index) => same(item, other[index]));
  if (node.type === 'map') {
    if (typeof other !== 'object' || other === null || Array.isArray(other)) return false;
    const keys = Object.keys(other);
    return (
      keys.length === node.entries.length &&
      node.entries.every(({ key, value }) => Object.hasOwn(other, key) && same(value, (other as Record<string, unknown>)[key]))
    );
  }
  // Without a schema, nothing, `null` and an empty text are the same to every reader.
  if (node.type === 'null') return other === null || other === undefined || /^(?:|~|null|Null|NULL)$/.test(String(other));
  // Readers differ on whether a block of nothing but spaces holds them.
  if (node.type === 'text' && node.style === 'block' && node.value.trim() === '') return String(other).trim() === '';
  return other === (node.type === 'text' ? node.value : node.source);
}

/**
 * Whether another reader sees the values that ours sees. That it refuses a text is no disagreement: two readers
 * that give one file two meanings are the danger.
 * @throws Broken where the values differ
 */
export function askOther(content: Uint8Array, other: OtherReader): Opinion {
  const text = decode('f', content).value;
  const document = text === undefined ? undefined : parse('f', text).value;
  // What is no map is refused as a spec anyway.
  if (document?.root.type !== 'map') return 'none';
  let value: unknown;
  try {
    value = other(document.text);
  } catch {
    return 'refuses';
  }
  if (!same(document.root, value)) throw new Broken('second-opinion', `the other reader sees ${JSON.stringify(value)?.slice(0, 400)}`);
  return 'agrees';
}
