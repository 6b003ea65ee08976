import type { Diagnostic, Fix, Path, Place } from '../base/diagnostic.ts';
import { suggest } from '../base/suggest.ts';
import { choices, quote } from '../base/text.ts';
import type { Field, ObjectField } from '../kinds/field.ts';
import type { Node } from '../read/document.ts';
import { find } from '../read/document.ts';
import type { Breach } from '../../schema/validator.js';
import { cutting, mending } from './fixes.ts';
import { addHelp } from './wrong-type.ts';
import { grounds, judgeText } from './judge-text.ts';
import { judge } from './judge.ts';
import type { Finding } from './judge-text.ts';
import { below, known, owner, rootRoute, step } from './route.ts';
import type { Route } from './route.ts';

/** Turns a finding into a diagnostic at a place of a path. */
export function at(finding: Finding, file: string, path: Path, part?: 'key'): Diagnostic {
  const { within, ...found } = finding;
  const place: Place = { file, path, ...(part && { part }), ...(within && { within }) };
  return { ...found, place };
}

/** The same for a value. A part of a text can be pointed at only where the text is what stands in the file. */
export function atValue({ within, ...finding }: Finding, node: Node, file: string, path: Path): Diagnostic {
  const written = !(node.type === 'text' && node.substituted);
  return at({ ...finding, ...(within && written && { within }) }, file, path);
}

function child(node: Node | undefined, key: string): { key: string | number; node: Node | undefined } {
  if (node?.type === 'list') return { key: Number(key), node: node.items[Number(key)] };
  return { key, node: node?.type === 'map' ? find(node, key)?.value : undefined };
}

const unescaped = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');

/** The field and the node that a JSON Pointer names. */
export function follow(pointer: string, root: Node): { route: Route; node: Node } | undefined {
  let route = rootRoute;
  let node: Node | undefined = root;
  for (const part of pointer.split('/').slice(1).map(unescaped)) {
    const next = child(node, part);
    const field: Field | undefined = below(route.field, next.key);
    if (field === undefined || next.node === undefined) return undefined;
    route = step(route, next.key, field);
    node = next.node;
  }
  return node && { route, node };
}

function missing(route: Route, name: string, file: string): Diagnostic {
  const field = (route.field as ObjectField).fields[name] as Field;
  return {
    code: 'missing-field',
    severity: 'error',
    message: `${owner(route)} has no ${name}, which is required`,
    place: { file, path: route.path, part: 'key' },
    label: `${name} is missing`,
    help: addHelp(field, name),
    ...(field.required && grounds(field.required)),
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
function meantBy({ field }: Route, key: string): readonly string[] {
  const { strangers } = field as ObjectField;
  return strangers && Object.hasOwn(strangers, key) ? [] : suggest(key, known(field as ObjectField));
}

function unknown(route: Route, node: Node, key: string, near: readonly string[], file: string): Diagnostic {
  const field = route.field as ObjectField;
  const stranger = field.strangers && Object.hasOwn(field.strangers, key) ? field.strangers[key] : undefined;
  const place: Place = { file, path: [...route.path, key], part: 'key' };
  if (stranger)
    return {
      code: 'field-not-here',
      severity: 'error',
      message: `${owner(route)} has ${key}: ${stranger.why}`,
      place,
      label: 'not a field here',
      help: `Remove ${key}.`,
      ...grounds(stranger),
    };
  return {
    code: 'unknown-key',
    severity: 'error',
    message: `${owner(route)} has the unknown key ${quote(key)}`,
    place,
    label: near.length > 0 ? `did you mean ${choices(near)}?` : 'not known here',
    help: near.length > 0 ? `Did you mean ${choices(near)}?` : `Known here: ${known(field).join(', ')}.`,
    ...rename(node, key, near, place),
  };
}

function badKey(route: Route, key: string, file: string): Diagnostic[] {
  if (route.field.type !== 'map' && route.field.type !== 'entries') return [];
  const code = route.field.type === 'map' || route.path.length > 1 ? `${route.code}-key` : `${route.code}-key`;
  const found = judgeText(route.field.keys, key, `the key ${quote(key)} of ${route.name}`, code);
  // A part of a value can be pointed at, a part of a key cannot.
  return found.map(({ within: _, ...finding }) =>
    at({ ...finding, message: finding.message.replace(` is ${quote(key)};`, ' is not right;') }, file, [...route.path, key], 'key'),
  );
}

function inner(route: Route, node: Node, file: string): Diagnostic[] {
  if (node.type === 'text' && node.unresolved) return [];
  const fix = mending(route.field, node, { file, path: route.path });
  return judge(route.field, node, route.name, route.code).map((finding) => {
    const mend = fix ?? cutting(route.field, node, finding, { file, path: route.path });
    return { ...atValue(finding, node, file, route.path), ...(mend && { fix: mend }) };
  });
}

/**
 * Says in words what the schema found: one breach, one diagnostic. The schema decides that a value is wrong;
 * its field knows why, who sets the limit and what to do.
 */
export function explainBreaches(breaches: readonly Breach[], root: Node, fileOf: (path: Path) => string): Diagnostic[] {
  const found: Diagnostic[] = [];
  const judged = new Set<string>();
  // A field that stands there under another name is not missing as well.
  const lacking = new Map<Diagnostic, string>();
  const meant = new Set<string>();
  for (const breach of breaches) {
    const met = follow(breach.instancePath, root);
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
