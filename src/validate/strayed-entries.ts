import type { Fix } from '../base/diagnostic.ts';
import { flow } from '../base/yaml-writer.ts';
import { fits } from '../fields/meant-value.ts';
import { childField } from '../fields/registry.ts';
import type { Kind } from '../kinds/kind.ts';
import { kinds } from '../kinds/registry.ts';
import { jsonOf } from '../read/made-nodes.ts';
import { find } from '../read/syntax-tree.ts';
import type { Entry, MapNode, Node } from '../read/syntax-tree.ts';
import { specField } from '../spec/fields.ts';
import { looksLikeEntry } from './misplaced-keys.ts';
import { holdsVariables } from './quick-fixes.ts';
import { article, isField, listed, sectionOf, writingEdits } from './misplaced.ts';
import type { Misplaced, Trees } from './misplaced.ts';

/** Fields after an entry that stand beside it in its section. */
export function besideEntry(kind: Kind, { entries }: MapNode, file: string): Misplaced[] {
  const first = entries.findIndex((one) => isField(kind, one));
  const above = entries[first - 1];
  if (above?.value.type !== 'map' || isField(kind, above)) return [];
  const after = entries.slice(first).findIndex((one) => !isField(kind, one));
  const fields = entries.slice(first, after < 0 ? undefined : first + after);
  const { value } = above;
  if (fields.some(({ key }) => find(value as MapNode, key))) return [];
  const one = fields.length === 1;
  const [inside] = value.entries;
  const text = fields.map((field) => `${field.key}: ${flow(jsonOf(field.value))}`);
  const [only = ''] = text;
  return [
    {
      moves: fields.map(({ key }) => ({ from: [kind.section, key], to: [kind.section, above.key, key] })),
      found: {
        code: 'not-indented',
        message: `${listed(fields)} ${one ? 'stands' : 'stand'} beside ${above.key} in ${kind.section}; ${one ? 'it belongs' : 'they belong'} below it.`,
        label: `not indented below ${above.key}`,
        related: [{ place: { file, path: [kind.section, above.key], part: 'key' }, message: 'below this' }],
        help: `Indent ${one ? 'it' : 'them'} by two more spaces, as the other fields of ${above.key} are.`,
      },
      ...(one &&
        inside &&
        !holdsVariables(fields[0]?.value as Node) && {
          fix: {
            title: `Move it to ${kind.section}/${above.key}`,
            safe: false,
            edits: [
              { place: { file, path: [kind.section, above.key, inside.key], part: 'before' }, text: only },
              { place: { file, path: [kind.section, fields[0]?.key as string], part: 'whole' }, text: '' },
            ],
          },
        }),
    },
  ];
}

/** A section that stands in another one, one place too deep. */
export function sectionInside(kind: Kind, root: MapNode, { entries }: MapNode): Misplaced[] {
  return entries.flatMap(({ key, value }): Misplaced[] => {
    const field = childField(specField, key);
    if (field === undefined || value.type !== 'map' || find(root, key) || looksLikeEntry(sectionOf(kind), value)) return [];
    const fitting = field.type === 'entries' ? value.entries.every((one) => looksLikeEntry(field, one.value)) : fits(field, value);
    if (!fitting || value.entries.length === 0) return [];
    return [
      {
        moves: [{ from: [kind.section, key], to: [key] }],
        found: {
          code: 'misplaced-entry',
          message: `${key} stands in ${kind.section}; it is a section of its own, at the top of the spec.`,
          label: 'one place too deep',
          help: `Indent it, and all that is below it, by two spaces less: it stands beside ${kind.section}.`,
        },
      },
    ];
  });
}

/** Writing an entry into another section; the only one of a section takes the name of its section along. */
export function changedKind(kind: Kind, other: Kind, plain: MapNode, { key, value }: Entry, many: number, file: string): Fix {
  const title = `Write it under ${other.section}`;
  const isAlone = many === 1;
  if (isAlone && find(plain, other.section) === undefined)
    return { title, safe: false, edits: [{ place: { file, path: [kind.section], part: 'key' }, text: other.section }] };
  const gone = isAlone ? [kind.section] : [kind.section, key];
  const edits = writingEdits(other, plain, key, jsonOf(value), { key: kind.section }, file);
  return { title, safe: false, edits: [...edits, { place: { file, path: gone, part: 'whole' }, text: '' }] };
}

const isWhole = ({ fields }: Kind, value: MapNode): boolean =>
  Object.keys(fields).every((name) => fields[name]?.required === undefined || find(value, name) !== undefined);

/** An entry that is one of another kind in all that it has. */
export function ofOtherKind(kind: Kind, { root, plain }: Trees, { entries }: MapNode, file: string): Misplaced[] {
  return entries.flatMap(({ key, value }): Misplaced[] => {
    if (value.type !== 'map' || looksLikeEntry(sectionOf(kind), value) || isField(kind, { key, value } as Entry)) return [];
    const own = value.entries.some((one) => childField(sectionOf(kind).of, one.key) === undefined);
    const other = kinds.find((one) => one !== kind && own && isWhole(one, value) && fits(sectionOf(one).of, value));
    const there = other && find(root, other.section)?.value;
    if (other === undefined || (there?.type === 'map' && find(there, key))) return [];
    return [
      {
        moves: [{ from: [kind.section, key], to: [other.section, key] }],
        found: {
          code: 'misplaced-entry',
          message: `${kind.section}/${key} has the fields of ${article(other.title)}, and not of ${article(kind.title)}.`,
          label: `not ${article(kind.title)}`,
          help: `Write it under ${other.section}, at the top of the spec.`,
        },
        ...(!holdsVariables(value) && { fix: changedKind(kind, other, plain, { key, value } as Entry, entries.length, file) }),
      },
    ];
  });
}
