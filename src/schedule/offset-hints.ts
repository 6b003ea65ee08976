import type { Hint } from '../fields/field.ts';
import { placeAhead } from './etc-zones.ts';

/** Places that keep an offset of half an hour more. */
const halves: { readonly [hours: string]: string } = {
  '3.5': 'Asia/Tehran',
  '4.5': 'Asia/Kabul',
  '5.5': 'Asia/Kolkata',
  '5.75': 'Asia/Kathmandu',
  '6.5': 'Asia/Yangon',
  '9.5': 'Australia/Darwin',
};

/** Hours ahead of UTC: `UTC+8`, `+0530`, `8`, `480` minutes, `28800` seconds; undefined where a text is no offset. */
function hoursAhead(text: string): number | undefined {
  const number = /^-?(?:\d{1,5}|\d{1,2}\.\d{1,2})$/.test(text.trim()) ? Number(text) : undefined;
  if (number !== undefined) return Math.abs(number) > 14 * 60 ? number / 3600 : Math.abs(number) > 14 ? number / 60 : number;
  const [, sign = '', hours = '', minutes = '0'] = /^(?:utc|gmt)?\s*([+\u2212\u00b1-])\s*(\d{1,2})(?::?(\d\d))?$/i.exec(text.trim()) ?? [];
  if (hours === '') return undefined;
  return (Number(hours) + Number(minutes) / 60) * (sign === '-' || sign === '\u2212' ? -1 : 1);
}

/** What to write where a time zone is given as an offset, or as a number. */
export function offsetHint(wrong: string): Hint | undefined {
  const hours = hoursAhead(wrong);
  if (hours === undefined) return undefined;
  if (hours === 8) return { help: 'Write "Asia/Shanghai", which is at +08:00 all year.', replacement: 'Asia/Shanghai' };
  if (hours === 0) return { help: 'Write "UTC".', replacement: 'UTC' };
  const place = placeAhead(hours) ?? halves[hours];
  const kept = place === undefined ? '' : ` ("${place}" has it all year)`;
  return {
    help: `Write the name of the place whose offset this is${kept}, or give the hours in UTC+8, with timePoints and repeatWeekdays.`,
  };
}

/** What to write where a time zone is given as a number, or as true. */
export const zoneNumberHint = (wrong: string): Hint | undefined =>
  /^(?:true|false)$/.test(wrong) ? { help: 'Write the name of a place, such as Asia/Shanghai, or UTC.' } : offsetHint(wrong);
