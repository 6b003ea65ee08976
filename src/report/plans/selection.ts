import { groupBy } from '../../base/group-by.ts';
import { count } from '../../base/text.ts';
import { terminal } from '../../escape/terminal.ts';
import type { SelectedItem, Selection } from '../../kinds/targets.ts';

/** What is told of a selection. */
export type ShownSelection = Pick<Selection, 'ids' | 'passedOver' | 'items'>;

/** Ids beyond this many are counted, unless all are asked for. */
const shownIds = 5;

const several = (ids: readonly string[], all: boolean): string => {
  const rest = all ? 0 : ids.length - shownIds;
  const shown = (rest > 0 ? ids.slice(0, shownIds) : ids).map((id) => terminal(id));
  return `${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
};

/** How many of a group are new, and how many are counted already: `6 by tag a=b`, `2 of them also by id`. */
function partText(by: string, fresh: number, known: number): string {
  if (fresh === 0) return `${known} of them also by ${terminal(by)}`;
  return `${fresh}${known > 0 ? ` more, and ${known} of them also,` : ''} by ${terminal(by)}`;
}

function parts({ ids, items }: ShownSelection): string[] {
  const chosen = new Set(ids);
  const known = new Set<string>();
  const groups = groupBy(
    items.filter(({ list }) => list === 'any'),
    ({ by }) => by,
  );
  return [...groups].flatMap(([by, group]) => {
    const mine = new Set(group.flatMap(({ matched }) => matched).filter((id) => chosen.has(id)));
    const fresh = [...mine].filter((id) => !known.has(id));
    for (const id of fresh) known.add(id);
    return mine.size === 0 ? [] : [partText(by, fresh.length, mine.size - fresh.length)];
  });
}

/** Of what an entry protects, the count in one line: `protects 6 disks: 6 by tag backup=daily, 2 of them also by id`. */
export function selectionSummary(selection: ShownSelection, target = 'disk'): string {
  const { ids, passedOver } = selection;
  const how = parts(selection);
  const over = passedOver.length === 0 ? '' : `; ${count(passedOver.length, target)} passed over, which cannot be protected`;
  return `protects ${count(ids.length, target)}${how.length === 0 ? '' : `: ${how.join(', ')}`}${over}`;
}

/** How many of an item's matches stand in the end, where it is not all of them. */
function outcome({ list, matched }: SelectedItem, selection: ShownSelection): string {
  const protectedIds = new Set(selection.ids);
  const stay = matched.filter((id) => protectedIds.has(id)).length;
  return list === 'not' || stay === matched.length ? '' : `, ${stay} of them protected`;
}

/** What each item of a selector matched, a line each with its ids below it; with `all`, every id. */
export function selectionLines(selection: ShownSelection, { all }: { readonly all: boolean }, target = 'disk'): string[] {
  const items = selection.items.flatMap((item) => [
    `${item.list}[${item.index}] ${terminal(item.text)}: ${count(item.matched.length, target)}${outcome(item, selection)}`,
    ...(item.matched.length > 0 ? [`    ${several(item.matched, all)}`] : []),
  ]);
  const over = selection.passedOver;
  return [...items, ...(over.length > 0 ? [`cannot be protected: ${several(over, all)}`] : [])];
}
