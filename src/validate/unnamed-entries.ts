import type { Json } from '../base/json.ts';
import { flow } from '../base/yaml-writer.ts';
import { childField } from '../fields/registry.ts';
import type { Kind } from '../kinds/kind.ts';
import { jsonOf } from '../read/made-nodes.ts';
import { find } from '../read/syntax-tree.ts';
import type { Entry, MapNode, Node } from '../read/syntax-tree.ts';
import { specField } from '../spec/fields.ts';
import { aliasOf } from './aliases.ts';
import { fieldPathAt } from './field-path.ts';
import { looksLikeEntry } from './misplaced-keys.ts';
import { article, holds, isField, listed, nameOf, sectionOf, writingEdits } from './misplaced.ts';
import type { Misplaced, Trees } from './misplaced.ts';

/** Fields of one entry directly below their section. */
export function withoutName(kind: Kind, { entries }: MapNode, file: string): Misplaced | undefined {
  const at = fieldPathAt([kind.section, nameOf(kind)]);
  const isOurs = (entry: Entry): boolean => childField(at.field, entry.key) !== undefined || aliasOf(at, entry.key) !== undefined;
  const all = entries.every((one) => isOurs(one) && !looksLikeEntry(sectionOf(kind), one.value));
  const named = entries.length > 1 && entries.every(({ value }) => value.type !== 'map' && value.type !== 'null');
  if (!all || !(named || entries.some((one) => isField(kind, one)))) return undefined;
  const name = nameOf(kind);
  const path = [kind.section];
  return {
    moves: entries.map(({ key }) => ({ from: [kind.section, key], to: [kind.section, name, key] })),
    found: {
      code: 'misplaced-entry',
      message: `${listed(entries)} ${entries.length > 1 ? 'stand' : 'stands'} directly below ${kind.section}, which maps names to entries: the ${kind.title} has no name.`,
      label: 'no name above it',
      help: `Give it a name, and indent its fields by two more spaces:\n${kind.section}:\n  ${name}:\n    ${entries[0]?.key}: …`,
    },
    fix: { title: `Put it below the name ${name}`, safe: false, edits: [{ place: { file, path, part: 'below' }, text: name }] },
  };
}

/** A name that no entry of a section has. */
const freeName = (kind: Kind, section: Node | undefined): string =>
  section?.type === 'map' && find(section, nameOf(kind)) ? `${nameOf(kind)}-2` : nameOf(kind);

/** The fields of an entry at the top of the spec. */
export function atTop(kind: Kind, { root, plain, fileOf }: Trees): Misplaced[] {
  const section = find(plain, kind.section)?.value;
  const { fields, relations } = kind;
  const own = plain.entries.filter(({ key }) => Object.hasOwn(fields, key) && childField(specField, key) === undefined);
  const has = (name: string): boolean => own.some(({ key }) => key === name);
  const needed = Object.keys(fields).filter((name) => fields[name]?.required);
  const targets = relations.flatMap((one) => (one.type === 'any' && one.severity === 'error' ? [one.fields] : []));
  if (!needed.every(has) || !targets.every((names) => names.some(has)) || needed.length + targets.length === 0) return [];
  // Beside entries of the kind, what could be their defaults is that.
  const isSure = own.some(({ key }) => fields[key]?.inherited === undefined);
  if (section?.type === 'map' && section.entries.length > 0 && !isSure) return [];
  const name = freeName(kind, section);
  const paths = [...own.map(({ key }) => [key]), ...(section ? [[kind.section]] : [])];
  const [file, ...others] = [...new Set(paths.map(fileOf))] as [string, ...string[]];
  if (others.length > 0) return [];
  const value: Json = Object.fromEntries(own.map(({ key, value: one }) => [key, jsonOf(one)]));
  const [first] = own as [Entry];
  const edits = writingEdits(kind, plain, name, value, { key: first.key, isGone: true }, file);
  const isWhole = own.every((one) => holds(find(root, one.key)?.value) === false);
  // The first of them is where the new section is written.
  const gone = own.filter(({ key }) => section !== undefined || key !== first.key);
  const fix = isWhole && {
    title: `Write ${own.length > 1 ? 'them' : 'it'} under ${kind.section}`,
    safe: false,
    edits: [...edits, ...gone.map(({ key }) => ({ place: { file, path: [key], part: 'whole' as const }, text: '' }))],
  };
  return [
    {
      moves: own.map(({ key }) => ({ from: [key], to: [kind.section, name, key] })),
      found: {
        code: 'misplaced-entry',
        message: `${listed(own)} ${own.length > 1 ? 'stand' : 'stands'} at the top of the spec; ${own.length > 1 ? 'they belong' : 'it belongs'} to ${article(kind.title)}, which has a name under ${kind.section}.`,
        label: 'not at the top',
        help: `Write ${kind.section}: ${flow({ [name]: value })}`,
      },
      ...(fix && { fix }),
    },
  ];
}
