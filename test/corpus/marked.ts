/** Stands in a text before the character that the first finding must name; it is taken out. */
const mark = '¶';

/** A text without its mark, and where the mark stood; the place is absent where there was none. */
export function unmarked(marked: string): { readonly text: string; readonly line?: number; readonly column?: number } {
  const at = marked.indexOf(mark);
  if (at < 0) return { text: marked };
  const before = marked.slice(0, at).split('\n');
  return { text: marked.slice(0, at) + marked.slice(at + 1), line: before.length, column: (before.at(-1) as string).length + 1 };
}

/** A file, its mark before what the first finding names, and the codes of all findings in the order of the text. */
export type Row = readonly [name: string, marked: string, codes: string];

/** A spec file, and what lint says of it. */
export type Case = {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** 1 where some finding is an error. */
  readonly exit: 0 | 1;
  readonly codes: readonly string[];
  readonly line?: number;
  readonly column?: number;
};

/** Rows as cases of one exit code. */
export function casesOf(exit: 0 | 1, rows: readonly Row[]): Case[] {
  return rows.map(([name, marked, codes]) => {
    const { text, ...place } = unmarked(marked);
    return { name, content: text, exit, codes: codes === '' ? [] : codes.split(' '), ...place };
  });
}

/** What every spec begins with; it has no findings. */
export const head = 'apiVersion: snapspec/v1\nstack: payments\nregion: cn-hangzhou\n';
