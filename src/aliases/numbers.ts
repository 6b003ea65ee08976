const words = 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen'.split(' ');
const tens: { readonly [word: string]: number } = { twenty: 20, thirty: 30, sixty: 60, ninety: 90, hundred: 100 };
const han = '零一二三四五六七八九';

/** 十四, 三十, 两: numbers below a hundred. */
function hanNumber(text: string): number | undefined {
  const digits = text.replaceAll(/[两兩]/g, '二').replaceAll('〇', '零');
  const [, ten = '', unit = ''] = /^([一二三四五六七八九]?)十([一二三四五六七八九]?)$/.exec(digits) ?? [];
  if (digits.includes('十'))
    return /^.?十.?$/.test(digits) ? (ten === '' ? 1 : han.indexOf(ten)) * 10 + Math.max(0, han.indexOf(unit || '零')) : undefined;
  return digits.length === 1 && han.includes(digits) ? han.indexOf(digits) : undefined;
}

/** A number in digits or in a word of English or Chinese: `14`, `1.5`, `fourteen`, `a`, `十四`; undefined where it is none. */
export function numberMeant(word: string): number | undefined {
  if (/^\d{1,7}(?:[.,]\d{1,3})?$/.test(word)) return Number(word.replace(',', '.'));
  if (word === 'a' || word === 'an') return 1;
  const small = words.indexOf(word);
  return small >= 0 ? small : Object.hasOwn(tens, word) ? tens[word] : hanNumber(word);
}

/** What a number of YAML or of a program in another base or with an exponent is: `0xE`, `0o16`, `1e1`. */
export const numberInCode = (text: string): number | undefined =>
  /^(?:0x[0-9a-f]{1,8}|0o[0-7]{1,10}|0b[01]{1,31}|\d{1,5}(?:\.\d{1,5})?e\+?\d)$/i.test(text) ? Number(text) : undefined;
