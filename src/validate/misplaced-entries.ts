import type { Diagnostic, Path } from '../base/diagnostic.ts';
import type { Kind } from '../kinds/kind.ts';
import { kinds } from '../kinds/registry.ts';
import { find } from '../read/syntax-tree.ts';
import type { Node } from '../read/syntax-tree.ts';
import type { IndentRecovery } from './indent-recovery.ts';
import { movedTo } from './moved-values.ts';
import type { Misplaced, Trees } from './misplaced.ts';
import { atTop, withoutName } from './unnamed-entries.ts';
import { besideEntry, ofOtherKind, sectionInside } from './strayed-entries.ts';

/** All that is misplaced below one section. */
function inSection(kind: Kind, trees: Trees): Misplaced[] {
  const { root, fileOf } = trees;
  const section = find(root, kind.section)?.value;
  const top = atTop(kind, trees);
  if (top.length > 0 || section?.type !== 'map' || section.entries.length === 0) return top;
  const [file, ...others] = [...new Set(section.entries.map(({ key }) => fileOf([kind.section, key])))] as [string, ...string[]];
  if (others.length > 0) return [];
  const unnamed = withoutName(kind, section, file);
  if (unnamed) return [unnamed];
  return [...besideEntry(kind, section, file), ...sectionInside(kind, root, section), ...ofOtherKind(kind, trees, section, file)];
}

/**
 * Puts entries, and fields of them, where they belong: those without a name, beside their entry, at the top of the spec, in
 * the section of another kind. Undefined where there are none.
 * @param plain the same tree without variables put in, which is the one that is changed
 */
export function recoverEntries(root: Node, plain: Node, fileOf: (path: Path) => string): IndentRecovery | undefined {
  if (root.type !== 'map' || plain.type !== 'map') return undefined;
  const found = kinds.flatMap((kind) => inSection(kind, { root, plain, fileOf }));
  if (found.length === 0) return undefined;
  const { tree, written } = movedTo(
    plain,
    found.flatMap(({ moves }) => moves),
  );
  const diagnostics = found.map(({ moves, found: one, fix }): Diagnostic => {
    const path = moves[0]?.from as Path;
    return { ...one, severity: 'error', place: { file: fileOf(path), path, part: 'key' }, ...(fix && { fix }) };
  });
  return { root: tree, diagnostics, written };
}
