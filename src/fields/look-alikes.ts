/** Quotes that text processors put in place of those of YAML. */
const quotes = '“”„‟‘’‚‛«»「」『』＂＇';
const quoted = new RegExp(`^[${quotes}"']*[${quotes}](.*?)[${quotes}"']*$|^(.*?)[${quotes}]["']*$`, 's');

/** Full-width forms of ASCII, as an input method for Chinese or Japanese writes them. */
const wide = /[！-～　【】]/;

/**
 * A text without typographic quotes around it, and with plain characters for full-width ones; undefined where it has none.
 * Quotes within a text are part of it.
 */
export function straight(text: string): string | undefined {
  const [, opened, closed] = quoted.exec(text.trim()) ?? [];
  const bare = opened ?? closed ?? text;
  const plain = wide.test(bare) ? bare.normalize('NFKC').replaceAll('【', '[').replaceAll('】', ']').trim() : bare;
  return plain === text ? undefined : plain;
}

/** What the text holds that has to be written otherwise, in words. */
export function lookAlikesIn(text: string): string {
  const quotation = text.trim() !== text.trim().replace(quoted, '$1$2');
  const full = wide.test(text.replace(new RegExp(`[${quotes}]`, 'g'), ''));
  return quotation && full ? 'typographic quotes and full-width characters' : quotation ? 'typographic quotes' : 'full-width characters';
}

/** What is longer is no value with a comment behind it. */
const longest = 256;

/** A comment, and signs by which other languages end or divide what they write. */
const tail = /(?<=\S)(?:\s*(?:#(?!\d)|(?<!:)\/\/|\/\*|--\s).*|\s*[;,]+)$/s;

/** A text without a comment that is glued to it, or a mark that ends a line elsewhere: `14# note`, `14;`; undefined where it has none. */
export function withoutTail(text: string): string | undefined {
  if (text.length > longest) return undefined;
  const bare = text.replace(tail, '').trim();
  return bare === text.trim() || bare === '' ? undefined : bare;
}

/** What stands behind a value, in words, and how it is written. */
export const tailHelp = (text: string): string =>
  /[;,]\s*$/.test(text) ? 'No mark ends a line in YAML.' : 'A comment of YAML begins with a space and #.';
