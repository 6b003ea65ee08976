import { suggest } from '../base/suggest.ts';
import { choices, count } from '../base/text.ts';
import type { Hint } from './field.ts';
import { monthMeant } from '../aliases/days.ts';
import { idNames } from '../aliases/ids.ts';
import { regionMeant } from '../aliases/regions.ts';
import { regions } from '../facts/regions.ts';

/** How many digits the id of an account has, and characters the name of a stack: limits of snapspec's own. */
export const accountDigits = { min: 5, max: 20 } as const;
export const longestStack = 63;

const digitsText = `${accountDigits.min} to ${accountDigits.max}`;

/** What is wrong with the id of an account beyond its form: how many digits there are. */
export function accountHint(wrong: string): Hint | undefined {
  const digits = wrong.replaceAll(/[\s-]/g, '');
  if (!/^[0-9]+$/.test(digits))
    return { help: `An account id is ${digitsText} digits and nothing else; GetCallerIdentity of STS returns it.` };
  if (digits.length < accountDigits.min || digits.length > accountDigits.max)
    return { help: `It has ${count(digits.length, 'digit')}, and an account id has ${digitsText}; GetCallerIdentity of STS returns it.` };
  if (digits.length === awsDigits)
    return { help: `An account id of Alibaba Cloud has 16 digits, and one of AWS has ${awsDigits}; GetCallerIdentity of STS returns it.` };
  return { help: `Write "${digits}".`, replacement: digits, certain: true };
}

/** How many digits the id of an AWS account has; one of Alibaba Cloud has 16. */
export const awsDigits = 12;

/** What to write where a text does not look like the id of what is wanted. */
export const idHint =
  (wanted: string, otherwise?: string) =>
  (wrong: string): Hint | undefined => {
    const [, link] = /^\s*(?:https?:\/\/\S*[/=])([a-z]+-[a-z0-9]+)\S*$/.exec(wrong) ?? [];
    if (link !== undefined) return { help: `Write the id alone: ${link}.`, replacement: link };
    const named = idNames(wrong.trim());
    if (named !== undefined) return { help: `This is the id of ${named}. Write the id of ${wanted}.` };
    return otherwise === undefined ? undefined : { help: otherwise };
  };

/** A stack's name that is near to a wrong one. It decides what the spec owns, so a person has to look at it. */
export function stackHint(wrong: string): Hint | undefined {
  const folded = wrong
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  if (folded === '') return { help: 'Give it a name, such as payments.' };
  if (folded.length > longestStack) return { help: `Shorten it to ${longestStack} characters; it has ${[...wrong].length}.` };
  return /^[0-9]/.test(folded)
    ? { help: `Start it with a letter: s-${folded}, for example.` }
    : { help: `Write ${folded}.`, replacement: folded };
}

/** A key without what it must not hold: accents, spaces, dots. */
export function keyHint(wrong: string): Hint | undefined {
  const plain = wrong
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9_-]+/g, '-')
    .replaceAll(/^[^A-Za-z]+|-+$/g, '');
  return plain === ''
    ? { help: 'Write a name of ASCII letters, such as nightly.' }
    : { help: `Write ${plain}, for example.`, replacement: plain };
}

/** What a shell would fill in: `$RELEASE`, `%RELEASE%`, `$(date +%F)`. */
function outsideHint(wrong: string): Hint | undefined {
  const [found, unix, windows] = /^(?:\$([A-Za-z_]\w{0,62})|%([A-Za-z_]\w{0,62})%|\$\(.*\))$/.exec(wrong) ?? [];
  if (found === undefined) return undefined;
  const name = (unix ?? windows ?? 'release').toLowerCase();
  return { help: `No shell fills it in; write "\${var.${name}}", and declare it at the top: variables: {${name}: {}}` };
}

