import type { Checked, Diagnostic, Path } from '../base/diagnostic.ts';
import { recordOf } from '../base/json.ts';
import type { Json } from '../base/json.ts';
import type { Field } from '../fields/field.ts';
import { kinds } from '../kinds/registry.ts';
import { specField } from '../spec/fields.ts';
import { find as entryOf } from '../read/syntax-tree.ts';
import type { Document, Entry, Node } from '../read/syntax-tree.ts';
import { merge } from '../read/merge.ts';
import type { Merged } from '../read/merge.ts';
import { hasUnresolved } from '../read/variables.ts';
import validate from '../../schema/validator.js';
import type { SchemaError } from '../../schema/validator.js';
import { explainSchemaErrors } from './schema-errors.ts';
import type { ShapeErrors } from './schema-errors.ts';
import { checkDefaults } from './defaults.ts';
import { invalidFieldsOf, invalidPathsOf, entriesOf } from './entries.ts';
import { incompleteNodes } from './incomplete-nodes.ts';
import type { InvalidFields } from './entries.ts';
import { isPlainInteger } from '../fields/int.ts';
import type { SpecOverrides } from '../suppressions/apply-overrides.ts';
import { recoverIndentation } from './indent-recovery.ts';
import { recoverEntries } from './misplaced-entries.ts';
import type { IndentRecovery } from './indent-recovery.ts';
import { rootPath } from './field-path.ts';
import { severityConfigOf } from '../suppressions/severity.ts';
import { canonicalValue } from '../fields/registry.ts';
import { maxAddressLength } from '../spec/spec.ts';
import type { Spec, SpecEntry } from '../spec/spec.ts';
import { changeIssues, changesOf } from './changes.ts';
import { defaultsIn, withoutInherited } from './inherited.ts';
import { checkSemantics } from './semantics.ts';
import { resolve } from './variables.ts';
import type { GivenVariables, Resolved } from './variables.ts';

export type CheckOptions = {
  /** Values that were given for variables; they override defaults. */
  readonly variables?: GivenVariables;
  /** The severity of a declared variable without a value: lint can go on, plan and apply cannot. */
  readonly unresolved: 'error' | 'info';
};

const sections = new Set(kinds.map((one) => one.section));
const mergedKeys = new Set(['variables', ...sections]);

const find = (node: Node, key: string): Entry | undefined => (node.type === 'map' ? entryOf(node, key) : undefined);

const keyOf = ({ key }: Entry): string => key;
const plainValue = ({ value }: Entry): unknown => plain(value);

/** What the validator sees. It accepts no number that is not written as plain digits. */
function plain(node: Node): unknown {
  switch (node.type) {
    case 'map':
      return recordOf(node.entries, keyOf, plainValue);
    case 'list':
      return node.items.map(plain);
    case 'number':
      return isPlainInteger(node.source) ? node.value : Number.NaN;
    case 'null':
      return null;
    default:
      return node.value;
  }
}

function longAddresses(entries: readonly SpecEntry[]): Diagnostic[] {
  return entries
    .filter((entry) => entry.address.length > maxAddressLength)
    .map((entry) => ({
      code: 'address-too-long',
      severity: 'error',
      message: `The address ${entry.address} has ${entry.address.length} characters; it must fit a tag value, which has at most ${maxAddressLength}.`,
      place: { file: entry.file, path: entry.path, part: 'key' },
      label: 'too long',
      help: 'Give it a shorter key.',
    }));
}

const value = (root: Node, key: string): Json | undefined => {
  const entry = find(root, key);
  return entry && canonicalValue(specField.fields[key] as Field, entry.value);
};

function specOf(root: Node, fileOf: (path: Path) => string, invalid: InvalidFields, waits: boolean): Spec {
  const account = value(root, 'account') as string | undefined;
  const stack = find(root, 'stack')?.value;
  return {
    stack: value(root, 'stack') as string,
    unnamed: stack !== undefined && hasUnresolved(stack),
    region: value(root, 'region') as string,
    ...(account !== undefined && { account }),
    defaults: defaultsIn(root),
    defaultsFile: fileOf(['defaults']),
    ...entriesOf(root, fileOf, invalid, waits),
    ...changesOf(root, fileOf),
  };
}

