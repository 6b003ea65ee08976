import type { Diagnostic, Fix, Path, Spot } from '../base/diagnostic.ts';
import { diagnosticAt } from '../base/issue.ts';
import type { Issue } from '../base/issue.ts';
import { suggest } from '../base/suggest.ts';
import { choices, quote } from '../base/text.ts';
import { flow } from '../base/yaml-writer.ts';
import { factDetails } from '../fields/fact-details.ts';
import type { Field } from '../fields/field.ts';
import type { ObjectField } from '../fields/object.ts';
import { childField, shapeIssues } from '../fields/registry.ts';
import { textIssues } from '../fields/text.ts';
import { find } from '../read/syntax-tree.ts';
import type { Node } from '../read/syntax-tree.ts';
import type { FileOf } from '../read/variable-value.ts';
import type { SchemaError } from '../../schema/validator.js';
import { childPath, fieldNames, rootPath } from './field-path.ts';
import type { FieldPath } from './field-path.ts';
import { withOrigin } from './origin.ts';
import { highlightRemovalFix, quickFix } from './quick-fixes.ts';

const unescaped = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');

function memberOf(node: Node, key: string): { key: string | number; node: Node | undefined } {
  if (node.type === 'list') return { key: Number(key), node: node.items[Number(key)] };
  return { key, node: node.type === 'map' ? find(node, key)?.value : undefined };
}

/** The field and the node that a JSON Pointer names. */
export function resolvePointer(pointer: string, root: Node): { at: FieldPath; node: Node } | undefined {
  let [at, node] = [rootPath, root];
  for (const part of pointer.split('/').slice(1).map(unescaped)) {
    const next = memberOf(node, part);
    const field: Field | undefined = childField(at.field, next.key);
    if (field === undefined || next.node === undefined) return undefined;
    [at, node] = [childPath(at, next.key, field), next.node];
  }
  return { at, node };
}

/** How a field is added that is missing. */
function addHelp(field: Field, name: string): string {
  if (field.type !== 'text' || field.refersTo === undefined) return `Add it: ${name}: ${flow(field.example)}`;
  return `Add it: ${name}: …, the id of the ${field.refersTo}, which looks like ${flow(field.example)}`;
}

const theKey: Spot = { path: [], part: 'key' };

function missingField(at: FieldPath, name: string): Issue {
  const field = (at.field as ObjectField).fields[name] as Field;
  return {
    code: 'missing-field',
    severity: 'error',
    message: `${at.name} has no ${name}, which is required.`,
    place: theKey,
    label: `${name} is missing`,
    help: addHelp(field, name),
    ...(field.required && factDetails(field.required)),
  };
}

/** The one name that was meant, unless it stands there already. Quotes of the key stay. */
function renameFix(node: Node, key: string, near: readonly string[]): Fix<Spot> | undefined {
  const [name, ...others] = near;
  if (name === undefined || others.length > 0 || node.type !== 'map') return undefined;
  const entry = find(node, key);
  if (entry === undefined || find(node, name)) return undefined;
  const isQuoted = entry.keyEnd - entry.keyStart > key.length;
  return { title: `Rename it to ${name}`, safe: false, edits: [{ place: theKey, text: isQuoted ? JSON.stringify(name) : name }] };
}

const rejectedKey = ({ rejectedKeys }: ObjectField, key: string) =>
  rejectedKeys && Object.hasOwn(rejectedKeys, key) ? rejectedKeys[key] : undefined;

function unknownKey(at: FieldPath, node: Node, key: string, near: readonly string[]): Issue {
  const field = at.field as ObjectField;
  const rejected = rejectedKey(field, key);
  if (rejected)
    return {
      code: 'unsupported-field',
      severity: 'error',
      message: `${at.name} has ${key}: ${rejected.why}.`,
      place: theKey,
      label: 'not a field here',
      help: `Remove ${key}.`,
      ...factDetails(rejected),
    };
  const fix = renameFix(node, key, near);
  return {
    code: 'unknown-key',
    severity: 'error',
    message: `${at.name} has the unknown key ${quote(key)}.`,
    place: theKey,
    label: near.length > 0 ? `did you mean ${choices(near)}?` : 'not known here',
    help: near.length > 0 ? `Did you mean ${choices(near)}?` : `Known here: ${fieldNames(field).join(', ')}.`,
    ...(fix && { fix }),
  };
}

