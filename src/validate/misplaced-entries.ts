import type { Diagnostic, Fix, Path } from '../base/diagnostic.ts';
import { choices } from '../base/text.ts';
import { flow } from '../base/yaml-writer.ts';
import type { EntriesField } from '../fields/entries.ts';
import { fits } from '../fields/meant-value.ts';
import { childField } from '../fields/registry.ts';
import type { Kind } from '../kinds/kind.ts';
import { kinds } from '../kinds/registry.ts';
import { jsonOf } from '../read/made-nodes.ts';
import { find } from '../read/syntax-tree.ts';
import type { Entry, MapNode, Node } from '../read/syntax-tree.ts';
import type { FileOf } from '../read/variable-value.ts';
import { specField } from '../spec/fields.ts';
import { aliasOf } from './aliases.ts';
import { fieldPathAt } from './field-path.ts';
import type { IndentRecovery } from './indent-recovery.ts';
import { looksLikeEntry } from './misplaced-keys.ts';
import { movedTo } from './moved-values.ts';
import type { Move } from './moved-values.ts';
import { holdsVariables } from './quick-fixes.ts';

/** What stands in another place than it was meant for: where each of it goes, and the one finding about that. */
type Misplaced = { readonly moves: readonly Move[]; readonly found: Omit<Diagnostic, 'severity' | 'place' | 'fix'>; readonly fix?: Fix };

/** A key for an entry that has none. */
const names: { readonly [section: string]: string } = { snapshots: 'before-release', groups: 'database', desktopSnapshots: 'before-update' };
const nameOf = ({ section }: Kind): string => names[section] ?? 'nightly';

const sectionOf = ({ section }: Kind): EntriesField => specField.fields[section] as EntriesField;
const article = (title: string): string => `${/^[aeiou]/.test(title) ? 'an' : 'a'} ${title}`;
const listed = (entries: readonly Entry[]): string =>
  choices(
    entries.slice(0, 4).map(({ key }) => key),
    'and',
  );

/** Whether an entry of a section can only be a field of an entry: no entry is called so that is anything but a mapping. */
function isField(kind: Kind, { key, value }: Entry): boolean {
  const { of } = sectionOf(kind);
  if (!Object.hasOwn(of.fields, key) || value.type === 'null' || looksLikeEntry(sectionOf(kind), value)) return false;
  return value.type !== 'map' || fits(childField(of, key) as EntriesField['of'], value);
}

/** Fields of one entry directly below their section. */
function withoutName(kind: Kind, { entries }: MapNode, file: string): Misplaced | undefined {
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

/** Fields after an entry that stand beside it in its section. */
function besideEntry(kind: Kind, { entries }: MapNode, file: string): Misplaced[] {
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
function sectionInside(kind: Kind, root: MapNode, { entries }: MapNode): Misplaced[] {
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

/** An entry that is one of another kind in all that it has. */
function ofOtherKind(kind: Kind, root: MapNode, { entries }: MapNode): Misplaced[] {
  return entries.flatMap(({ key, value }): Misplaced[] => {
    if (value.type !== 'map' || looksLikeEntry(sectionOf(kind), value) || isField(kind, { key, value } as Entry)) return [];
    const own = value.entries.some((one) => childField(sectionOf(kind).of, one.key) === undefined);
    const other = kinds.find((one) => one !== kind && own && fits(sectionOf(one).of, value));
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
      },
    ];
  });
}

/** The fields of an entry at the top of the spec. */
function atTop(kind: Kind, root: MapNode, fileOf: FileOf): Misplaced[] {
  const section = find(root, kind.section);
  if (section !== undefined && section.value.type !== 'null') return [];
  const { fields, relations } = kind;
  const own = root.entries.filter(({ key }) => Object.hasOwn(fields, key) && childField(specField, key) === undefined);
  const has = (name: string): boolean => own.some(({ key }) => key === name);
  const needed = Object.keys(fields).filter((name) => fields[name]?.required);
  const targets = relations.flatMap((one) => (one.type === 'any' && one.severity === 'error' ? [one.fields] : []));
  if (!needed.every(has) || !targets.every((names) => names.some(has)) || needed.length + targets.length === 0) return [];
  const name = nameOf(kind);
  const file = fileOf([own[0]?.key as string]);
  if (own.some(({ key }) => fileOf([key]) !== file) || (section && fileOf([kind.section]) !== file)) return [];
  const text = `${kind.section}: ${flow({ [name]: Object.fromEntries(own.map(({ key, value }) => [key, jsonOf(value)])) })}`;
  const [first = '', ...rest] = [...(section ? [kind.section] : []), ...own.map(({ key }) => key)];
  return [
    {
      moves: own.map(({ key }) => ({ from: [key], to: [kind.section, name, key] })),
      found: {
        code: 'misplaced-entry',
        message: `${listed(own)} ${own.length > 1 ? 'stand' : 'stands'} at the top of the spec; ${own.length > 1 ? 'they belong' : 'it belongs'} to ${article(kind.title)}, which has a name under ${kind.section}.`,
        label: 'not at the top',
        help: `Write ${text}`,
      },
      ...(!own.some(({ value }) => holdsVariables(value)) && {
        fix: {
          title: `Write them under ${kind.section}`,
          safe: false,
          edits: [
            { place: { file, path: [first], part: 'entry' }, text },
            ...rest.map((key) => ({ place: { file, path: [key], part: 'whole' as const }, text: '' })),
          ],
        },
      }),
    },
  ];
}

/** All that is misplaced below one section. */
function inSection(kind: Kind, root: MapNode, fileOf: FileOf): Misplaced[] {
  const section = find(root, kind.section)?.value;
  if (section?.type !== 'map') return atTop(kind, root, fileOf);
  if (section.entries.length === 0) return [];
  const [file, ...others] = [...new Set(section.entries.map(({ key }) => fileOf([kind.section, key])))] as [string, ...string[]];
  if (others.length > 0) return [];
  const unnamed = withoutName(kind, section, file);
  if (unnamed) return [unnamed];
  return [...besideEntry(kind, section, file), ...sectionInside(kind, root, section), ...ofOtherKind(kind, root, section)];
}

/**
 * Puts entries, and fields of them, where they belong: those without a name, beside their entry, at the top of the spec, in
 * the section of another kind. Undefined where there are none.
 * @param plain the same tree without variables put in, which is the one that is changed
 */
export function recoverEntries(root: Node, plain: Node, fileOf: (path: Path) => string): IndentRecovery | undefined {
  if (root.type !== 'map') return undefined;
  const found = kinds.flatMap((kind) => inSection(kind, root, fileOf));
  if (found.length === 0) return undefined;
  const { tree, written } = movedTo(
    plain,
    found.flatMap(({ moves }) => moves),
  );
  const diagnostics = found.map(({ moves, found: one, fix }): Diagnostic => {
    const path = moves[0]?.from as Path;
    return { ...one, severity: 'error', place: { file: fileOf(path), path, part: 'key' }, ...(fix && { fix }) };
  });
  return { root: tree, diagnostics, written };
}
