import type { Path } from '../base/diagnostic.ts';
import type { Issue } from '../base/issue.ts';
import { quote } from '../base/text.ts';
import { flow } from '../base/yaml-writer.ts';
import type { Field } from '../fields/field.ts';
import { childField, typeOf } from '../fields/registry.ts';
import { describeNode } from '../fields/type-mismatch.ts';
import type { ListNode, Node } from '../read/syntax-tree.ts';
import { readAsYaml, textOfValue } from '../read/variable-value.ts';
import type { VariableValue } from '../read/variable-value.ts';
import { maxLength } from '../read/variable-references.ts';
import type { TypedValue, TypeValue } from '../read/variables.ts';
import { specField } from '../spec/fields.ts';
import { fieldPathAt } from './field-path.ts';
import type { FieldPath } from './field-path.ts';

/** What of a value is not as its field wants it, and which item of a list that is. */
type Mismatch = { readonly unfit: Node; readonly field: Field; readonly item?: number };
type Fitted = Node | Mismatch;

const isMismatch = (fitted: Fitted): fitted is Mismatch => 'unfit' in fitted;

/** A value as a field wants it: text of a number where text is wanted, and each item of a list by itself. */
function asWanted(field: Field, node: Node, origin: string): Fitted {
  const type = typeOf(field);
  const mark = { substituted: true, origin } as const;
  if (type.textual) {
    const value = textOfValue(node);
    if (value === undefined) return { unfit: node, field };
    return { type: 'text', value: value.slice(0, maxLength), style: 'plain', start: node.start, end: node.end, ...mark };
  }
  if (field.type === 'list' && node.type === 'list') return itemsAsWanted(field.of, node, origin);
  const isValue = node.type === 'number' || node.type === 'bool' || node.type === 'text';
  return isValue && type.accepts(node, field) ? { ...node, ...mark } : { unfit: node, field };
}

function itemsAsWanted(of: Field, list: ListNode, origin: string): Fitted {
  const items: Node[] = [];
  for (const [index, item] of list.items.entries()) {
    const fitted = asWanted(of, item, origin);
    if (isMismatch(fitted)) return { item: index, ...fitted };
    items.push(fitted);
  }
  return { ...list, items, substituted: true, origin };
}

/** What a value adds to a spec, in UTF-16 units: each item of a list takes some memory, however short it is. */
const lengthOf = (node: Node): number =>
  node.type === 'list' ? node.items.reduce((sum, item) => sum + lengthOf(item) + 8, 0) : (textOfValue(node)?.length ?? 0);

function howToGive(field: Field): string {
  const { type } = field;
  if (type === 'object' || type === 'map' || type === 'entries')
    return 'A variable stands for text, a number, true or false, or a list of those. Write the mapping out, with variables in its values.';
  if (type !== 'list') return `Give it such a value, for example: ${flow(field.example)}`;
  const [example] = field.of.type === 'object' ? [] : [field.example];
  return example === undefined
    ? 'Its items are mappings: write them out, with variables in their values.'
    : `Give it a list, for example: ${flow(example)}`;
}

function wrongType(at: FieldPath, name: string, given: VariableValue, { unfit, field, item }: Mismatch): Issue {
  const what = item === undefined ? describeNode(unfit) : `a list whose item ${item + 1} is ${describeNode(unfit)}`;
  return {
    code: 'variable-wrong-type',
    severity: 'error',
    message: `${at.name} is the variable ${name}, which is ${what} (from ${given.origin}); ${item === undefined ? 'it' : 'each item'} must be ${typeOf(field).expected}.`,
    place: { path: [] },
    label: `not ${typeOf(field).expected}`,
    help: howToGive(at.field),
  };
}

function emptyList(at: FieldPath, name: string, given: VariableValue): Issue {
  const key = quote(`${String(at.path.at(-1))}: []`).slice(1, -1);
  return {
    code: 'variable-empty-list',
    severity: 'error',
    message: `${at.name} is the variable ${name}, which is an empty list (from ${given.origin}); that nothing is chosen has to be written out.`,
    place: { path: [] },
    label: 'chooses nothing',
    help: `Give the variable items, or write ${key} here where nothing is meant to be chosen.`,
  };
}

/** The place of a path in the spec; undefined where there is no such field. */
function fieldAt(path: Path): Field | undefined {
  let field: Field | undefined = specField;
  for (const key of path) field = field && childField(field, key);
  return field;
}

function typed(field: Field, path: Path, name: string, given: VariableValue, node: Node): TypedValue {
  const fitted = asWanted(field, node, given.origin);
  const related = given.place && [{ place: given.place, message: 'its value' }];
  if (isMismatch(fitted)) return { issue: wrongType(fieldPathAt(path), name, given, fitted), ...(related && { related }) };
  if (field.type === 'list' && field.emptyByHand && fitted.type === 'list' && fitted.items.length === 0)
    return { issue: emptyList(fieldPathAt(path), name, given), ...(related && { related }) };
  return { node: fitted, length: lengthOf(fitted) };
}

/** Gives variables the types that the fields of a spec want. Many entries have the same variable in the same field. */
export function typeValues(): TypeValue {
  const known = new Map<Field, Map<string, TypedValue>>();
  const nodes = new Map<VariableValue, Node>();
  const nodeOf = (given: VariableValue): Node => {
    const node = nodes.get(given) ?? (typeof given.value === 'string' ? readAsYaml(given.value) : given.value);
    nodes.set(given, node);
    return node;
  };
  return (path, name, given) => {
    const field = fieldAt(path);
    if (field === undefined || (typeOf(field).textual && textOfValue(given.value) !== undefined)) return undefined;
    const ofField = known.get(field) ?? new Map<string, TypedValue>();
    known.set(field, ofField);
    const before = ofField.get(name);
    if (before !== undefined && 'node' in before) return before;
    const made = typed(field, path, name, given, nodeOf(given));
    ofField.set(name, made);
    return made;
  };
}
