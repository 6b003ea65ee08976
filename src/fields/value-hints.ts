import { count } from '../base/text.ts';
import type { Hint } from './field.ts';
import { monthMeant } from '../aliases/days.ts';
import { idNames } from '../aliases/ids.ts';

/** How many digits the id of an account has, and characters the name of a stack: limits of snapspec's own. */
export const accountDigits = { min: 5, max: 20 } as const;
export const longestStack = 63;

const digitsText = `${accountDigits.min} to ${accountDigits.max}`;

/** What somebody may give in place of the id of an account. */
function accountIsNot(text: string): string {
  const named = idNames(text);
  if (/^LTAI[A-Za-z0-9]*$/.test(text)) return 'This is the id of an access key. ';
  if (/^[^@\s]+@[^@\s]+$/.test(text)) return 'This is the name of a user. ';
  return named === undefined ? '' : `This is ${named}. `;
}

/** What is wrong with the id of an account beyond its form: how many digits there are. */
export function accountHint(wrong: string): Hint | undefined {
  const digits = wrong.replaceAll(/[\s,_-]/g, '');
  const [inside, ...more] = wrong.match(/(?<![0-9])[0-9]{16}(?![0-9])/g) ?? [];
  if (!/^[0-9]+$/.test(digits) && inside !== undefined && more.length === 0)
    return { help: `Write "${inside}" alone.`, replacement: inside };
  if (!/^[0-9]+$/.test(digits))
    return {
      help: `${accountIsNot(wrong.trim())}An account id is ${digitsText} digits and nothing else; GetCallerIdentity of STS returns it.`,
    };
  if (digits.length < accountDigits.min || digits.length > accountDigits.max)
    return { help: `It has ${count(digits.length, 'digit')}, and an account id has ${digitsText}; GetCallerIdentity of STS returns it.` };
  if (digits.length === awsDigits)
    return { help: `An account id of Alibaba Cloud has 16 digits, and one of AWS has ${awsDigits}; GetCallerIdentity of STS returns it.` };
  return { help: `Write "${digits}".`, replacement: digits, certain: true };
}

/** How many digits the id of an AWS account has; one of Alibaba Cloud has 16. */
export const awsDigits = 12;

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
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replace(/(?<=[0-9])\+(?=[0-9]{2}:?[0-9]{2}$)/, '_')
    .replaceAll('://', '-')
    .replaceAll(/[^A-Za-z0-9._:/-]+/g, '-')
    .replaceAll(/^[^A-Za-z0-9]+|-+$/g, '')
    .slice(0, 64);
  if (/^[\d*?/,-]+(?:\s+[\d*?/,A-Z-]+){4}$|^@\w+ly$/.test(wrong.trim()))
    return {
      help: 'This is a cron expression: write which taking is meant, such as "2026-11". What is taken again and again is a policy.',
    };
  const meant = month > 0 ? `${year}-${String(month).padStart(2, '0')}` : plain;
  return meant === '' ? undefined : { help: `Write ${meant}, for example.`, replacement: meant };
}
