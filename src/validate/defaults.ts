import type { Diagnostic } from '../base/diagnostic.ts';
import type { TextField } from '../fields/field.ts';
import { kinds } from '../kinds/registry.ts';
import type { Kind } from '../kinds/kind.ts';
import { specField } from '../spec/fields.ts';
import { find } from '../read/syntax-tree.ts';
import type { Entry, MapNode, Node } from '../read/syntax-tree.ts';
import type { FileOf } from '../read/variables.ts';
import { atValue } from './schema-errors.ts';
import { validateText } from './text.ts';
import type { ValueIssue } from './text.ts';
import { childField } from './field-path.ts';

type Map = { readonly name: string; readonly field: TextField; readonly entries: readonly Entry[] };

/** The maps of `defaults`, whose members are merged into entries. */
function mapsIn(root: Node): readonly Map[] {
  const node = root.type === 'map' ? find(root, 'defaults')?.value : undefined;
  const section = childField(specField, 'defaults');
  if (node?.type !== 'map' || section === undefined) return [];
  return node.entries.flatMap(({ key: name, value }): Map[] => {
    const field = childField(section, name);
    return field?.type === 'map' && value.type === 'map' ? [{ name, field: field.values, entries: value.entries }] : [];
  });
}

const errorIn = (field: TextField, text: string, name: string, code: string): ValueIssue | undefined =>
  validateText(field, text, name, code).find((one) => one.severity === 'error');

/** The first entry of a kind that takes this default: one without a value of its own. */
function taker(root: MapNode, kind: Kind, name: string, key: string): Entry | undefined {
  const section = find(root, kind.section)?.value;
  if (section?.type !== 'map') return undefined;
  return section.entries.find(({ value }) => {
    const own = value.type === 'map' ? find(value, name)?.value : undefined;
    return !(own?.type === 'map' && find(own, key));
  });
}

function refusal(root: MapNode, { name, field }: Map, { key, value }: Entry, fileOf: FileOf): Diagnostic | undefined {
  if (value.type !== 'text' || value.unresolved || errorIn(field, value.value, '', '')) return undefined;
  const path = ['defaults', name, key];
  for (const kind of kinds) {
    const own = kind.fields[name];
    const error = own?.type === 'map' ? errorIn(own.values, value.value, path.join('.'), `${kind.code}-${name}-value`) : undefined;
    const entry = error && taker(root, kind, name, key);
    if (entry === undefined || error === undefined) continue;
    const place = { file: fileOf([kind.section, entry.key]), path: [kind.section, entry.key], part: 'key' as const };
    return { ...atValue(error, value, fileOf(path), path), related: [{ place, message: `this ${kind.title} takes it` }] };
  }
  return undefined;
}

const pathOf = ({ place }: Diagnostic): string => (place && 'path' in place ? JSON.stringify(place.path) : '');

/**
 * What one kind takes and another refuses, where it stands in `defaults`: whom it reaches decides. Where it reaches a kind
 * that refuses it, the error stands in place of the warning.
 * @param found what was found so far
 */
export function checkDefaults(root: Node, fileOf: FileOf, found: readonly Diagnostic[]): Diagnostic[] {
  const errors = mapsIn(root).flatMap((map) => map.entries.flatMap((entry) => refusal(root as MapNode, map, entry, fileOf) ?? []));
  if (errors.length === 0) return [...found];
  const decided = new Set(errors.map(pathOf));
  return [...found.filter((one) => one.severity === 'error' || !decided.has(pathOf(one))), ...errors];
}
