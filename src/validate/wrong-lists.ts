import type { Diagnostic } from '../base/diagnostic.ts';
import { groupBy } from '../base/group-by.ts';
import { diagnosticAt } from '../base/issue.ts';
import { choices, count, quote } from '../base/text.ts';
import { flow } from '../base/yaml-writer.ts';
import { shapeIssues } from '../fields/registry.ts';
import { valueHint } from '../fields/type-mismatch.ts';
import type { ListField } from '../fields/list.ts';
import type { ListNode, Node } from '../read/syntax-tree.ts';
import type { FileOf } from '../read/variable-value.ts';
import type { SchemaError } from '../../schema/validator.js';
import { childPath } from './field-path.ts';
import type { FieldPath } from './field-path.ts';
import { parentOf, resolvePointer } from './pointers.ts';
import { quickFix } from './quick-fixes.ts';
import { shapeMeant, structureFix } from './structure-fix.ts';

const shown = (item: Node): string => (item.type === 'text' ? quote(item.value) : item.type === 'number' ? item.source : 'an item');

/** One finding about a list of which several items are wrong, or one is several, where it is clear what all of it means. */
function listFinding(at: FieldPath, node: ListNode, wrong: readonly Node[], fileOf: FileOf): Diagnostic | undefined {
  const { of } = at.field as ListField;
  const [first] = wrong as readonly [Node];
  const index = node.items.indexOf(first);
  const several = valueHint(of, first)?.items !== undefined;
  if (wrong.length < 2 && !several) return undefined;
  const meant = shapeMeant(at, node);
  const [issue] = shapeIssues(of, first, childPath(at, index, of));
  const fix = structureFix(at, node);
  if (meant === undefined || issue === undefined || fix === undefined) return undefined;
  const safe = wrong.every((item) => quickFix(of, item)?.safe);
  const all =
    wrong.length === 1
      ? issue.message
      : `${at.name} lists ${choices(wrong.slice(0, 7).map(shown), 'and')}${more(wrong.length - 7)}; ${requirement(issue.message)}`;
  const made = {
    ...issue,
    message: all,
    place: { path: wrong.length === 1 ? [index] : [] },
    help: `Write ${flow(meant)}.`,
    fix: { ...fix, safe },
  };
  return diagnosticAt(made, { file: fileOf(at.path), path: at.path });
}

const more = (many: number): string => (many > 0 ? ` and ${count(many, 'more item')}` : '');

/** `…; it must be text.` as it is said of each item. */
const requirement = (message: string): string => message.slice(message.lastIndexOf('; it ') + 2).replace(/^it /, 'each ');

/**
 * Lists whose items are wrong in one way, by their pointers, each with its one finding: ten numbers that should be names
 * are one mistake.
 */
export function wrongLists(errors: readonly SchemaError[], root: Node, fileOf: FileOf): ReadonlyMap<string, Diagnostic> {
  const found = new Map<string, Diagnostic>();
  const items = errors.filter(({ instancePath }) => /\/[0-9]+$/.test(instancePath));
  for (const [pointer, own] of groupBy(items, ({ instancePath }) => parentOf(instancePath))) {
    const resolved = resolvePointer(pointer, root);
    if (resolved?.node.type !== 'list' || resolved.at.field.type !== 'list') continue;
    const { node, at } = resolved;
    const wrong = [...new Set(own.map(({ instancePath }) => Number(instancePath.slice(pointer.length + 1))))].flatMap(
      (index) => node.items[index] ?? [],
    );
    const finding = listFinding(at, node, wrong, fileOf);
    if (finding) found.set(pointer, finding);
  }
  return found;
}
