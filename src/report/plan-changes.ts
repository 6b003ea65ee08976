import { count } from '../base/text.ts';
import { visible } from '../base/visible.ts';
import type { PlanEntry } from '../plan/plan.ts';
import type { Style, Sign } from './style.ts';
import { showChange } from './format-value.ts';

/** Ids beyond this many are counted where they come, and stand in lines of their own where they go. */
const shownIds = 5;

const signed = (sign: Sign, text: string, paint: Style): string => paint.change(sign, `${sign} ${text}`);

function tagLines({ tags }: PlanEntry, paint: Style): string[] {
  if (tags === undefined) return [];
  const set = Object.entries(tags.set).map(([key, value]) =>
    Object.hasOwn(tags.before, key)
      ? `${paint.change('~', '~')} tag ${visible(key)}: ${showChange(tags.before[key] ?? '', value, paint)}`
      : signed('+', `tag ${visible(key)}=${visible(value)}`, paint),
  );
  return [...set, ...tags.unset.map((key) => signed('-', `tag ${visible(key)} comes off`, paint))];
}

/** What is put on may be long and is harmless: it is counted. */
export function attachText(ids: readonly string[]): string {
  const rest = ids.length - shownIds;
  const shown = ids.slice(0, shownIds).map((id) => visible(id));
  return `attach ${count(ids.length, 'disk')}: ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** What is taken off is listed whole: who approves must see every one. */
function detachLines(ids: readonly string[], paint: Style): string[] {
  const what = `detach ${count(ids.length, 'disk')}`;
  const rows = Array.from({ length: Math.ceil(ids.length / shownIds) }, (_, row) =>
    ids
      .slice(row * shownIds, (row + 1) * shownIds)
      .map((id) => visible(id))
      .join(', '),
  );
  if (rows.length <= 1) return rows.map((row) => signed('-', `${what}: ${row}  weakens protection`, paint));
  return [signed('-', `${what}  weakens protection`, paint), ...rows.map((row) => paint.change('-', `    ${row}`))];
}

/** What changes in a thing that is there, a line for each, with the sign of what comes (+), changes (~) or goes (-). */
export function changeLines(entry: PlanEntry, paint: Style): string[] {
  const { group, attach, detach } = entry;
  const change = paint.change('~', '~');
  return [
    ...entry.fields.map(
      ({ field, before, after, reduces }) =>
        `${change} ${field}: ${showChange(before, after, paint)}${reduces ? paint.change('!', '  weakens protection') : ''}`,
    ),
    ...tagLines(entry, paint),
    ...(group ? [`${change} resource group: ${visible(group.before)} -> ${visible(group.after)}`] : []),
    ...(attach.length > 0 ? [signed('+', attachText(attach), paint)] : []),
    ...detachLines(detach, paint),
  ];
}
