import type { Diagnostic } from '../base/diagnostic.ts';
import { diagnosticAt } from '../base/issue.ts';
import type { Issue } from '../base/issue.ts';
import type { Field } from '../fields/field.ts';
import type { Subject } from '../fields/field-type.ts';
import { childField, isValid, shapeIssues } from '../fields/registry.ts';
import type { Kind } from '../kinds/kind.ts';
import { kinds } from '../kinds/registry.ts';
import { find } from '../read/syntax-tree.ts';
import type { Entry, MapNode, Node } from '../read/syntax-tree.ts';
import type { FileOf } from '../read/variable-value.ts';
import { specField } from '../spec/fields.ts';

type DefaultMap = { readonly name: string; readonly values: Field; readonly entries: readonly Entry[] };

/** The maps of `defaults`, whose members are merged into entries. */
function mapsIn(root: Node): readonly DefaultMap[] {
  const node = root.type === 'map' ? find(root, 'defaults')?.value : undefined;
  const section = childField(specField, 'defaults');
  if (node?.type !== 'map' || section === undefined) return [];
  return node.entries.flatMap(({ key: name, value }): DefaultMap[] => {
    const field = childField(section, name);
    return field?.type === 'map' && value.type === 'map' ? [{ name, values: field.values, entries: value.entries }] : [];
  });
}

/** The first entry of a kind that takes this default: one without a value of its own. */
function takerOf(root: MapNode, kind: Kind, name: string, key: string): Entry | undefined {
  const section = find(root, kind.section)?.value;
  if (section?.type !== 'map') return undefined;
  return section.entries.find(({ value }) => {
    const own = value.type === 'map' ? find(value, name)?.value : undefined;
    return !(own?.type === 'map' && find(own, key));
  });
}

/** What a kind has against a value of `defaults`. */
function errorOf(kind: Kind, name: string, value: Node, subject: Subject): Issue | undefined {
  const own = kind.fields[name];
  return own?.type === 'map' ? shapeIssues(own.values, value, subject)[0] : undefined;
}

function refusal(root: MapNode, { name, values }: DefaultMap, { key, value }: Entry, fileOf: FileOf): Diagnostic | undefined {
  if (value.type !== 'text' || value.unresolved || value.invalid || !isValid(values, value)) return undefined;
  const path = ['defaults', name, key];
  for (const kind of kinds) {
    const error = errorOf(kind, name, value, { name: path.join('.'), code: `${kind.code}-${name}-value` });
    const taker = error && takerOf(root, kind, name, key);
    if (error === undefined || taker === undefined) continue;
    const entry = [kind.section, taker.key];
    const related = [{ place: { file: fileOf(entry), path: entry, part: 'key' as const }, message: `this ${kind.title} takes it` }];
    return { ...diagnosticAt(error, { file: fileOf(path), path }), related };
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
