import type { Alias } from '../aliases/alias.ts';
import type { Fix, Spot } from '../base/diagnostic.ts';
import type { Issue } from '../base/issue.ts';
import { suggest } from '../base/suggest.ts';
import { choices, quote } from '../base/text.ts';
import { flow } from '../base/yaml-writer.ts';
import { factDetails } from '../fields/fact-details.ts';
import type { Field } from '../fields/field.ts';
import type { ObjectField } from '../fields/object.ts';
import { sameJson } from '../base/json.ts';
import { jsonOf, nodeOf } from '../read/made-nodes.ts';
import { find } from '../read/syntax-tree.ts';
import type { Node } from '../read/syntax-tree.ts';
import { aliasOf, fieldAt, fieldsMeant, intro, nameOfStep, stepsOf, whyNot } from './aliases.ts';
import type { AliasAdvice } from './aliases.ts';
import { childPath, fieldNames } from './field-path.ts';
import type { FieldPath } from './field-path.ts';
import { valueHint } from '../fields/type-mismatch.ts';
import { cousinHelp, outerHelp, outerOf } from './misplaced-keys.ts';
import { nestedAdvice } from './nested-aliases.ts';
import { isRight, meantBy, valueEdit } from './structure-fix.ts';
import type { UnknownKey } from './unknown-key.ts';
import { wrappedAdvice, wrappedIn } from './wrapped-keys.ts';

const theKey: Spot = { path: [], part: 'key' };

const rejectedKey = ({ rejectedKeys }: ObjectField, key: string) =>
  rejectedKeys && Object.hasOwn(rejectedKeys, key) ? rejectedKeys[key] : undefined;

const folded = (word: string): string => word.toLowerCase().replace(/[_-]/g, '');

/** A field in another casing comes first, then a name of another tool, a field of what is around the object, and a typing error. */
export function unknownKeyOf(at: FieldPath, key: string, node: Node, root: Node): UnknownKey {
  const field = at.field as ObjectField;
  if (rejectedKey(field, key)) return { key, near: [], meant: [] };
  const names = fieldNames(field);
  const same = names.filter((name) => folded(name) === folded(key));
  const alias = same.length === 0 || aliasOf(at, key)?.name === key ? aliasOf(at, key) : undefined;
  const wrapped = same.length === 0 ? wrappedIn(at, node, key, alias) : undefined;
  if (wrapped) return { key, near: [], meant: wrapped.entries.map((one) => one.key), wrapped };
  const value = node.type === 'map' ? find(node, key)?.value : undefined;
  const close = alias && value && !fitsAlias(at, alias, value) ? suggest(key, names).filter((name) => fitsName(at, name, value)) : [];
  if (close.length > 0) return { key, near: close, meant: close };
  if (alias) {
    const steps = stepsOf(alias).map(nameOfStep);
    return { key, alias, near: [], meant: fieldsMeant(alias, names), ...(steps.length > 1 && { inner: steps }) };
  }
  if (same.length > 0) return { key, near: same, meant: same };
  const entry = node.type === 'map' ? find(node, key) : undefined;
  const outer = entry && outerOf(at, entry, root);
  if (outer) return { key, near: [], meant: [], outer };
  const near = suggest(key, names);
  return { key, near, meant: near.length > 0 ? near : ['*'] };
}

/** Whether a value means something to the field that an alias names; where it names none, nobody knows. */
function fitsAlias(at: FieldPath, alias: Alias, value: Node): boolean {
  const field = alias.help === undefined ? fieldAt(at.field, stepsOf(alias)) : undefined;
  return field === undefined || meantBy(field, value) !== undefined;
}

const fitsName = (at: FieldPath, name: string, value: Node): boolean =>
  meantBy((at.field as ObjectField).fields[name] as Field, value) !== undefined;

