import type { Fix, Spot } from '../base/diagnostic.ts';
import type { Json } from '../base/json.ts';
import { flow } from '../base/yaml-writer.ts';
import type { Field } from '../fields/field.ts';
import { fits, meantValue } from '../fields/meant-value.ts';
import { childField, typeOf } from '../fields/registry.ts';
import { nodeOf } from '../read/made-nodes.ts';
import type { Node } from '../read/syntax-tree.ts';
import { childPath } from './field-path.ts';
import type { FieldPath } from './field-path.ts';
import { holdsVariables } from './quick-fixes.ts';
import { checkRelations } from './relations.ts';

const isStructure = ({ type }: { readonly type: string }): boolean => type !== 'text' && type !== 'number' && type !== 'bool';

/** Whether nothing is wrong between the fields of a value, nor of what is below it. */
function isRelated(at: FieldPath, node: Node): boolean {
  if (node.type === 'map' && at.field.type === 'object' && checkRelations(at, node).some(({ severity }) => severity === 'error'))
    return false;
  const below = (key: string | number, inner: Node): boolean => {
    const field = childField(at.field, key);
    return field === undefined || isRelated(childPath(at, key, field), inner);
  };
  if (node.type === 'map') return node.entries.every(({ key, value }) => below(key, value));
  return node.type !== 'list' || node.items.every((item, index) => below(index, item));
}

/** Whether a value has no errors at all at a place, made or written. */
export const isRight = (at: FieldPath, node: Node): boolean => fits(at.field, node) && isRelated(at, node);

/** What a value of a wrong shape means at its place; undefined where it is not clear, or would not be right. */
export function shapeMeant(at: FieldPath, node: Node): Json | undefined {
  if (holdsVariables(node) || node.type === 'null') return undefined;
  const takesStructure = !typeOf(at.field).textual && at.field.type !== 'int' && at.field.type !== 'bool';
  if (!isStructure(node) && !takesStructure) return undefined;
  const meant = meantValue(at.field, node);
  return meant !== undefined && isRight(at, nodeOf(meant)) ? meant : undefined;
}

const plainKey = /^[A-Za-z][A-Za-z0-9_-]*$/;

/** The edit that writes another value, with its key where the value may reach over several lines. */
export function valueEdit(
  path: readonly (string | number)[],
  node: Node,
  key: string | number | undefined,
  value: Json,
): Fix<Spot>['edits'][number] | undefined {
  if (!isStructure(node) && !(node.type === 'text' && node.style === 'block')) return { place: { path }, text: flow(value) };
  if (typeof key === 'number') return { place: { path }, text: flow(value) };
  return key !== undefined && plainKey.test(key) ? { place: { path, part: 'entry' }, text: `${key}: ${flow(value)}` } : undefined;
}

/** Writing a value of a wrong shape as its field takes it. */
export function structureFix(at: FieldPath, node: Node): Fix<Spot> | undefined {
  const meant = shapeMeant(at, node);
  if (meant === undefined) return undefined;
  const edit = valueEdit([], node, at.path.at(-1), meant);
  return edit && { title: `Write ${flow(meant)}`, safe: false, edits: [edit] };
}

/** What is meant by a value, by its field alone. */
export const meantBy = (field: Field, node: Node): Json | undefined => (holdsVariables(node) ? undefined : meantValue(field, node));