/** An occurrence without what it must not hold; a month as a number. */
export function occurrenceHint(wrong: string): Hint | undefined {
  const outside = outsideHint(wrong.trim());
  if (outside !== undefined) return outside;
  const [, word = '', year] = /^\s*([A-Za-z]+)\.?[\s-]+(\d{4})\s*$/.exec(wrong) ?? [];
  const month = year === undefined ? 0 : monthMeant(word);
  const plain = wrong
    .trim()
    .replaceAll('://', '-')
    .replaceAll(/[^A-Za-z0-9._:/-]+/g, '-')
    .replaceAll(/^[^A-Za-z0-9]+|-+$/g, '')
    .slice(0, 64);
  const meant = month > 0 ? `${year}-${String(month).padStart(2, '0')}` : plain;
  return meant === '' ? undefined : { help: `Write ${meant}, for example.`, replacement: meant };
}

/** The region of an id in another casing, of a zone, of a city's name, or of a typing error. */
export function regionHint(wrong: string): Hint | undefined {
  const folded = wrong.trim().toLowerCase().replaceAll(/[_ ]/g, '-');
  const known = Object.keys(regions);
  const alias = regionMeant(wrong);
  if (alias?.here !== undefined) return { help: `Its id is ${alias.here}.`, replacement: alias.here };
  if (alias?.whose !== undefined)
    return { help: `This is a region of ${alias.whose}; of those of Alibaba Cloud ${alias.near?.join(' ')} is near.` };
  if (known.includes(folded)) return { help: `The ids of regions are in lower case: ${folded}.`, replacement: folded, certain: true };
  const zoned = folded.replace(/-?[a-z]$/, '');
  if (known.includes(zoned)) return { help: `This is a zone of the region ${zoned}: write ${zoned}.`, replacement: zoned };
  const named = known.filter(
    (id) => regions[id]?.toLowerCase().replaceAll(' ', '-') === folded || id.slice(id.indexOf('-') + 1) === folded,
  );
  const alike = suggest(folded, known);
  // Where one begins in the same way, the others are not what was mistyped.
  const begun = alike.filter((id) => id.startsWith(folded.slice(0, 4)));
  const near = [named, begun, alike].find((ids) => ids.length > 0) ?? [];
  const [only, ...others] = near;
  if (only === undefined) return undefined;
  return { help: `Did you mean ${choices(near)}?`, ...(others.length === 0 && { replacement: only }) };
}

/** Days of a unit of time by its first character; a month and a year as most tools count them. */
const daysIn: { readonly [unit: string]: number } = { d: 1, 天: 1, 日: 1, w: 7, 周: 7, m: 30, 个: 30, 月: 30, y: 365, 年: 365, h: 1 / 24 };

/**
 * A number of days that was written with its unit: `30d`, `4 weeks`.
 * @param indefinitely what to write, or to do, where it is to be kept indefinitely
 */
export const daysHint =
  (indefinitely: Hint) =>
  (wrong: string): Hint | undefined => {
    if (/^(?:for ?ever|never|unlimited|infinite|infinity|\.inf|permanent(?:ly)?|always|none|永久|永远)$/i.test(wrong.trim()))
      return indefinitely;
    const [, whole] = /^\s*\+?([1-9][0-9]{0,2}(?:[,_]?[0-9]{3})*)(?:\.0+)?\s*$/.exec(wrong.normalize('NFKC')) ?? [];
    const plain = whole?.replaceAll(/[,_]/g, '');
    if (plain !== undefined) return { help: `Write it in plain digits: ${plain}.`, replacement: plain, certain: true };
    const [, amount, unit = ''] =
      /^\s*p?([1-9][0-9]{0,4})\s*(d|days?|w|weeks?|m|months?|y|years?|h|hours?|天|日|周|个?月|年)\s*$/i.exec(wrong) ?? [];
    const many = amount === undefined ? Number.NaN : Number(amount) * (daysIn[unit.toLowerCase().charAt(0)] ?? Number.NaN);
    if (!Number.isInteger(many)) return { help: 'Write the number of days in plain digits, such as 30.' };
    const exact = /^[d天日]/i.test(unit);
    return { help: `Days are counted without a unit: ${many}.`, replacement: String(many), ...(exact && { certain: true as const }) };
  };
