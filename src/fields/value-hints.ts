import { suggest } from '../base/suggest.ts';
import { choices, count } from '../base/text.ts';
import type { Hint } from './field.ts';
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
  return { help: `Write "${digits}".`, replacement: digits, certain: true };
}

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

/** The region of an id in another casing, of a zone, of a city's name, or of a typing error. */
export function regionHint(wrong: string): Hint | undefined {
  const folded = wrong.trim().toLowerCase().replaceAll(/[_ ]/g, '-');
  const known = Object.keys(regions);
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

/**
 * A number of days that was written with its unit: `30d`, `4 weeks`.
 * @param indefinitely what to write, or to do, where it is to be kept indefinitely
 */
export const daysHint =
  (indefinitely: Hint) =>
  (wrong: string): Hint | undefined => {
    if (/^(?:for ?ever|never|unlimited|infinite|permanent|always|none)$/i.test(wrong.trim())) return indefinitely;
    const [, amount, unit] = /^\s*p?([1-9][0-9]{0,4})\s*(d|days?|w|weeks?)\s*$/i.exec(wrong) ?? [];
    if (amount === undefined || unit === undefined) return { help: 'Write the number of days in plain digits, such as 30.' };
    const weeks = /^w/i.test(unit);
    const days = String(Number(amount) * (weeks ? 7 : 1));
    return { help: `Days are counted without a unit: ${days}.`, replacement: days, ...(!weeks && { certain: true as const }) };
  };
