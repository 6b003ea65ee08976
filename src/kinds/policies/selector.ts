import type { Path } from '../../base/diagnostic.ts';
import type { Issue } from '../../base/issue.ts';
import { choices } from '../../base/text.ts';
import type { Inventory, Need, Selection, TargetResource } from '../targets.ts';
import { pages } from '../../facts/fact.ts';

export type SelectorItem = { readonly id?: string; readonly instanceId?: string; readonly tags?: { readonly [key: string]: string } };
export type Selector = { readonly any: readonly SelectorItem[]; readonly not: readonly SelectorItem[] };

/** The disks that must be known: those named, or all where anything but an id selects. */
export function needs(selector: Selector | null): readonly Need[] {
  if (selector === null) return [];
  const named = [...selector.any, ...selector.not].map((item) => item.id);
  if (named.every((id) => id !== undefined)) return [{ target: 'disk', ids: [...new Set(named)] }];
  return [{ target: 'disk', all: true }];
}

function holds(item: SelectorItem, disk: TargetResource): boolean {
  if (item.id !== undefined && item.id !== disk.id) return false;
  if (item.instanceId !== undefined && !disk.instanceIds.includes(item.instanceId)) return false;
  return Object.entries(item.tags ?? {}).every(([key, value]) => disk.tags[key] === value);
}

function describeItem(item: SelectorItem): string {
  const tags = Object.entries(item.tags ?? {}).map(([key, value]) => `tag ${key}=${value}`);
  return choices([...(item.id ? [`id ${item.id}`] : []), ...(item.instanceId ? [`instance ${item.instanceId}`] : []), ...tags], 'and');
}

function missing(id: string, path: Path): Issue {
  return {
    code: 'disk-not-found',
    severity: 'error',
    place: { path },
    message: `Disk ${id} does not exist in this region.`,
    label: 'no such disk',
    help: 'Check the id and the region of the stack; remove the disk here if it was released.',
    sources: [pages.applyPolicy],
  };
}

function unsupported(disk: TargetResource, path: Path, named: boolean): Issue {
  return {
    code: 'disk-cannot-be-protected',
    severity: named ? 'error' : 'warning',
    place: { path },
    message: `Disk ${disk.id} cannot be protected: ${disk.unsupportedReason}.`,
    label: named ? 'this disk' : 'matched here, and skipped',
    help: named ? 'Remove the disk from the selector.' : 'Leave it out with `not`, so that the selector is explicit.',
    sources: [pages.applyPolicy],
  };
}

const checkItem = 'Check the id and the tags; a tag must have exactly this value.';

function matchesNothing(path: Path, message: string, help: string, label = 'matches nothing'): Issue {
  return { code: 'selector-matches-nothing', severity: 'warning', place: { path }, message, label, help };
}

/** The live disks that a selector matches. `not` wins; what cannot be protected is skipped. */
export function select(selector: Selector | null, inventory: Inventory): Selection {
  if (selector === null) return { ids: [], issues: [] };
  const issues: Issue[] = [];
  const matched = new Set<string>();
  const all = [...inventory.disk.values()];
  const left = (disk: TargetResource): boolean => !selector.not.some((item) => holds(item, disk));
  for (const [index, item] of selector.any.entries()) {
    const path = ['disks', 'any', index];
    const candidates = item.id === undefined ? all : [inventory.disk.get(item.id)].filter((disk) => disk !== undefined);
    if (item.id !== undefined && candidates.length === 0) issues.push(missing(item.id, [...path, 'id']));
    const found = candidates.filter((disk) => holds(item, disk));
    for (const disk of found.filter(left)) {
      if (disk.unsupportedReason === undefined) matched.add(disk.id);
      else issues.push(unsupported(disk, item.id === undefined ? path : [...path, 'id'], item.id !== undefined));
    }
    if (found.length === 0 && candidates.length > 0) issues.push(matchesNothing(path, `No disk has ${describeItem(item)}.`, checkItem));
  }
  if (matched.size === 0 && issues.length === 0)
    issues.push(matchesNothing(['disks'], '`not` leaves out all that `any` matches: no disk is protected.', 'Check both lists.'));
  return { ids: [...matched].sort(), issues: [...issues, ...idleExclusions(selector, all)] };
}

/** Items of `not` that leave nothing out: most often a mistyped id, whose disk is then protected after all. */
function idleExclusions(selector: Selector, all: readonly TargetResource[]): Issue[] {
  return [...selector.not.entries()]
    .filter(([, item]) => !all.some((disk) => holds(item, disk)))
    .map(([index, item]) =>
      matchesNothing(
        ['disks', 'not', index],
        `No disk has ${describeItem(item)}, so this leaves nothing out.`,
        checkItem,
        'leaves nothing out',
      ),
    );
}
