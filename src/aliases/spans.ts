import { numberMeant } from './numbers.ts';

/** Days of units of time, by their names in the languages that people write specs in; a month and a year as most tools count them. */
const units: readonly (readonly [days: number, names: RegExp])[] = [
  [1, /^(?:d|days?|jours?|tage?n?|d[ií]as?|giorn[oi]|dni|dzie[nń]|день|дня|дней|天|日|日間|日间|일)$/],
  [7, /^(?:w|wks?|weeks?|semaines?|wochen?|semanas?|settiman[ae]|недел[яиь]|周|週|个?星期|個?星期|週間|주)$/],
  [14, /^fortnights?$/],
  [30, /^(?:m|mo|mons?|mths?|months?|mois|monate?n?|mes|mese[si]?|mesi|месяц(?:а|ев)?|个?月|個?月|か月|ヶ月|개월)$/],
  [91, /^(?:q|quarters?)$/],
  [365, /^(?:y|yrs?|years?|ans?|années?|jahre?n?|años?|anos?|ann[oi]|год|года|лет|年|년)$/],
  [1 / 24, /^(?:h|hrs?|hours?|heures?|stunden?|horas?|часа?|часов|小时|小時|時間|시간)$/],
  [1 / 1440, /^(?:min|mins|minutes?|分钟|分鐘|分)$/],
  [1 / 86400, /^(?:s|secs?|seconds?|秒)$/],
];

/** A span of time in days. It is exact where no month, quarter or year had to be rounded. */
export type Span = { readonly days: number; readonly unit: string };

/** `m` is months, but for so many that minutes of whole days were meant. */
const daysOf = (amount: number, unit: string): number =>
  unit === 'm' && amount >= 1440 ? amount / 1440 : amount * (units.find(([, names]) => names.test(unit))?.[0] ?? Number.NaN);

/** `P1DT12H` as `1d 12h`: what stands behind T are hours, minutes and seconds. */
function plainIso(text: string): string {
  const [, date = '', time = ''] = /^p((?:\d+[ymwd])*)(?:t((?:\d+[hms])+))?$/.exec(text) ?? [];
  return `${date}${time.replace(/m/, 'min')}` || text;
}

/** The span that a text is: `14 days`, `2w`, `P14D`, `PT336H`, `14d0h`, `two weeks`, `两周`, `14 Tage`; undefined where it is none. */
export function spanMeant(text: string): Span | undefined {
  const folded = plainIso(
    text
      .trim()
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[.!]$/, '')
      .replace(/^(?:for|after|every|keep)\s+/, ''),
  );
  if (folded.length > 40) return undefined;
  const parts = [...folded.matchAll(/(\d+(?:[.,]\d+)?|[a-z]+(?=[\s-])|[零〇一二两兩三四五六七八九十]+)[\s-]*(\p{L}+)[\s,]*/guy)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== folded) return undefined;
  const days = parts
    .map(([, amount = '', unit = '']) => daysOf(numberMeant(amount) ?? Number.NaN, unit))
    .reduce((sum, one) => sum + one, 0);
  const [[, , unit = ''] = []] = parts;
  return Number.isNaN(days) ? undefined : { days: Math.round(days * 1e6) / 1e6, unit };
}

/** Whether a span in this unit is the same for everybody: a month and a year are not, and an hour is none of days. */
export const isDays = ({ unit }: Span): boolean => units[0]?.[1].test(unit) === true;
