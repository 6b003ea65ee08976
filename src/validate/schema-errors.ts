import type { Diagnostic, Fix, Path, Place } from '../base/diagnostic.ts';
import { suggest } from '../base/suggest.ts';
import { choices, quote } from '../base/text.ts';
import type { Field, ObjectField } from '../fields/field.ts';
import type { Node } from '../read/syntax-tree.ts';
import { find } from '../read/syntax-tree.ts';
import type { Breach } from '../../schema/validator.js';
import { highlightRemovalFix, quickFix } from './quick-fixes.ts';
import { addHelp } from './type-mismatch.ts';
import { factDetails, validateText } from './text.ts';
import { validateValue } from './value.ts';
import type { ValueIssue } from './text.ts';
import { childField, fieldNames, owner, rootPath, childPath } from './field-path.ts';
import type { FieldPath } from './field-path.ts';

/** Turns a finding into a diagnostic at a place of a path. */
export function at(finding: ValueIssue, file: string, path: Path, part?: 'key'): Diagnostic {
  const { within, ...found } = finding;
  const place: Place = { file, path, ...(part && { part }), ...(within && { within }) };
  return { ...found, place };
}

/** The same for a value. A part of a text can be pointed at only where the text is what stands in the file. */
export function atValue({ within, ...finding }: ValueIssue, node: Node, file: string, path: Path): Diagnostic {
  const written = !(node.type === 'text' && node.substituted);
  return at({ ...finding, ...(within && written && { within }) }, file, path);
}

function child(node: Node | undefined, key: string): { key: string | number; node: Node | undefined } {
  if (node?.type === 'list') return { key: Number(key), node: node.items[Number(key)] };
  return { key, node: node?.type === 'map' ? find(node, key)?.value : undefined };
}

const unescaped = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');

/** The field and the node that a JSON Pointer names. */
export function resolvePointer(pointer: string, root: Node): { route: FieldPath; node: Node } | undefined {
  let route = rootPath;
  let node: Node | undefined = root;
  for (const part of pointer.split('/').slice(1).map(unescaped)) {
    const next = child(node, part);
    const field: Field | undefined = childField(route.field, next.key);
    if (field === undefined || next.node === undefined) return undefined;
    route = childPath(route, next.key, field);
    node = next.node;
  }
  return node && { route, node };
}

function missing(route: FieldPath, name: string, file: string): Diagnostic {
  const field = (route.field as ObjectField).fields[name] as Field;
  return {
    code: 'missing-field',
    severity: 'error',
    message: `${owner(route)} has no ${name}, which is required`,
    place: { file, path: route.path, part: 'key' },
    label: `${name} is missing`,
    help: addHelp(field, name),
    ...(field.required && factDetails(field.required)),
  };
}

/** The one name that was meant, unless it stands there already. Quotes of the key stay. */
function rename(node: Node, key: string, near: readonly string[], place: Place): { fix?: Fix } {
  const [name, ...others] = near;
  if (name === undefined || others.length > 0 || node.type !== 'map') return {};
  const entry = find(node, key);
  if (entry === undefined || find(node, name)) return {};
  const quoted = entry.keyEnd - entry.keyStart > key.length;
  return { fix: { title: `Rename it to ${name}`, safe: false, edits: [{ place, text: quoted ? JSON.stringify(name) : name }] } };
}

/** Fields that an unknown key may have been meant for. */
function meantBy({ field }: FieldPath, key: string): readonly string[] {
  const { rejectedKeys } = field as ObjectField;
  return rejectedKeys && Object.hasOwn(rejectedKeys, key) ? [] : suggest(key, fieldNames(field as ObjectField));
}

function unknown(route: FieldPath, node: Node, key: string, near: readonly string[], file: string): Diagnostic {
  const field = route.field as ObjectField;
  const stranger = field.rejectedKeys && Object.hasOwn(field.rejectedKeys, key) ? field.rejectedKeys[key] : undefined;
  const place: Place = { file, path: [...route.path, key], part: 'key' };
  if (stranger)
    return {
      code: 'unsupported-field',
      severity: 'error',
      message: `${owner(route)} has ${key}: ${stranger.why}`,
      place,
      label: 'not a field here',
      help: `Remove ${key}.`,
      ...factDetails(stranger),
    };
  return {
    code: 'unknown-key',
    severity: 'error',
    message: `${owner(route)} has the unknown key ${quote(key)}`,
    place,
    label: near.length > 0 ? `did you mean ${choices(near)}?` : 'not known here',
    help: near.length > 0 ? `Did you mean ${choices(near)}?` : `Known here: ${fieldNames(field).join(', ')}.`,
    ...rename(node, key, near, place),
  };
}

function badKey(route: FieldPath, key: string, file: string): Diagnostic[] {
  if (route.field.type !== 'map' && route.field.type !== 'entries') return [];
  const found = validateText(route.field.keys, key, `the key ${quote(key)} of ${route.name}`, `${route.code}-key`);
  // A part of a value can be pointed at, a part of a key cannot.
  return found.map(({ within: _, ...finding }) =>
    at({ ...finding, message: finding.message.replace(` is ${quote(key)};`, ' is not right;') }, file, [...route.path, key], 'key'),
  );
}

function inner(route: FieldPath, node: Node, file: string): Diagnostic[] {
  if (node.type === 'text' && node.unresolved) return [];
  const fix = quickFix(route.field, node, { file, path: route.path });
  return validateValue(route.field, node, route.name, route.code).map((finding) => {
    const mend = fix ?? highlightRemovalFix(route.field, node, finding, { file, path: route.path });
    return { ...atValue(finding, node, file, route.path), ...(mend && { fix: mend }) };
  });
}

/**
 * Says in words what the schema found: one breach, one diagnostic. The schema decides that a value is wrong;
 * its field knows why, who sets the limit and what to do.
 */
export function explainSchemaErrors(breaches: readonly Breach[], root: Node, fileOf: (path: Path) => string): Diagnostic[] {
  const found: Diagnostic[] = [];
  const judged = new Set<string>();
  // A field that stands there under another name is not missing as well.
  const lacking = new Map<Diagnostic, string>();
  const meant = new Set<string>();
  for (const breach of breaches) {
    const met = resolvePointer(breach.instancePath, root);
    if (met === undefined || breach.propertyName !== undefined) continue;
    const { route, node } = met;
    const file = fileOf(route.path);
    if (breach.keyword === 'required') {
      if (node.type === 'map' && node.incomplete) continue;
      const name = String(breach.params['missingProperty']);
      const one = missing(route, name, file);
      lacking.set(one, `${breach.instancePath}/${name}`);
      found.push(one);
    } else if (breach.keyword === 'additionalProperties') {
      const key = String(breach.params['additionalProperty']);
      const near = meantBy(route, key);
      for (const name of near) meant.add(`${breach.instancePath}/${name}`);
      found.push(unknown(route, node, key, near, fileOf([...route.path, key])));
    } else if (breach.keyword === 'propertyNames') {
      const key = String(breach.params['propertyName']);
      found.push(...badKey(route, key, fileOf([...route.path, key])));
    } else if (breach.keyword !== 'uniqueItems' && !judged.has(breach.instancePath)) {
      judged.add(breach.instancePath);
      found.push(...inner(route, node, file));
    }
  }
  return found.filter((one) => !meant.has(lacking.get(one) ?? ''));
}
