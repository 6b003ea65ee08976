import type { Place } from '../base/diagnostic.ts';
import { kinds } from '../kinds/registry.ts';
import { find } from '../read/syntax-tree.ts';
import type { MapNode } from '../read/syntax-tree.ts';
import type { FileOf } from '../read/variable-value.ts';
import { hasUnresolved } from '../read/variables.ts';

/** An entry that stands in the spec, right or wrong. */
export type Declared = {
  readonly place: Place;
  /** Undefined where it waits for a variable. */
  readonly occurrence: string | undefined;
};

/** Every entry by its address. */
export type DeclaredEntries = ReadonlyMap<string, Declared>;

export function declaredIn(root: MapNode, fileOf: FileOf): DeclaredEntries {
  const declared = new Map<string, Declared>();
  // A spec of many entries has them looked up only where something names them.
  if (!find(root, 'moved') && !find(root, 'removed')) return declared;
  for (const { section } of kinds) {
    const node = find(root, section)?.value;
    for (const { key, value } of node?.type === 'map' ? node.entries : []) {
      const path = [section, key];
      const own = value.type === 'map' ? find(value, 'occurrence')?.value : undefined;
      const waits = own !== undefined && hasUnresolved(own);
      const occurrence = waits ? undefined : own?.type === 'text' ? own.value : 'once';
      declared.set(`${section}/${key}`, { place: { file: fileOf(path), path, part: 'key' }, occurrence });
    }
  }
  return declared;
}

/** The section of an address. */
export const sectionOf = (address: string): string => address.slice(0, address.indexOf('/'));
