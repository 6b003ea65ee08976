import { groupBy } from '../../base/group-by.ts';
import type { Path } from '../../base/diagnostic.ts';
import { count } from '../../base/text.ts';
import type { Inventory, Need, SelectedItem, Selection, SelectionIssue, TargetResource } from '../targets.ts';
import { idleItem, lookAlikes, missingDisk, nothingSelected, unsupportedDisks } from './selector-issues.ts';
import type { Idle } from './selector-issues.ts';
import { itemKind, itemText, testOf } from './selector-items.ts';
import type { SelectorItem } from './selector-items.ts';
import { nearMisses } from './selector-look-alikes.ts';
import type { NearMiss } from './selector-look-alikes.ts';

export type { SelectorItem } from './selector-items.ts';
export type Selector = {
  readonly any: readonly SelectorItem[];
  readonly not: readonly SelectorItem[];
  /** What becomes of disks that are attached and not chosen; detached where it is absent. */
  readonly unlisted?: 'detach' | 'keep';
};

/** The disks that must be known: those named, or all where anything but an id selects. */
export function needs(selector: Selector | null): readonly Need[] {
  // Where nothing is chosen and nothing is kept, all is taken off, whatever it is.
  if (selector === null || (selector.any.length === 0 && selector.unlisted !== 'keep')) return [];
  const named = [...selector.any, ...selector.not].map((item) => item.id);
  if (named.every((id) => id !== undefined)) return [{ target: 'disk', ids: [...new Set(named)] }];
  return [{ target: 'disk', all: true }];
}

type List = 'any' | 'not';
type Disks = Inventory['disk'];

/** An item, where it stands, and the disks that it matches. */
type Matched = {
  readonly item: SelectorItem;
  readonly list: List;
  readonly index: number;
  readonly path: Path;
  readonly disks: readonly TargetResource[];
};

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);

function matchedBy(item: SelectorItem, list: List, index: number, disks: Disks): Matched {
  const candidates = item.id === undefined ? [...disks.values()] : [disks.get(item.id)].filter((disk) => disk !== undefined);
  return { item, list, index, path: ['disks', list, index], disks: candidates.filter(testOf(item)).sort(byId) };
}

const idsOf = (items: readonly Matched[]): Set<string> => new Set(items.flatMap(({ disks }) => disks.map(({ id }) => id)));

const none: Selection = {
  ids: [],
  passedOver: [],
  items: [],
  issues: [],
  incomplete: false,
  excluded: [],
  keepsUnlisted: false,
  emptyOnPurpose: false,
};

/** What selectors chose last, and of which disks: every stage asks, and each item asks all disks of the region. */
const lastOf = new WeakMap<Selector, { readonly disks: Disks; readonly selection: Selection }>();

/** The live disks that a selector chooses. `not` wins; what cannot be protected is passed over. */
export function select(selector: Selector | null, { disk: disks }: Inventory): Selection {
  if (selector === null) return none;
  const last = lastOf.get(selector);
  if (last?.disks === disks) return last.selection;
  const selection = selectionOf(selector, disks);
  lastOf.set(selector, { disks, selection });
  return selection;
}

function selectionOf(selector: Selector, disks: Disks): Selection {
  // A list that a variable left empty does not get here: validation refuses it.
  const keepsUnlisted = selector.unlisted === 'keep';
  if (selector.any.length === 0) {
    const excluded = idsOf(selector.not.map((item, index) => matchedBy(item, 'not', index, disks)));
    return { ...none, excluded: [...excluded].sort(), keepsUnlisted, emptyOnPurpose: true };
  }
  const any = selector.any.map((item, index) => matchedBy(item, 'any', index, disks));
  const not = selector.not.map((item, index) => matchedBy(item, 'not', index, disks));
  const left = idsOf(not);
  const chosen = [...idsOf(any)].filter((id) => !left.has(id)).sort();
  const [ids, passedOver] = [true, false].map((fit) => chosen.filter((id) => (disks.get(id)?.unsupportedReason === undefined) === fit));
  const issues = issuesOf({ any, not, disks, left, ids: new Set(ids), passedOver: new Set(passedOver) });
  return {
    ids: ids as readonly string[],
    passedOver: passedOver as readonly string[],
    items: [...any, ...not].map(shownItem),
    issues,
    incomplete: issues.some(({ holdsDetaches }) => holdsDetaches),
    excluded: [...left].sort(),
    keepsUnlisted,
    emptyOnPurpose: false,
  };
}

