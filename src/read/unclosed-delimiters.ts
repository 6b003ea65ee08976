/** Tracks brackets and quotes that are never closed, since the YAML reader reports only where it gave up. */
export type DelimiterTracker = {
  /** Takes the next lexeme that is not the text of a scalar. */
  see(lexeme: string, at: number): void;
  /** The offset of the bracket or quote whose missing end was noticed at an offset. */
  openerOf(noticed: number): number | undefined;
};

/** The lexer's mark where a bracket had to end and did not. */
const flowBroken = '\x18';
const opens: Readonly<Record<string, string>> = { ']': '[', '}': '{' };

export function trackDelimiters(text: string): DelimiterTracker {
  const open: number[] = [];
  const noticed = new Map<number, number>();
  const notice = (at: number): void => {
    const innermost = open.at(-1);
    if (innermost !== undefined) noticed.set(at, innermost);
  };
  const see = (lexeme: string, at: number): void => {
    switch (lexeme[0]) {
      case '[':
      case '{':
        open.push(at);
        return;
      case ']':
      case '}':
        if (text[open.at(-1) ?? -1] !== opens[lexeme]) notice(at);
        open.pop();
        return;
      case flowBroken:
        notice(at);
        open.length = 0;
        return;
      case '"':
      case "'":
        if (mayLackItsEnd(lexeme)) noticed.set(at + lexeme.length, at);
    }
  };
  const restIsBlank = (at: number): boolean => at >= text.length - 1000 && text.slice(at).trim() === '';
  return { see, openerOf: (at) => noticed.get(at) ?? (restIsBlank(at) ? open.at(-1) : undefined) };
}

/** Whether a quoted lexeme can lack its end: the last quote may be escaped, or be the first one. */
function mayLackItsEnd(lexeme: string): boolean {
  return lexeme.length < 2 || !lexeme.endsWith(lexeme[0] as string) || lexeme.at(-2) === '\\' || lexeme.at(-2) === "'";
}
