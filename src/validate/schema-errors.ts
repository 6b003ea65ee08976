import type { Diagnostic, Path, Spot } from '../base/diagnostic.ts';
import { diagnosticAt } from '../base/issue.ts';
import type { Issue } from '../base/issue.ts';
import { quote } from '../base/text.ts';
import { flow } from '../base/yaml-writer.ts';
import { factDetails } from '../fields/fact-details.ts';
import type { Field } from '../fields/field.ts';
import type { ObjectField } from '../fields/object.ts';
import { shapeIssues } from '../fields/registry.ts';
import { textIssues } from '../fields/text.ts';
import type { Node } from '../read/syntax-tree.ts';
import type { FileOf } from '../read/variable-value.ts';
import type { SchemaError } from '../../schema/validator.js';
import { withLookAlikes } from './look-alike-values.ts';
import type { FieldPath } from './field-path.ts';
import { withOrigin } from './origin.ts';
import { parentOf, resolvePointer } from './pointers.ts';
import { highlightRemovalFix, quickFix, removalFix } from './quick-fixes.ts';
import { shapeMeant, structureFix } from './structure-fix.ts';
import { unknownKeyIssue, unknownKeyOf } from './unknown-keys.ts';
import { wrongLists } from './wrong-lists.ts';

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

function invalidKey({ field, name, code }: FieldPath, node: Node, key: string): Issue[] {
  if (field.type !== 'map' && field.type !== 'entries') return [];
  const subject = { name: `The key ${quote(key)} of ${name}`, code: `${code}-key`, quoted: true } as const;
  const plain = field.keys.hint?.(key)?.replacement;
  const free = plain !== undefined && node.type === 'map' && !node.entries.some((entry) => entry.key === plain);
  const fix = free ? { title: `Rename it to ${plain}`, safe: false, edits: [{ place: theKey, text: plain }] } : undefined;
  return textIssues(field.keys, key, subject).map((issue) => (fix ? { ...issue, fix } : issue));
}

/** A wrong value of what has no effect is not worth mending; the finding that it has none takes it out. */
function invalidRetired(at: FieldPath, node: Node): Issue {
  const [found] = shapeIssues(at.field, node, at) as [Issue, ...Issue[]];
  return { ...found, help: `Remove ${at.name}: ${at.field.retired?.why}.` };
}

/** A list that is written as a word for what holds without it. */
function leaveOutFix(field: Field, node: Node): Issue['fix'] {
  if (field.type !== 'list' || field.required || node.type !== 'text' || node.substituted) return undefined;
  return field.of.hint?.(node.value)?.leaveOut ? { ...removalFix([], 'Remove it'), safe: false } : undefined;
}

function invalidValue(at: FieldPath, node: Node): Issue[] {
  if (node.type === 'text' && (node.unresolved || node.invalid)) return [];
  if (at.field.retired) return [invalidRetired(at, node)];
  const fixOfValue = quickFix(at.field, node) ?? structureFix(at, node) ?? leaveOutFix(at.field, node);
  return shapeIssues(at.field, node, at, () => shapeMeant(at, node)).map((found) => {
    const issue = withLookAlikes(at.field, node, found);
    const fix = fixOfValue ?? issue.fix ?? highlightRemovalFix(at.field, node, issue);
    return withOrigin(fix ? { ...issue, fix } : issue, node);
  });
}

/** What a schema error comes to, the pointer of the field that is missing, and the fields that were meant by other names. */
type Explained = {
  readonly diagnostics: readonly Diagnostic[];
  readonly missing?: string;
  readonly meant?: { readonly object: string; readonly names: readonly string[] };
};

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
      const unknown = unknownKeyOf(at, String(params['additionalProperty']));
      const base = { file: fileOf([...at.path, unknown.key]), path: at.path };
      return {
        diagnostics: [diagnosticAt(unknownKeyIssue(at, node, unknown), base)],
        meant: { object: instancePath, names: unknown.meant },
      };
    }
    case 'propertyNames': {
      const key = String(params['propertyName']);
      return { diagnostics: found(invalidKey(at, node, key), key) };
    }
    // Repeated items are left to the semantic checks, which can point at both.
    case 'uniqueItems':
      return { diagnostics: [] };
    default:
      return { diagnostics: found(invalidValue(at, node)) };
  }
}

const aboutMembers = new Set(['required', 'additionalProperties', 'propertyNames', 'uniqueItems']);

/** What is wrong with the shape of a spec, and which fields were meant by keys of other names, by the pointer of their object. */
export type ShapeErrors = { readonly diagnostics: Diagnostic[]; readonly meant: ReadonlyMap<string, ReadonlySet<string>> };

/**
 * Puts the errors of the schema into words. The schema decides whether a value is right; its field knows why not, who
 * sets the limit and what to do. A value that breaks several keywords is explained once, and so is a list whose items all
 * are wrong in the same way.
 */
export function explainSchemaErrors(errors: readonly SchemaError[], root: Node, fileOf: (path: Path) => string): ShapeErrors {
  const values = new Set<string>();
  const lists = wrongLists(
    errors.filter(({ keyword }) => !aboutMembers.has(keyword)),
    root,
    fileOf,
  );
  const explained = errors.flatMap((error): Explained[] => {
    if (error.propertyName !== undefined) return [];
    if (!aboutMembers.has(error.keyword)) {
      const list = lists.get(parentOf(error.instancePath));
      const pointer = list ? parentOf(error.instancePath) : error.instancePath;
      if (values.has(pointer)) return [];
      values.add(pointer);
      if (list) return [{ diagnostics: [list] }];
    }
    const resolved = resolvePointer(error.instancePath, root);
    return resolved ? [explain(error, resolved.at, resolved.node, fileOf)] : [];
  });
  const meant = new Map<string, Set<string>>();
  for (const one of explained) {
    if (one.meant === undefined) continue;
    const names = meant.get(one.meant.object) ?? new Set();
    for (const name of one.meant.names) names.add(name);
    meant.set(one.meant.object, names);
  }
  // A field that stands there under another name is not missing as well.
  const isMeant = (pointer: string): boolean => {
    const [object, name] = [parentOf(pointer), pointer.slice(parentOf(pointer).length + 1)];
    // What was meant among the defaults is not missing in the entries.
    return meant.get(object)?.has(name) || meant.get('/defaults')?.has(name) || false;
  };
  const diagnostics = explained.filter(({ missing }) => missing === undefined || !isMeant(missing)).flatMap((one) => one.diagnostics);
  return { diagnostics, meant };
}
