/** What is longer is not folded: no name and no tag of the cloud is. */
const longest = 256;

/** Characters that look like those of ASCII, row by row above what they look like. Capitals look like other letters than small ones. */
const rows: readonly (readonly [alike: string, ascii: string])[] = [
  ['аеорсухіјѕһԁԛԝѵ', 'aeopcyxijshdqwv'],
  ['АВЕКМНОРСТУХІЈЅ', 'ABEKMHOPCTYXIJS'],
  ['αγινορυ', 'ayivopu'],
  ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'],
  ['ıɡɑ', 'iga'],
  ['‘’‚‛′ʼ´`', "''''''''"],
  ['“”„‟″', '"""""'],
  ['−ー·‧∶⁄∕', '--..://'],
];

const twins: ReadonlyMap<string, string> = new Map(
  rows.flatMap(([alike, ascii]) => [...alike].map((char, index): [string, string] => [char, ascii[index] as string])),
);

/** One character as it looks: a space, a dash, nothing at all, or its twin in ASCII. */
function looksOf(char: string): string {
  if (/[\p{Default_Ignorable_Code_Point}\p{Cf}]/u.test(char)) return '';
  if (/[\p{Zs}\s]/u.test(char)) return ' ';
  if (/\p{Cc}/u.test(char)) return '';
  return /\p{Pd}/u.test(char) ? '-' : (twins.get(char) ?? char);
}

const looks = (text: string): string => Array.from(text, looksOf).join('');

/** Whether a character shows nothing where it stands: a space, or what cannot be seen. */
export const isBlank = (char: string): boolean => looksOf(char).trim() === '';

/**
 * What a text looks like: without its casing, the space around it and what cannot be seen, with ASCII for curly quotes, dashes,
 * full-width letters and letters of other scripts that look the same. Texts of one fold are easily taken for one another.
 */
export function foldLookAlikes(text: string): string {
  if (!/[^ -~]|`/.test(text)) return text.trim().toLowerCase();
  if (text.length > longest) return text;
  return looks(looks(looks(text).normalize('NFKC')).toLowerCase())
    .normalize('NFKC')
    .trim();
}