type Validated = {
  readonly whole: Merged;
  readonly resolved: Resolved;
  readonly errors: readonly SchemaError[];
  readonly misplaced: readonly Diagnostic[];
  readonly written?: IndentRecovery['written'];
};

/** A merged spec checked against the schema, with what was not indented put where it belongs, so that it is checked too. */
function validated(merged: Merged, given: GivenVariables): Validated {
  const resolved = resolve(merged, given);
  if (validate(plain(resolved.root))) return { whole: merged, resolved, errors: [], misplaced: [] };
  const errors = withoutInherited(validate.errors ?? [], resolved.root);
  if (errors.length === 0) return { whole: merged, resolved, errors, misplaced: [] };
  const { fileOf } = merged;
  const recovered = recoverIndentation(errors, resolved.root, merged.root, fileOf) ?? recoverEntries(resolved.root, merged.root, fileOf);
  if (recovered === undefined) return { whole: merged, resolved, errors, misplaced: [] };
  const { root, diagnostics, written } = recovered;
  const next = validated({ ...merged, root, fileOf: (path) => merged.fileOf(written(path)) }, given);
  // What was misplaced together with its key is part of that.
  const own = next.misplaced.filter(({ related, place }) => isWritten(related?.[0]?.place ?? place, written));
  const back = next.written;
  return { ...next, misplaced: [...diagnostics, ...own], written: (path) => written(back ? back(path) : path) };
}

const isWritten = (place: Diagnostic['place'], written: IndentRecovery['written']): boolean =>
  place !== undefined && 'path' in place && written(place.path) === place.path;

/** Without what is said of the quotes around a value where that is wrong in them: it is the same mistake. */
function withoutRepeats(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const code = 'typographic-quotes';
  if (!found.some((one) => one.code === code)) return found;
  const pathOf = ({ place }: Diagnostic): string => (place && 'path' in place && place.part !== 'key' ? JSON.stringify(place.path) : '');
  const wrong = new Set(found.filter((one) => one.code !== code).map(pathOf));
  return found.filter((one) => one.code !== code || !wrong.has(pathOf(one)));
}

const nothingWrong: ShapeErrors = { diagnostics: [], meant: new Map() };

/**
 * Documents to a checked spec: merged, with variables put in, checked against the schema, and walked.
 * The spec has every entry that is valid, also where others are not; it is undefined where its head is invalid.
 * Where something was not indented, paths are those of the tree that was meant, and `written` leads back.
 */
export function check(
  documents: readonly Document[],
  options: CheckOptions,
): Checked<Spec> & SpecOverrides & Pick<Partial<IndentRecovery>, 'written'> {
  const { whole, resolved, errors, misplaced, written } = validated(merge(documents, mergedKeys), options.variables ?? {});
  const { root, diagnostics: unknown, waits } = resolved;
  const { diagnostics: explained, meant } = errors.length === 0 ? nothingWrong : explainSchemaErrors(errors, root, whole.fileOf);
  const shape: Diagnostic[] = [...whole.diagnostics, ...unknown, ...explained];
  const { fileOf } = whole;
  checkSemantics(rootPath, root, { fileOf, unresolved: options.unresolved, waits, meant, report: (found) => shape.push(found) });
  const diagnostics = checkDefaults(root, whole.fileOf, withoutRepeats(shape));
  const incomplete = documents.some(({ partial }) => partial) ? incompleteNodes(root) : [];
  const invalid = invalidFieldsOf([...invalidPathsOf(diagnostics), ...incomplete]);
  const overrides = {
    severities: severityConfigOf(find(root, 'lint')?.value),
    severitiesFile: whole.fileOf(['lint']),
    ...(written && { written }),
  };
  const headIsWrong = root.type !== 'map' || [...invalid.keys()].some((address) => !sections.has(address.split('/')[0] as string));
  if (headIsWrong) return { value: undefined, diagnostics: [...misplaced, ...diagnostics], ...overrides };
  const spec = specOf(root, whole.fileOf, invalid, waits);
  const late = [...longAddresses([...spec.entries, ...spec.partialEntries]), ...changeIssues(spec, root, whole.fileOf)];
  return { value: spec, diagnostics: [...misplaced, ...diagnostics, ...late], ...overrides };
}
