/**
 * What a reader cannot see or is misled by, as the source of a pattern: controls, format characters (bidi, zero width),
 * tags, fillers, lone surrogates, private and unassigned characters.
 */
export const invisible = '[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}]';

const scripts = (...names: string[]): string => names.map((name) => `\\p{Script=${name}}`).join('');
/** Marks and selectors that Unicode counts to a script; they vouch for no other. */
const notMark = '(?![\\u061c\\u180b-\\u180f])';
const rightToLeft = `${notMark}[${scripts('Hebrew', 'Arabic', 'Syriac', 'Thaana', 'Nko')}]`;
const indic = ['Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil', 'Telugu', 'Kannada', 'Malayalam', 'Sinhala'];
const joining = `${notMark}[${scripts('Arabic', 'Syriac', 'Nko', 'Mongolian', ...indic)}]`;
const emoji = '\\p{Extended_Pictographic}\\p{Emoji_Modifier}?';

/**
 * Where some of them are a part of how people write: joiners within an emoji or a word of a joining script, the selectors
 * of a glyph, and direction marks close to right-to-left letters.
 */
const asPeopleWrite = [
  `(?<=${emoji}\\ufe0f?)\\u200d(?=\\p{Extended_Pictographic})`,
  `(?<=${emoji})[\\ufe0e\\ufe0f]`,
  '(?<=[0-9#*])\\ufe0f(?=\\u20e3)',
  '(?<=\\p{Script=Han})[\\ufe00-\\ufe02\\u{e0100}-\\u{e01ef}]',
  `(?<=${notMark}\\p{Script=Mongolian})[\\u180b-\\u180d\\u180f]`,
  `(?<=${joining}\\p{M}{0,3})[\\u200c\\u200d](?=${joining})`,
  // Bounded, so that a text of marks alone takes no time that grows with its square.
  `(?<=${rightToLeft}.{0,16})[\\u200e\\u200f\\u061c]`,
  `[\\u200e\\u200f\\u061c](?=.{0,16}${rightToLeft})`,
].join('|');

/** The same as the source of a pattern, for one that has more to say. */
export const hiddenPattern = `(?!${asPeopleWrite})${invisible}`;

let made: RegExp | undefined;

/** Matches each character that cannot be seen, all over a text. Made at the first use: the classes take milliseconds. */
export function hiddenCharacters(): RegExp {
  made ??= new RegExp(hiddenPattern, 'gu');
  return made;
}