const shownItem = ({ item, list, index, disks }: Matched): SelectedItem => ({
  list,
  index,
  text: itemText(item),
  by: itemKind(item),
  matched: disks.map(({ id }) => id),
});

type Outcome = {
  readonly any: readonly Matched[];
  readonly not: readonly Matched[];
  readonly disks: Disks;
  readonly left: ReadonlySet<string>;
  readonly ids: ReadonlySet<string>;
  readonly passedOver: ReadonlySet<string>;
};

function issuesOf(outcome: Outcome): SelectionIssue[] {
  const { any, not, disks, ids, passedOver } = outcome;
  const missing = [...any, ...not].flatMap(({ item, list, path }) =>
    item.id === undefined || disks.has(item.id) ? [] : [missingDisk(item.id, list, path)],
  );
  const nothing =
    ids.size === 0 ? [nothingSelected(any.map((one) => idleOf(one, outcome)))] : any.flatMap((one) => anyIssues(one, outcome));
  return [...missing, ...unsupportedOf(any, passedOver), ...nothing, ...not.flatMap((one) => notIssues(one, outcome))];
}

/** What cannot be protected is said once: where it is named by its id, else at the first item that matches it. */
function unsupportedOf(any: readonly Matched[], passedOver: ReadonlySet<string>): SelectionIssue[] {
  const said = new Set<string>();
  const ordered = [...any].sort((a, b) => Number(a.item.id === undefined) - Number(b.item.id === undefined));
  return ordered.flatMap(({ item, path, disks }) => {
    const mine = disks.filter(({ id }) => passedOver.has(id) && !said.has(id));
    for (const { id } of mine) said.add(id);
    const reasons = groupBy(mine, ({ unsupportedReason }) => unsupportedReason ?? '');
    return [...reasons.values()].map((group) => unsupportedDisks(group, item.id !== undefined, path));
  });
}

/** Whether the item names a disk that is not there, which is said already. */
const isMissing = ({ item }: Matched, disks: Disks): boolean => item.id !== undefined && !disks.has(item.id);

/** Near misses, of those disks of which it matters. */
function missesOf({ item }: Matched, disks: Disks, matters: (id: string) => boolean): NearMiss[] {
  return nearMisses(item, disks)
    .map(({ ids, text }) => ({ text, ids: ids.filter(matters) }))
    .filter(({ ids }) => ids.length > 0);
}

function anyIssues(one: Matched, { disks, left, ids, passedOver }: Outcome): SelectionIssue[] {
  if (isMissing(one, disks)) return [];
  const misses = missesOf(one, disks, (id) => !ids.has(id) && !passedOver.has(id) && !left.has(id));
  if (one.disks.length === 0) return [idleItem(one.item, 'any', one.path, misses)];
  return misses.length > 0 ? [lookAlikes(one.item, 'any', one.path, misses)] : [];
}

function notIssues(one: Matched, { disks, ids }: Outcome): SelectionIssue[] {
  if (isMissing(one, disks)) return [];
  const misses = missesOf(one, disks, (id) => ids.has(id));
  if (one.disks.length === 0) return [idleItem(one.item, 'not', one.path, misses)];
  return misses.length > 0 ? [lookAlikes(one.item, 'not', one.path, misses)] : [];
}

function idleOf(one: Matched, { disks, left }: Outcome): Idle {
  const misses = missesOf(one, disks, (id) => !left.has(id));
  return { path: one.path, misses, why: whyIdle(one, disks, left) };
}

function whyIdle(one: Matched, all: Disks, left: ReadonlySet<string>): string {
  if (isMissing(one, all)) return `disk ${one.item.id} does not exist`;
  if (one.disks.length === 0) return `no disk has ${itemText(one.item)}`;
  const what = `${count(one.disks.length, 'disk')} with ${itemText(one.item)}`;
  const out = one.disks.filter(({ id }) => left.has(id)).length;
  if (out === one.disks.length) return `\`not\` leaves out the ${what}`;
  return out === 0 ? `the ${what} cannot be protected` : `of the ${what} \`not\` leaves out ${out}, and the rest cannot be protected`;
}