/** Fields that an unknown key may have been meant for. */
const nearFields = (field: ObjectField, key: string): readonly string[] => (rejectedKey(field, key) ? [] : suggest(key, fieldNames(field)));

function invalidKey({ field, name, code }: FieldPath, key: string): Issue[] {
  if (field.type !== 'map' && field.type !== 'entries') return [];
  return textIssues(field.keys, key, {
    name: `The key ${quote(key)} of ${name}`,
    code: `${code}-key`,
    quoted: true,
  });
}

function invalidValue(at: FieldPath, node: Node): Issue[] {
  if (node.type === 'text' && (node.unresolved || node.invalid)) return [];
  const fixOfValue = quickFix(at.field, node);
  return shapeIssues(at.field, node, at).map((issue) => {
    const fix = fixOfValue ?? highlightRemovalFix(at.field, node, issue);
    return withOrigin(fix ? { ...issue, fix } : issue, node);
  });
}

/** What a schema error comes to, and the pointers of the field that is missing and of those that were meant by another name. */
type Explained = { readonly diagnostics: readonly Diagnostic[]; readonly missing?: string; readonly meant?: readonly string[] };

function explain(error: SchemaError, at: FieldPath, node: Node, fileOf: FileOf): Explained {
  const { params, instancePath } = error;
  const found = (issues: readonly Issue[], key?: string): Diagnostic[] => {
    const path = key === undefined ? at.path : [...at.path, key];
    const base = { file: fileOf(path), path };
    return issues.map((issue) => diagnosticAt(issue, base));
  };
  switch (error.keyword) {
    case 'required': {
      if (node.type === 'map' && node.incomplete) return { diagnostics: [] };
      const name = String(params['missingProperty']);
      return { diagnostics: found([missingField(at, name)]), missing: `${instancePath}/${name}` };
    }
    case 'additionalProperties': {
      const key = String(params['additionalProperty']);
      const near = nearFields(at.field as ObjectField, key);
      return { diagnostics: found([unknownKey(at, node, key, near)], key), meant: near.map((name) => `${instancePath}/${name}`) };
    }
    case 'propertyNames': {
      const key = String(params['propertyName']);
      return { diagnostics: found(invalidKey(at, key), key) };
    }
    // Repeated items are left to the semantic checks, which can point at both.
    case 'uniqueItems':
      return { diagnostics: [] };
    default:
      return { diagnostics: found(invalidValue(at, node)) };
  }
}

const aboutMembers = new Set(['required', 'additionalProperties', 'propertyNames', 'uniqueItems']);

/**
 * Puts the errors of the schema into words. The schema decides whether a value is right; its field knows why not, who
 * sets the limit and what to do. A value that breaks several keywords is explained once.
 */
export function explainSchemaErrors(errors: readonly SchemaError[], root: Node, fileOf: (path: Path) => string): Diagnostic[] {
  const values = new Set<string>();
  const explained = errors.flatMap((error): Explained[] => {
    if (error.propertyName !== undefined) return [];
    if (!aboutMembers.has(error.keyword)) {
      if (values.has(error.instancePath)) return [];
      values.add(error.instancePath);
    }
    const resolved = resolvePointer(error.instancePath, root);
    return resolved ? [explain(error, resolved.at, resolved.node, fileOf)] : [];
  });
  // A field that stands there under another name is not missing as well.
  const meant = new Set(explained.flatMap((one) => one.meant ?? []));
  return explained.filter(({ missing }) => missing === undefined || !meant.has(missing)).flatMap(({ diagnostics }) => diagnostics);
}
