import { numberMeant } from './numbers.ts';

const words: { readonly [word: string]: string } = {
  midnight: '00:00',
  mitternacht: '00:00',
  minuit: '00:00',
  午夜: '00:00',
  零点: '00:00',
  noon: '12:00',
  midday: '12:00',
  mittag: '12:00',
  midi: '12:00',
  中午: '12:00',
  正午: '12:00',
};

/** Parts of the day in Chinese, Japanese and Korean, by whether 12 hours are added to a number below 12. */
const later = /下午|晚上|傍晚|午後|오후/;

const clock = (hours: number, minutes: number): string | undefined =>
  hours < 24 && minutes < 60 ? `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}` : undefined;

/** `凌晨2点`, `早上8点半`, `2点30分`, `凌晨两点`, `午前2時`. */
function easternTime(text: string): string | undefined {
  const form =
    /^(凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|午夜|午前|午後|오전|오후)?\s*(\d{1,2}|[零一二两兩三四五六七八九十]{1,3})\s*[点點时時시]\s*(?:(半)|(\d{1,2})\s*[分분]?|整|钟|鐘)?$/;
  const [found, part = '', count = '', half, minutes] = form.exec(text) ?? [];
  const hours = found === undefined ? undefined : numberMeant(count);
  if (hours === undefined) return undefined;
  const night = hours === 12 && /凌晨|午夜|夜里|晚上|午前|오전/.test(part);
  return clock(night ? 0 : hours + (later.test(part) && hours < 12 ? 12 : 0), half ? 30 : Number(minutes ?? 0));
}

/** `2:00`, `2`, `0200`, `14.00`, `2h30`, `14 Uhr`, `2 pm`, `02:00:00`, `02-00`. */
function westernTime(text: string): string | undefined {
  const form =
    /^t?(\d{1,2})(?:\s*[:.h_,;-]\s*([0-5]\d|0)|([0-5]\d))?(?:[:.]00(?:\.0+)?)?\s*(?:h(?:rs?|ours?)?|uhr|heures?|horas?|o'?clock)?\s*([ap])?(?:\.?m\.?)?$/i;
  const [found, hours, minutes = '0', joined, half] = form.exec(text) ?? [];
  const number = Number(hours);
  if (found === undefined || (half !== undefined && (number > 12 || number === 0))) return undefined;
  const hour = half === undefined ? number : (number % 12) + (/p/i.test(half) ? 12 : 0);
  return clock(hour, Number(joined ?? minutes));
}

/** The time of day that a text means: `2am`, `14h`, `0200`, `noon`, `凌晨2点`; undefined where it is none. */
export function timeMeant(text: string): string | undefined {
  const folded = text
    .trim()
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^(?:@|at|um|à|um|a las)\s*(?=\d|noon|mid)/, '')
    .trim();
  if (folded.length > 24) return undefined;
  return Object.hasOwn(words, folded) ? words[folded] : (easternTime(folded) ?? westernTime(folded));
}
