import type { Fix, Path } from '../base/diagnostic.ts';
import { sameJson } from '../base/json.ts';
import { choices } from '../base/text.ts';
import { flow } from '../base/yaml-writer.ts';
import type { EntriesField } from '../fields/entries.ts';
import type { Field } from '../fields/field.ts';
import { kinds } from '../kinds/registry.ts';
import { jsonOf, nodeOf } from '../read/made-nodes.ts';
import { nodeAt } from '../read/source-span.ts';
import { find } from '../read/syntax-tree.ts';
import type { Entry, Node } from '../read/syntax-tree.ts';
import type { FileOf } from '../read/variable-value.ts';
import { childPath, fieldPathAt, rootPath } from './field-path.ts';
import type { FieldPath } from './field-path.ts';
import { isRight, meantBy } from './structure-fix.ts';

const folded = (word: string): string => word.toLowerCase().replace(/[_-]/g, '');

/** The object, around the one in which a key stands, that has the field; and whether it holds it already. */
export type Outer = { readonly at: FieldPath; readonly name: string; readonly present: boolean; readonly isEntry?: true };

/** Whether a value looks like an entry of a section: a mapping of nothing but fields that such an entry has. */
export const looksLikeEntry = ({ of }: EntriesField, value: Node): boolean =>
  value.type === 'map' && value.entries.length > 0 && value.entries.every(({ key }) => Object.hasOwn(of.fields, key));

/** Where a key belongs that an object does not have: in one of those around it, as a field, or as an entry of its own. */
export function outerOf({ path }: FieldPath, entry: Entry, root: Node): Outer | undefined {
  for (let length = path.length - 1; length >= 0; length--) {
    const at = fieldPathAt(path.slice(0, length));
    const node = nodeAt(root, at.path);
    if (node?.type !== 'map') continue;
    const { field } = at;
    if (field.type === 'entries' && length === path.length - 1 && looksLikeEntry(field, entry.value))
      return { at, name: entry.key, present: find(node, entry.key) !== undefined, isEntry: true };
    const name = field.type === 'object' && Object.keys(field.fields).find((one) => folded(one) === folded(entry.key));
    if (name) return { at, name, present: find(node, name) !== undefined };
  }
  return undefined;
}

/** What is said of a key that belongs further out. */
export function outerHelp({ path }: FieldPath, key: string, { at, name, present, isEntry }: Outer): string {
  const beside = String(path[at.path.length]);
  const where = at.depth === 0 ? 'at the top of the spec' : isEntry ? `under ${at.name}` : `in ${at.name}`;
  const it = name === key ? 'It' : name;
  const stands = isEntry ? `It looks like an entry of its own: it belongs ${where}` : `${it} belongs ${where}`;
  return present && !isEntry
    ? `${it} stands ${where}, and there is one already: remove this one.`
    : `${stands}, beside ${beside} and not in it.`;
}

type Whole = { readonly root: Node; readonly fileOf: FileOf };

/** Whether the outer object has the same value already. */
function isSame({ at, name }: Outer, { value }: Entry, root: Node): boolean {
  const there = nodeAt(root, [...at.path, name]);
  return there !== undefined && sameJson(jsonOf(there), jsonOf(value));
}

const removing = (file: string, path: Path): Fix => ({
  title: 'Remove it',
  safe: false,
  edits: [{ place: { file, path, part: 'whole' }, text: '' }],
});

/** Taking an entry out of the object in which it stands, and writing it before the one that holds that object. Its places begin at the root. */
export function movingFix(at: FieldPath, node: Node, key: string, outer: Outer, { root, fileOf }: Whole): Fix | undefined {
  const entry = node.type === 'map' ? find(node, key) : undefined;
  const field =
    outer.at.field.type === 'entries' ? outer.at.field.of : (outer.at.field as { fields: { [name: string]: Field } }).fields[outer.name];
  if (entry === undefined || field === undefined) return undefined;
  if (outer.present) return isSame(outer, entry, root) ? removing(fileOf([...at.path, key]), [...at.path, key]) : undefined;
  const inner = childPath(outer.at, outer.name, field);
  const value = meantBy(field, entry.value);
  if (value === undefined || !isRight(inner, nodeOf(value))) return undefined;
  const beside: Path = at.path.slice(0, outer.at.path.length + 1);
  const [from, to] = [[...at.path, key], beside];
  if (fileOf(from) !== fileOf(to)) return undefined;
  const text = `${outer.name}: ${flow(value)}`;
  return {
    title: `Move it ${outer.at.depth === 0 ? 'to the top of the spec' : `to ${outer.at.name}`}`,
    safe: false,
    edits: [
      { place: { file: fileOf(to), path: to, part: 'before' }, text },
      { place: { file: fileOf(from), path: from, part: 'whole' }, text: '' },
    ],
  };
}

/** What is said of a key that only other kinds have. */
export function cousinHelp({ path, field }: FieldPath, key: string): string | undefined {
  if (path[0] === 'variables' && path.length === 2)
    return 'A variable has a default and nothing else; what differs between environments is given with --var-file, a file for each.';
  const own = kinds.find(({ section }) => section === path[0]);
  const name = (fields: object): string | undefined => Object.keys(fields).find((one) => folded(one) === folded(key));
  const others = kinds.filter((one) => one !== own && name(one.fields));
  const [first] = others;
  if (path.length === 0 && /^[x.]-|^\./.test(key))
    return 'YAML here has no anchors, so that nothing is kept for later use: values that entries share stand in defaults. Remove it.';
  const isTop = path.length === 0 || path[0] === 'defaults';
  if (first === undefined || !(isTop || path.length === 2)) return undefined;
  const called = name(first.fields) as string;
  const sections = choices(
    others.map(({ section }) => section),
    'and',
  );
  const example = flow({ [called]: first.example[called] ?? jsonOf(nodeOf(first.fields[called]?.example ?? null)) }).slice(1, -1);
  if (!isTop) return `Only ${sections} have ${called}: remove it here.`;
  const why = field === rootPath.field ? '' : ', and it has no default';
  return `Only ${sections} have ${called}${why}: it stands in each entry, below its key: ${first.section}: {NAME: {${example}, …}}`;
}
