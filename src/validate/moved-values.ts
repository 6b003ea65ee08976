import type { Path } from '../base/diagnostic.ts';
import { find } from '../read/syntax-tree.ts';
import type { Entry, MapNode, Node } from '../read/syntax-tree.ts';

/** A value of a tree, and where it goes. */
export type Move = { readonly from: Path; readonly to: Path };

/** The tree without an entry, and that entry. */
function takenOut(node: Node, [key, ...rest]: Path): readonly [Node, Entry | undefined] {
  const entry = node.type === 'map' ? find(node, String(key)) : undefined;
  if (node.type !== 'map' || entry === undefined) return [node, undefined];
  if (rest.length === 0) return [{ ...node, entries: node.entries.filter((one) => one !== entry) }, entry];
  const [value, taken] = takenOut(entry.value, rest);
  return [{ ...node, entries: node.entries.map((one) => (one === entry ? { ...one, value } : one)) }, taken];
}

/** The tree with an entry put in under the last key of a path; mappings on the way are made. */
function putIn(node: Node, [key = '', ...rest]: Path, entry: Entry): Node {
  const name = String(key);
  const map: MapNode = node.type === 'map' ? node : { type: 'map', entries: [], start: entry.keyStart, end: entry.value.end };
  if (rest.length === 0) return { ...map, entries: [...map.entries, { ...entry, key: name }] };
  const there = find(map, name);
  const value = putIn(there?.value ?? { type: 'null', start: 0, end: 0 }, rest, entry);
  if (there) return { ...map, entries: map.entries.map((one) => (one === there ? { ...one, value } : one)) };
  return { ...map, entries: [...map.entries, { ...entry, key: name, value }] };
}

const nameOf = (path: Path): string => JSON.stringify(path);

/** A tree with some values moved, and where a value of it stands in the one that is written. */
export function movedTo(root: Node, moves: readonly Move[]): { readonly tree: Node; readonly written: (path: Path) => Path } {
  let tree = root;
  for (const { from, to } of moves) {
    const [rest, entry] = takenOut(tree, from);
    if (entry) tree = putIn(rest, to, entry);
  }
  const origins = new Map(moves.map(({ from, to }) => [nameOf(to), from]));
  // What was made to hold something that moved stands nowhere: the first of that does.
  for (const { from, to } of moves)
    for (let length = 2; length < to.length; length++) {
      const path = nameOf(to.slice(0, length));
      if (!origins.has(path) && !isIn(root, to.slice(0, length))) origins.set(path, from);
    }
  const written = (path: Path): Path => {
    for (let length = path.length; length > 0; length--) {
      const from = origins.get(nameOf(path.slice(0, length)));
      if (from) return [...from, ...path.slice(length)];
    }
    return path;
  };
  return { tree, written };
}

function isIn(root: Node, path: Path): boolean {
  let node: Node | undefined = root;
  for (const key of path) node = node?.type === 'map' ? find(node, String(key))?.value : undefined;
  return node !== undefined;
}
