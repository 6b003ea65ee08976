import { dayNames, daysMeant, monthMeant } from '../aliases/days.ts';
import { suggest } from '../base/suggest.ts';
import { choices } from '../base/text.ts';
import type { Hint } from '../fields/field.ts';
import { weekdays } from './types.ts';

/** What no list of weekdays can say, by the words that ask for it. */
const impossible: readonly (readonly [asked: RegExp, help: string])[] = [
  [
    /month|^(?:1st|2nd|3rd|[4-9]th|1\dth|2\dth|first|second|third|fourth|last)\b|#\d|^[0-7]?l$|每月|^(?:[89]|[12]\d|3[01])$/,
    'A policy takes snapshots on the same weekdays of every week; what is taken monthly is a snapshot with an occurrence, such as "2026-11".',
  ],
  [
    /other|second|biweek|fortnight|alternat|^(?:odd|even)|\*\/\d|^every \d|隔/,
    'A policy takes snapshots on the same weekdays of every week: name each of them, such as mon, wed and fri.',
  ],
  [/^(?:weekly|week|every ?week|once a week|每周)$/, 'Name the weekday, such as mon.'],
  [
    /^(?:none|never|no|nil|false|off|-)$/,
    'A policy takes snapshots on at least one weekday; to protect nothing, write disks: {any: []} in the policy.',
  ],
  [/holiday/, 'No calendar of holidays is known here: name the weekdays.'],
];

/** The weekday that a word was mistyped for; it begins with the same letter. */
function mistyped(word: string): string | undefined {
  if (word.length < 3 || /[^a-z]/.test(word)) return undefined;
  const near = suggest(word, word.length < 5 ? weekdays : dayNames).filter((day) => day[0] === word[0]);
  const closer = near.filter((day) => day[1] === word[1]);
  const [only, ...others] = (closer.length > 0 ? closer : near).map((day) => day.slice(0, 3));
  return others.length === 0 ? only : undefined;
}

/** The weekday of a name in another length or language (`monday`, `Tues`, `1`), or the days of a word or a range for several. */
export function dayHint(wrong: string): Hint {
  const meant = daysMeant(wrong)?.map((day) => weekdays[day] as string);
  const [only, ...others] = meant ?? [];
  if (meant !== undefined && only !== undefined) {
    if (meant.length === weekdays.length) return { help: 'Remove days: without it every day counts.', leaveOut: true };
    if (others.length > 0) return { help: `Write each day as an item: ${meant.join(', ')}.`, items: meant };
    // The number of a day depends on where one begins to count; a short word is one of several languages.
    const certain = new RegExp(`^\\s*(?:${only}|星期|周|礼拜)`, 'i').test(wrong.normalize('NFKC'));
    return { help: `Write ${only}.`, replacement: only, ...(certain && { certain: true as const }) };
  }
  const word = wrong.trim().toLowerCase();
  if (monthMeant(word) > 0) return { help: 'This is a month, and a policy takes snapshots on weekdays.' };
  const [, help] = impossible.find(([asked]) => asked.test(word)) ?? [];
  if (help !== undefined) return { help };
  const near = mistyped(word.replaceAll(/\s/g, ''));
  if (near !== undefined) return { help: `Did you mean ${near}?`, replacement: near };
  return { help: `Write weekdays as ${choices(weekdays)}; without days every day counts.` };
}

/** The number of a weekday, 1 for Monday, by its name; or those of several. */
export function dayNumberHint(wrong: string): Hint | undefined {
  const [only, ...others] = daysMeant(wrong)?.map((day) => String(day + 1)) ?? [];
  if (only === undefined) return undefined;
  if (others.length > 0) return { help: `Write each day as an item: ${[only, ...others].join(', ')}.`, items: [only, ...others] };
  return { help: `Write ${only}: Monday is 1 and Sunday is 7.`, replacement: only };
}