/** Giving a key the name that was meant, and its value the form that the field takes; only where nothing is wrong then. */
function renameFix(at: FieldPath, node: Node, key: string, name: string): Fix<Spot> | undefined {
  const entry = node.type === 'map' ? find(node, key) : undefined;
  if (node.type !== 'map' || entry === undefined || find(node, name)) return undefined;
  const inner = childPath(at, name, (at.field as ObjectField).fields[name] as Field);
  const value = meantBy(inner.field, entry.value) ?? theOnlyValue(inner.field);
  const isSame = value === undefined || sameJson(value, jsonOf(entry.value));
  if (!isRight(inner, isSame ? entry.value : nodeOf(value))) return undefined;
  const isQuoted = entry.keyEnd - entry.keyStart > key.length;
  const rename = { place: theKey, text: isQuoted ? JSON.stringify(name) : name };
  if (isSame) return { title: `Rename it to ${name}`, safe: false, edits: [rename] };
  const whole = valueEdit([], entry.value, name, value);
  const edits = whole && 'part' in whole.place ? [whole] : whole ? [rename, whole] : undefined;
  return edits && { title: `Write ${name}: ${flow(value)}`, safe: false, edits };
}

/** The value of a field that has one only. */
const theOnlyValue = (field: Field): string | undefined =>
  field.type === 'enum' && field.values.length === 1 ? field.values[0] : undefined;

function aliasAdvice(at: FieldPath, node: Node, key: string, alias: Alias): AliasAdvice {
  if (alias.help !== undefined) return { help: alias.help };
  const entry = node.type === 'map' ? find(node, key) : undefined;
  if (node.type !== 'map' || entry === undefined) return { help: '' };
  if (alias.here === '.') return { help: valueHint(at.field, entry.value)?.help ?? known(at, node) };
  const nested = nestedAdvice(at, node, key, alias);
  if (nested) return nested;
  const name = alias.here as string;
  const fix = renameFix(at, node, key, name);
  const written = fix?.title.startsWith('Write ') ? ` ${fix.title}` : '';
  const why = fix ? '' : find(node, name) ? ` It has ${name} already; remove ${key}.` : whyNot(at, node, key, alias);
  return { help: `${intro(alias)}${name}.${written}${why}`, ...(fix && { fix: below(fix, key) }) };
}

/** A fix whose places begin at the value of a key, seen from the object. */
const below = ({ edits, ...fix }: Fix<Spot>, key: string): Fix<Spot> => ({
  ...fix,
  edits: edits.map(({ place, text }) => ({ place: 'path' in place ? { ...place, path: [key, ...place.path] } : place, text })),
});

function nearAdvice(at: FieldPath, node: Node, { key, near, outer, wrapped }: UnknownKey): AliasAdvice {
  if (wrapped) return wrappedAdvice(at, key, wrapped);
  if (outer) return { help: outerHelp(at, key, outer) };
  const [only, ...others] = near;
  if (only === undefined) return { help: cousinHelp(at, key) ?? known(at, node) };
  const fix = others.length === 0 ? renameFix(at, node, key, only) : undefined;
  return { help: `Did you mean ${choices(near)}?`, ...(fix && { fix: below(fix, key) }) };
}

/** The fields of an object, and those that it cannot do without and does not have. */
function known({ field }: FieldPath, node: Node): string {
  const { fields } = field as ObjectField;
  const isThere = (name: string): boolean => node.type === 'map' && find(node, name) !== undefined;
  const needed = Object.keys(fields).filter((name) => fields[name]?.required && !fields[name]?.inherited && !isThere(name));
  return `Known here: ${Object.keys(fields).join(', ')}${needed.length > 0 ? `; it must have ${choices(needed, 'and')}` : ''}.`;
}

/** The finding about a key that an object does not have; its places begin at the object. */
export function unknownKeyIssue(at: FieldPath, node: Node, unknown: UnknownKey): Issue {
  const { key, alias } = unknown;
  const place: Spot = { path: [key], part: 'key' };
  const rejected = rejectedKey(at.field as ObjectField, key);
  if (rejected)
    return {
      code: 'unsupported-field',
      severity: 'error',
      message: `${at.name} has ${key}: ${rejected.why}.`,
      place,
      label: 'not a field here',
      help: `Remove ${key}.`,
      ...factDetails(rejected),
    };
  const { help, fix } = alias ? aliasAdvice(at, node, key, alias) : nearAdvice(at, node, unknown);
  return {
    code: 'unknown-key',
    severity: 'error',
    message: `${at.name} has the unknown key ${quote(key)}.`,
    place,
    label: 'not known here',
    help,
    ...(alias?.origin?.source && { sources: [alias.origin.source] }),
    ...(fix && { fix }),
  };
}
