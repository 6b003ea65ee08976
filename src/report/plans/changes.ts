import { batches } from '../../base/batches.ts';
import { count } from '../../base/text.ts';
import { terminal } from '../../escape/terminal.ts';
import { groupBy } from '../../base/group-by.ts';
import type { PlanEntry } from '../../plan/plan.ts';
import type { Style, Sign } from '../terminal/style.ts';
import { showChange } from '../terminal/format-value.ts';

/** Ids beyond this many are counted where they are attached, and start a new line where they are detached. */
const shownIds = 5;

const signed = (sign: Sign, text: string, paint: Style): string => paint.change(sign, `${sign} ${text}`);

function tagLines({ tags }: PlanEntry, paint: Style): string[] {
  if (tags === undefined) return [];
  const set = Object.entries(tags.set).map(([key, value]) =>
    Object.hasOwn(tags.before, key)
      ? `${paint.change('~', '~')} tag ${terminal(key)}: ${showChange(tags.before[key] ?? '', value, paint)}`
      : signed('+', `tag ${terminal(key)}=${terminal(value)}`, paint),
  );
  return [...set, ...tags.unset.map((key) => signed('-', `remove tag ${terminal(key)}`, paint))];
}

/** The first of a list, and how many more there are; with `all`, every one. */
export function capped(texts: readonly string[], most: number, all: boolean): string {
  const rest = all ? 0 : texts.length - most;
  return `${(rest > 0 ? texts.slice(0, most) : texts).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** The first ids of a list, and how many more there are. */
export const idsText = (ids: readonly string[], all = false): string => {
  const shown = all ? ids : ids.slice(0, shownIds);
  const rest = ids.length - shown.length;
  return `${shown.map((id) => terminal(id)).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
};

/** A long list of what is attached is harmless: the rest is counted. */
export const attachText = (ids: readonly string[], all: boolean): string => `attach ${count(ids.length, 'disk')}: ${idsText(ids, all)}`;

/** What loses protection is listed in full: who approves must see every disk. */
function losingLines(what: string, ids: readonly string[], sign: Sign, paint: Style): string[] {
  const rows = batches(ids, shownIds).map((row) => row.map((id) => terminal(id)).join(', '));
  if (rows.length <= 1) return rows.map((row) => signed(sign, `${what}: ${row}  reduces protection`, paint));
  return [signed(sign, `${what}  reduces protection`, paint), ...rows.map((row) => paint.change(sign, `    ${row}`))];
}

/** What is attached as it is, without being taken off anything first. */
export const plainlyAttached = ({ attach, reattach = [] }: PlanEntry): readonly string[] =>
  attach.filter((id) => !reattach.some((one) => one.id === id));

/** What is taken off another resource first, a line for each of those. */
export function reattachLines({ reattach = [] }: PlanEntry, paint: Style): string[] {
  return [...groupBy(reattach, ({ from }) => from).values()].flatMap((group) => {
    const [{ from, entry }] = group;
    const ids = group.map(({ id }) => id);
    const what = `reattach ${count(ids.length, 'disk')}, at the limit: detach from ${terminal(entry)} (${terminal(from)}) first`;
    return losingLines(what, ids, '!', paint);
  });
}

/** The changes of an existing resource, a line each, signed as added (+), changed (~) or removed (-). */
export function changeLines(entry: PlanEntry, paint: Style, all = false): string[] {
  const { group, detach } = entry;
  const attach = plainlyAttached(entry);
  const change = paint.change('~', '~');
  return [
    ...entry.fields.map(
      ({ field, before, after, reduces }) =>
        `${change} ${field}: ${showChange(before, after, paint)}${reduces ? paint.change('!', '  reduces protection') : ''}`,
    ),
    ...tagLines(entry, paint),
    ...(group ? [`${change} resource group: ${terminal(group.before)} -> ${terminal(group.after)}`] : []),
    ...(attach.length > 0 ? [signed('+', attachText(attach, all), paint)] : []),
    ...reattachLines(entry, paint),
    ...losingLines(`detach ${count(detach.length, 'disk')}`, detach, '-', paint),
  ];
}
