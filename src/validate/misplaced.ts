import type { Diagnostic, Fix } from '../base/diagnostic.ts';
import type { Json } from '../base/json.ts';
import { choices } from '../base/text.ts';
import { flow } from '../base/yaml-writer.ts';
import type { EntriesField } from '../fields/entries.ts';
import { fits } from '../fields/meant-value.ts';
import { childField } from '../fields/registry.ts';
import type { Kind } from '../kinds/kind.ts';
import { find } from '../read/syntax-tree.ts';
import type { Entry, MapNode, Node } from '../read/syntax-tree.ts';
import type { FileOf } from '../read/variable-value.ts';
import { specField } from '../spec/fields.ts';
import { looksLikeEntry } from './misplaced-keys.ts';
import type { Move } from './moved-values.ts';
import { holdsVariables } from './quick-fixes.ts';

/** A spec with its values in it, and as it is written. */
export type Trees = { readonly root: MapNode; readonly plain: MapNode; readonly fileOf: FileOf };

/** Whether a value takes some of it from a variable. */
export const holds = (node: Node | undefined): boolean => node === undefined || holdsVariables(node);

/** What stands in another place than it was meant for: where each of it goes, and the one finding about that. */
export type Misplaced = {
  readonly moves: readonly Move[];
  readonly found: Omit<Diagnostic, 'severity' | 'place' | 'fix'>;
  readonly fix?: Fix;
};

/** A key for an entry that has none. */
export const names: { readonly [section: string]: string } = {
  snapshots: 'before-release',
  groups: 'database',
  desktopSnapshots: 'before-update',
};
export const nameOf = ({ section }: Kind): string => names[section] ?? 'nightly';

export const sectionOf = ({ section }: Kind): EntriesField => specField.fields[section] as EntriesField;
export const article = (title: string): string => `${/^[aeiou]/.test(title) ? 'an' : 'a'} ${title}`;
export const listed = (entries: readonly Entry[]): string =>
  choices(
    entries.slice(0, 4).map(({ key }) => key),
    'and',
  );

/** Whether an entry of a section can only be a field of an entry: no entry is called so that is anything but a mapping. */
export function isField(kind: Kind, { key, value }: Entry): boolean {
  const { of } = sectionOf(kind);
  if (!Object.hasOwn(of.fields, key) || value.type === 'null' || looksLikeEntry(sectionOf(kind), value)) return false;
  return value.type !== 'map' || fits(childField(of, key) as EntriesField['of'], value);
}

/** A key at the top of the spec beside which a new section is written, or in the place of which. */
type Beside = { readonly key: string; readonly isGone?: true };

/** Writing an entry into a section: as its first one, in the place of an empty section, or with the section beside another key. */
export function writingEdits(kind: Kind, root: MapNode, key: string, value: Json, beside: Beside, file: string): Fix['edits'] {
  const section = find(root, kind.section)?.value;
  const [first] = section?.type === 'map' ? section.entries : [];
  if (first) return [{ place: { file, path: [kind.section, first.key], part: 'before' }, text: `${key}: ${flow(value)}` }];
  const text = `${kind.section}: ${flow({ [key]: value })}`;
  if (section) return [{ place: { file, path: [kind.section], part: 'entry' }, text }];
  return [{ place: { file, path: [beside.key], part: beside.isGone ? 'entry' : 'before' }, text }];
}
