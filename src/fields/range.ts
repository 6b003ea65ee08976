import type { Issue } from '../base/issue.ts';
import type { Json } from '../base/json.ts';
import { choices, count } from '../base/text.ts';
import { flow } from '../base/yaml-writer.ts';
import type { IntConstraint, WarningAbove } from '../facts/constraint.ts';
import type { Range } from '../facts/fact.ts';
import { authorityOf, factDetails } from './fact-details.ts';

import type { FieldRuleDoc, Subject } from './field-type.ts';

type Numbers = Pick<IntConstraint, 'range' | 'warning'>;

/** The largest number that is accepted without a warning: the page that messages name states the smaller limit. */
export const maximumOf = ({ range, warning }: Numbers): number => warning?.above ?? range.max;

/** The whole numbers that are accepted: `-1 or 1 to 65535`. */
export function rangeText(numbers: Numbers): string {
  const { min, also = [] } = numbers.range;
  return choices([...also.map(String), `${min} to ${maximumOf(numbers)}`]);
}

const units = { character: 'characters', item: 'items', entry: 'entries' } as const;
export type Unit = keyof typeof units;

const several = ({ min, max }: Pick<Range, 'min' | 'max'>): string => (min === 0 ? `at most ${max}` : `${min} to ${max}`);

/** How many are accepted: `2 to 128 characters`, `at most 16 entries`. */
export const sizeText = (range: Pick<Range, 'min' | 'max'>, unit: Unit): string => `${several(range)} ${units[unit]}`;

export const isOutside = (size: number, { min, max }: Range): boolean => size < min || size > max;

function sizeLabel(size: number, { min, max }: Range, unit: Unit): string {
  if (unit === 'character') return size < min ? `shorter than the minimum, ${min}` : `longer than the maximum, ${max}`;
  return size < min ? `${size} here, at least ${min}` : `${size} here, at most ${max}`;
}

/** Last part of the code of a finding about a size. */
const partOf = (unit: Unit): string => (unit === 'character' ? 'length' : 'count');

function sizeHelp({ min, max }: Range, size: number, unit: Unit, example: Json): string {
  if (size > max) return unit === 'character' ? `Shorten it by ${count(size - max, unit)}.` : `Remove ${count(size - max, unit)}.`;
  const least = unit === 'character' ? sizeText({ min, max }, unit) : `at least ${count(min, unit)}`;
  return `Give it ${least}, for example: ${flow(example)}`;
}

/** Too many or too few of something. */
export function sizeIssue(range: Range, size: number, unit: Unit, subject: Subject, example: Json): Issue {
  const part = partOf(unit);
  return {
    code: `${subject.code}-${part}`,
    severity: 'error',
    message: `${subject.name} has ${count(size, unit)}; ${authorityOf(range)} accepts ${several(range)}.`,
    place: { path: [] },
    label: sizeLabel(size, range, unit),
    help: sizeHelp(range, size, unit, example),
    ...factDetails(range),
  };
}

/** A value or a number of items that is accepted and disputed. */
export function disputedIssue(warning: WarningAbove, found: string, subject: Subject): Issue {
  return {
    code: `${subject.code}-disputed`,
    severity: 'warning',
    message: `${subject.name} ${found}; ${warning.reason}.`,
    place: { path: [] },
    label: 'pages disagree',
    ...(warning.help !== undefined && { help: warning.help }),
    ...factDetails(warning),
  };
}

/** The finding about a size, for its page. */
export function sizeRule(range: Range, unit: Unit, bad: Json): FieldRuleDoc {
  const text = sizeText(range, unit);
  return { part: partOf(unit), severity: 'error', fact: range, what: `must have ${text}`, fix: `Give it ${text}.`, bad };
}

/** The finding about what is accepted and disputed, for its page. */
export function disputedRule(warning: WarningAbove, what: string, bad: Json): FieldRuleDoc {
  const fix = warning.help ?? `Stay at or below ${warning.above}.`;
  return { part: 'disputed', severity: 'warning', fact: warning, what: `${what}: ${warning.reason}`, fix, bad };
}
