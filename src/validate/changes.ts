import type { Diagnostic } from '../base/diagnostic.ts';
import type { Json } from '../base/json.ts';
import type { Field } from '../fields/field.ts';
import type { ListField } from '../fields/list.ts';
import { canonicalValue } from '../fields/registry.ts';
import { find } from '../read/syntax-tree.ts';
import type { Node } from '../read/syntax-tree.ts';
import type { FileOf } from '../read/variable-value.ts';
import { hasUnresolved } from '../read/variables.ts';
import { specField } from '../spec/fields.ts';
import type { Approval, Move, Removal, Spec } from '../spec/spec.ts';
import { adoptIssues } from './adopt.ts';
import { declaredIn } from './declared.ts';
import { moveIssues } from './moves.ts';
import { removalIssues } from './removals.ts';

type Changes = Pick<Spec, 'limits' | 'approve' | 'moved' | 'removed'>;

const at = (root: Node, key: string): Node | undefined => (root.type === 'map' ? find(root, key)?.value : undefined);

/** The value of a section that waits for no variable. */
function sectionValue(root: Node, key: string): Json | undefined {
  const node = at(root, key);
  return node && !hasUnresolved(node) ? canonicalValue(specField.fields[key] as Field, node) : undefined;
}

/** The items of a list that wait for no variable, each with its place. */
function itemsOf<Item>(root: Node, key: string, fileOf: FileOf): (Item & { readonly file: string; readonly path: (string | number)[] })[] {
  const node = at(root, key);
  if (node?.type !== 'list') return [];
  const { of } = specField.fields[key] as ListField;
  return node.items.flatMap((item, index) =>
    hasUnresolved(item) ? [] : [{ ...(canonicalValue(of, item) as Item), file: fileOf([key]), path: [key, index] }],
  );
}

type WrittenRemoval = Pick<Removal, 'address' | 'id'> & {
  readonly occurrence?: string;
  readonly force?: boolean;
  readonly forget?: boolean;
};

/** What a spec says of changes: how many may reduce protection, what has moved, and what is to go. */
export function changesOf(root: Node, fileOf: FileOf): Changes {
  const approve = sectionValue(root, 'approve') as Approval | undefined;
  const { reductions = 0 } = (sectionValue(root, 'limits') ?? {}) as Partial<Spec['limits']>;
  const removed = itemsOf<WrittenRemoval>(root, 'removed', fileOf).map(({ address, id, occurrence = 'once', ...one }): Removal => {
    const common = { force: one.force ?? false, forget: one.forget ?? false, file: one.file, path: one.path };
    return address === undefined ? { id: id as string, ...common } : { address, occurrence, ...common };
  });
  return { limits: { reductions }, ...(approve && { approve }), moved: itemsOf<Move>(root, 'moved', fileOf) as Move[], removed };
}

/** What contradicts the rest of the spec in them. */
export function changeIssues(spec: Spec, root: Node, fileOf: FileOf): Diagnostic[] {
  if (root.type !== 'map') return [];
  const declared = declaredIn(root, fileOf);
  const removed = at(root, 'removed');
  const hasOccurrence = (index: number): boolean => {
    const item = removed?.type === 'list' ? removed.items[index] : undefined;
    return item?.type === 'map' && find(item, 'occurrence') !== undefined;
  };
  return [
    ...(spec.moved.length > 0 ? moveIssues(spec, declared) : []),
    ...(spec.removed.length > 0 ? removalIssues(spec, declared, hasOccurrence) : []),
    ...adoptIssues(spec),
  ];
}
