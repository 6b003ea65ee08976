import { Lexer } from 'yaml';

/** A comment of a spec file, from its `#` to the end of its line. */
export type Comment = {
  readonly text: string;
  readonly start: number;
  /** Nothing is before it on its line, or only the indicator of an item or a key (`-`, `?`): it belongs to what is below. */
  readonly alone: boolean;
};

/** The lexer's mark before the text of a scalar, whatever that begins with. */
const scalarNext = '\x1f';
/** Marks that the lexer sets between lexemes; they take no room in the text. */
const marks = new Set(['\x02', '\x18', scalarNext]);

/**
 * All comments of a text that was parsed without a fault, in its order. The lexer tells them from a `#` inside
 * quotes, plain text or a block of text; it looks at every character once.
 */
export function commentsIn(text: string): Comment[] {
  const found: Comment[] = [];
  let at = 0;
  let inScalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    const mark: boolean = !inScalar && marks.has(lexeme);
    if (!mark && !inScalar && lexeme.startsWith('#')) found.push({ text: lexeme, start: at, alone: isAlone(text, at) });
    if (!mark) at += lexeme.length;
    inScalar = mark && lexeme === scalarNext;
  }
  return found;
}

const isAlone = (text: string, at: number): boolean => /^[ \t]*(?:[-?][ \t]+)*$/.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, at));
