/** Names of weekdays, Monday first: beginnings of three letters and more count too. */
const english = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const han = ['一', '二', '三', '四', '五', '六', '日'];

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
  daily: all,
  everyday: all,
  all,
  '*': all,
  每天: all,
  每日: all,
};

/** One day, 0 for Monday; numbers as ISO and cron have them: 1 is Monday, 7 and 0 are Sunday. */
function dayIn(word: string): number | undefined {
  if (/^[0-7]$/.test(word)) return (Number(word) + 6) % 7;
  const [, sign = ''] = /^(?:星期|周|礼拜|週)([一二三四五六日天])$/.exec(word) ?? [];
  if (sign !== '') return han.indexOf(sign === '天' ? '日' : sign);
  const index = word.length < 3 ? -1 : english.findIndex((name) => name.startsWith(word) || `${name}s` === word);
  return index < 0 ? undefined : index;
}

const between = (from: number, to: number): number[] => Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, step) => (from + step) % 7);

function daysInPart(part: string): readonly number[] | undefined {
  const word = part.trim().replace(/\.$/, '');
  const group = word.replaceAll(/\s/g, '');
  if (Object.hasOwn(groups, group)) return groups[group];
  const one = dayIn(word);
  if (one !== undefined) return [one];
  const ends = word.split(/\s*(?:-|–|—|~|\.\.|至|到|\bto\b|\bthrough\b)\s*/).map(dayIn);
  const [from, to] = ends;
  return ends.length === 2 && from !== undefined && to !== undefined ? between(from, to) : undefined;
}

/** The weekdays, 0 for Monday, that a word, a range or a list in one text means: `Mondays`, `mon-fri`, `1,3`, `周一至周五`, `weekdays`. */
export function daysMeant(text: string): readonly number[] | undefined {
  const folded = text.trim().toLowerCase().normalize('NFKC');
  if (folded === '' || folded.length > 100) return undefined;
  const parts = folded
    .split(/\s*[,;、/&]\s*|\s+and\s+/)
    .filter((part) => part !== '')
    .map(daysInPart);
  return parts.every((part) => part !== undefined) ? [...new Set(parts.flat())] : undefined;
}

const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];

/** The number of a month by its English name or the beginning of it; 0 where it is none. */
export const monthMeant = (word: string): number =>
  word.length < 3 ? 0 : months.findIndex((name) => name.startsWith(word.toLowerCase().replace(/\.$/, ''))) + 1;
