import type { Diagnostic } from '../base/diagnostic.ts';
import { currentCode } from '../base/renamed-codes.ts';
import type { Comment } from '../read/comments.ts';
import { commentsIn } from '../read/comments.ts';
import type { Located } from '../read/source-span.ts';

/** A code in the brackets of an ignore: as it is called now, as it is written, and its offsets. */
export type NamedCode = { readonly code: string; readonly written: string; readonly start: number; readonly end: number };

/** A comment that suppresses findings: `# snapspec: ignore[CODE, CODE] reason`. */
export type Suppression = {
  readonly file: string;
  readonly comment: Comment;
  /** It applies to the whole file: `ignore-file`. */
  readonly whole: boolean;
  readonly codes: readonly NamedCode[];
  readonly reason: string;
  /** For one on a line of its own: where the line begins that it applies to. */
  readonly line: number;
};

/** How a suppression begins. */
export const directive = /^#+[ \t]*snapspec:[ \t]*ignore(-file)?(?![\w-])[ \t]*(\[)?/;
/** What every text with an ignore contains: all others are not searched for comments. */
const marker = 'snapspec:';

/** The ignores of a parsed file, and issues of those that are incomplete and have no effect. */
export function suppressionsIn(file: string, { text, root }: Located): { readonly ignores: Suppression[]; readonly faults: Diagnostic[] } {
  if (!root || !text.includes(marker)) return { ignores: [], faults: [] };
  const comments = commentsIn(text);
  const lines = linesBelow(text, comments);
  const firstKey = root.type === 'map' ? (root.entries[0]?.keyStart ?? text.length) : root.start;
  const made = comments.flatMap((comment, index) => read(file, comment, lines[index] as number, firstKey) ?? []);
  return { ignores: made.filter((one) => 'codes' in one), faults: made.filter((one) => 'message' in one) };
}

/** For each comment the beginning of the line that it applies to when it is alone: the first below that is not a comment. */
export function linesBelow(text: string, comments: readonly Comment[]): number[] {
  const below: number[] = [];
  for (let index = comments.length - 1; index >= 0; index--) {
    const { start, text: words } = comments[index] as Comment;
    const end = text.indexOf('\n', start + words.length);
    const line = end < 0 ? text.length : end + 1;
    const next = comments[index + 1];
    const stacked = next?.alone === true && next.start >= line && !text.slice(line, next.start).includes('\n');
    below[index] = stacked ? (below[index + 1] as number) : line;
  }
  return below;
}

function read(file: string, comment: Comment, line: number, firstKey: number): Suppression | Diagnostic | undefined {
  const head = directive.exec(comment.text);
  if (!head) return undefined;
  const whole = head[1] !== undefined;
  const close = comment.text.indexOf(']', head[0].length);
  const codes = head[2] === undefined || close < 0 ? [] : named(comment, head[0].length, close);
  const fault = (code: string, message: string, label: string, help: string): Diagnostic => {
    const range = [comment.start, comment.start + comment.text.trimEnd().length] as const;
    return { code, severity: 'error', message, place: { file, range }, label, help };
  };
  if (codes.length === 0) {
    const open = head[2] !== undefined && close < 0;
    return fault(
      'ignore-without-code',
      open ? 'The bracket of this ignore is not closed, so it has no effect.' : 'This ignore names no code, so it has no effect.',
      open ? 'no ] here' : 'ignores nothing',
      `Name the code: # snapspec: ignore${head[1] ?? ''}[CODE] reason`,
    );
  }
  const reason = comment.text.slice(close + 1).trim();
  if (!/[\p{L}\p{N}]/u.test(reason))
    return fault(
      'ignore-without-reason',
      'This ignore gives no reason, so it has no effect.',
      'no reason here',
      'Write after the bracket why the finding may stay; whoever reads the spec next will ask.',
    );
  if (whole && comment.start > firstKey)
    return fault(
      'ignore-file-not-first',
      'ignore-file is below the first key, so it has no effect.',
      'too far down',
      'Move it to the top of the file, or write ignore[CODE] on the line above what it applies to.',
    );
  return { file, comment, whole, codes, reason, line };
}

function named({ start, text }: Comment, from: number, to: number): NamedCode[] {
  let at = from;
  return text
    .slice(from, to)
    .split(',')
    .flatMap((piece): NamedCode[] => {
      const begin = start + at + (piece.length - piece.trimStart().length);
      at += piece.length + 1;
      const written = piece.trim();
      return written === '' ? [] : [{ code: currentCode(written), written, start: begin, end: begin + written.length }];
    });
}
