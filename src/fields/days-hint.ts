import { numberInCode, numberMeant } from '../aliases/numbers.ts';
import { isDays, spanMeant } from '../aliases/spans.ts';
import type { Hint } from './field.ts';

const indefinite =
  /^(?:for ?ever|eternal(?:ly)?|never|unlimited|infinite(?:ly)?|infinity|indefinite(?:ly)?|\.inf|permanent(?:ly)?|always|none|no ?limit|keep|all|max|永久|永远|不限|-1 ?d(?:ays?)?)[.!]?$/i;

const counted = /\b(?:copies|snapshots|backups|versions|generations|last)\b|[个個份](?!月)|份/i;

const whole = (help: string, days: number, certain: boolean): Hint => ({
  help: `${help}: ${days}.`,
  replacement: String(days),
  ...(certain && { certain: true as const }),
});

/** Days that are no whole number. */
function fraction(days: number): Hint {
  const below = Math.floor(days);
  return {
    help:
      below > 0
        ? `Days are whole: write ${below} or ${below + 1}, in plain digits.`
        : 'Days are whole, in plain digits; the shortest time is 1.',
  };
}

/** A number that is not written as YAML 1.2 or a person writes whole numbers: `1,000`, `014`, `0xE`. */
function numberHint(text: string): Hint | undefined {
  const [, digits] = /^\+?([1-9][0-9]{0,2}(?:[,_]?[0-9]{3})*)(?:\.0*)?$/.exec(text) ?? [];
  if (digits !== undefined) return whole('Write it in plain digits', Number(digits.replaceAll(/[,_]/g, '')), true);
  if (/^0+[1-9][0-9]{0,4}$/.test(text)) return { help: `Write it in plain digits, without a zero in front: ${Number(text)}.` };
  if (/^[0-9]{1,5}[.,][0-9]{1,2}$/.test(text)) return fraction(Number(text.replace(',', '.')));
  const coded = numberInCode(text) ?? (/^\d/.test(text) ? undefined : numberMeant(text.toLowerCase()));
  return coded !== undefined && Number.isInteger(coded) && coded > 0 ? whole('Write it in plain digits', coded, false) : undefined;
}

/**
 * A number of days that was written with its unit, or otherwise than in plain digits: `30d`, `4 weeks`, `P14D`, `1,000`.
 * @param indefinitely what to write, or to do, where it is to be kept indefinitely
 */
export const daysHint =
  (indefinitely: Hint) =>
  (wrong: string): Hint | undefined => {
    const text = wrong.trim().normalize('NFKC');
    if (indefinite.test(text)) return indefinitely;
    const number = numberHint(text);
    if (number) return number;
    const span = spanMeant(text);
    if (span && span.days > 0)
      return Number.isInteger(span.days) ? whole('Days are counted without a unit', span.days, isDays(span)) : fraction(span.days);
    if (/^\d{4}-\d\d-\d\d/.test(text)) return { help: 'It is no date: write the number of days from the taking on, in plain digits.' };
    if (counted.test(text))
      return { help: 'Snapshots are kept for days, and not by their number: write the number of days in plain digits, such as 30.' };
    return { help: 'Write the number of days in plain digits, such as 30.' };
  };
