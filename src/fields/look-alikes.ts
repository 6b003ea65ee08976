/** Quotes that text processors put in place of those of YAML. */
const quotes = '“”„‟‘’‚‛«»「」『』＂＇';
const quoted = new RegExp(`^[${quotes}"']*[${quotes}](.*?)[${quotes}"']*$|^(.*?)[${quotes}]["']*$`, 's');

/** Full-width forms of ASCII, as an input method for Chinese or Japanese writes them. */
const wide = /[！-～　]/;

/**
 * A text without typographic quotes around it, and with plain characters for full-width ones; undefined where it has none.
 * Quotes within a text are part of it.
 */
export function straight(text: string): string | undefined {
  const [, opened, closed] = quoted.exec(text.trim()) ?? [];
  const bare = opened ?? closed ?? text;
  const plain = wide.test(bare) ? bare.normalize('NFKC').trim() : bare;
  return plain === text ? undefined : plain;
}

/** What the text holds that has to be written otherwise, in words. */
export function lookAlikesIn(text: string): string {
  const quotation = text.trim() !== text.trim().replace(quoted, '$1$2');
  const full = wide.test(text.replace(new RegExp(`[${quotes}]`, 'g'), ''));
  return quotation && full ? 'typographic quotes and full-width characters' : quotation ? 'typographic quotes' : 'full-width characters';
}
