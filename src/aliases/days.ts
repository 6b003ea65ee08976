/** Names of weekdays, Monday first: beginnings of two letters and more count too. */
const english = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const han = ['一', '二', '三', '四', '五', '六', '日'];

/** Names in other languages, without accents, Monday first. `mar` is left out: it is March, too. */
const foreign = (): readonly string[] => [
  'montag lundi lunes lunedi segunda maandag mandag poniedzialek понедельник lun пн 月曜日 月曜 月 월요일 월',
  'dienstag di mardi martes martedi terca dinsdag tirsdag wtorek вторник вт 火曜日 火曜 火 화요일 화',
  'mittwoch mi mercredi miercoles mercoledi quarta woensdag onsdag sroda среда mer mie ср 水曜日 水曜 水 수요일 수',
  'donnerstag do jeudi jueves giovedi quinta donderdag torsdag czwartek четверг jeu jue gio чт 木曜日 木曜 木 목요일 목',
  'freitag vendredi viernes venerdi sexta vrijdag fredag piatek пятница ven vie пт 金曜日 金曜 金 금요일 금',
  'samstag sonnabend samedi sabado sabato zaterdag lordag sobota суббота sam sab сб 土曜日 土曜 土 토요일 토',
  'sonntag so dimanche domingo domenica zondag sondag niedziela воскресенье dim dom вс 日曜日 日曜 日 일요일 일',
];

const workdays = [0, 1, 2, 3, 4];
const weekend = [5, 6];
const all = [0, 1, 2, 3, 4, 5, 6];

const groups: { readonly [word: string]: readonly number[] } = {
  weekday: workdays,
  weekdays: workdays,
  workday: workdays,
  workdays: workdays,
  workingdays: workdays,
  businessdays: workdays,
  工作日: workdays,
  weekend,
  weekends: weekend,
  周末: weekend,
  mtwtf: workdays,
  mwf: [0, 2, 4],
  tth: [1, 3],
  daily: all,
  everyday: all,
  alldays: all,
  allweek: all,
  all,
  any: all,
  every: all,
  '*': all,
  '?': all,
  每天: all,
  每日: all,
};

const plain = (word: string): string =>
  word.normalize('NFKD').replaceAll(/\p{M}/gu, '').normalize('NFC').replaceAll('ł', 'l').replaceAll('ø', 'o');

let others: readonly (readonly string[])[] | undefined;

/** The day that a word of another language names. */
function foreignDay(word: string): number {
  others ??= foreign().map((names) => names.split(' ').map(plain));
  const folded = plain(word);
  return others.findIndex((names) => names.some((name) => name === folded || `${name}s` === folded || `${name}-feira` === folded));
}

/** One day, 0 for Monday; numbers as ISO and cron have them: 1 is Monday, 7 and 0 are Sunday. */
function dayIn(word: string): number | undefined {
  if (/^[0-7]$/.test(word)) return (Number(word) + 6) % 7;
  const [, sign = ''] = /^(?:星期|周|礼拜|週)([一二三四五六日天1-7])$/.exec(word) ?? [];
  if (sign !== '') return /\d/.test(sign) ? Number(sign) - 1 : han.indexOf(sign === '天' ? '日' : sign);
  const index = word.length < 2 ? -1 : english.findIndex((name) => name.startsWith(word) || `${name}s` === word);
  const found = index < 0 ? foreignDay(word) : index;
  return found < 0 ? undefined : found;
}

const between = (from: number, to: number): number[] => Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, step) => (from + step) % 7);

function daysInPart(part: string): readonly number[] | undefined {
  const word = part
    .trim()
    .replace(/\.$/, '')
    .replace(/^(?:on|every|each|only)\s+(?=.{3})(?!day)/, '');
  const group = word.replaceAll(/\s/g, '');
  if (Object.hasOwn(groups, group)) return groups[group];
  const one = dayIn(word);
  if (one !== undefined) return [one];
  const ends = word.split(/\s*(?:-|–|—|~|\.\.|至|到|\bto\b|\bthrough\b|\bthru\b|\bbis\b)\s*/).map(dayIn);
  const [from, to] = ends;
  // 0-6 and 1-7 are a whole week.
  return ends.length === 2 && from !== undefined && to !== undefined ? between(from, to) : undefined;
}

function daysInList(text: string): readonly number[] | undefined {
  const parts = text
    .split(/\s*[,;、/&|+和]\s*|\s+(?:and|und|et|y|e)\s+/)
    .filter((part) => part !== '')
    .map(daysInPart);
  if (parts.length > 1 && /[*?]/.test(text)) return undefined;
  return parts.length > 0 && parts.every((part) => part !== undefined) ? [...new Set(parts.flat())] : undefined;
}

/** The weekdays, 0 for Monday, that a word, a range or a list in one text means: `Mondays`, `mon-fri`, `1,3`, `周一至周五`, `weekdays`. */
export function daysMeant(text: string): readonly number[] | undefined {
  const folded = text.trim().toLowerCase().normalize('NFKC');
  if (folded === '' || folded.length > 100) return undefined;
  const [, but] = /^(?:!|(?:(?:all|daily|every ?day|any)\s+)?(?:but|not|except|excluding|without)\s+)(.+)$/.exec(folded) ?? [];
  const left = but === undefined ? undefined : daysInList(but);
  if (left !== undefined) return all.filter((day) => !left.includes(day));
  const [, rule] = /(?:^|;)byday=([a-z,]+)/.exec(folded) ?? [];
  // 135 is Monday, Wednesday and Friday.
  const digits = /^[1-7]{3,7}$/.test(folded) && [...new Set(folded)].sort().join('') === folded ? [...folded].join(',') : undefined;
  return daysInList(rule ?? digits ?? folded);
}

const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];

/** The number of a month by its English name or the beginning of it; 0 where it is none. */
export const monthMeant = (word: string): number =>
  word.length < 3 ? 0 : months.findIndex((name) => name.startsWith(word.toLowerCase().replace(/\.$/, ''))) + 1;

/** The full names of weekdays, Monday first. */
export const dayNames: readonly string[] = english;
