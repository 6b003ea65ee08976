import { visible } from '../base/visible.ts';
import { asEscape, breakCommands } from './commands.ts';
import { cut } from './cut.ts';

/** More backticks than any run in a text has, and so many at least. */
function fence(text: string, least: number): string {
  const runs = text.match(/`+/g) ?? [];
  return '`'.repeat(Math.max(least, ...runs.map((run) => run.length + 1)));
}

/**
 * A text as a code span: the only place of a line where mentions, links, images, numbers of issues and HTML mean nothing.
 * In a cell of a table a pipe needs an escape, which stands for the pipe only there.
 */
export function markdownCode(text: string, options: { readonly cell?: boolean } = {}): string {
  const line = breakCommands(visible(cut(text)), asEscape);
  if (line === '') return '(empty)';
  const marks = fence(line, 1);
  // One space inside each mark is taken away again; without it a backtick at the edge would be part of the mark.
  const padded = /^[` ]|[` ]$/.test(line) && /[^ ]/.test(line) ? ` ${line} ` : line;
  return `${marks}${options.cell ? padded.replaceAll('|', '\\|') : padded}${marks}`;
}

/** A text of several lines as a fenced block, which ends with a line feed; its language, if any, is ours. */
export function markdownBlock(text: string, options: { readonly language?: string; readonly longest?: number } = {}): string {
  const lines = breakCommands(visible(cut(text, options.longest), { lines: true }), asEscape);
  const marks = fence(lines, 3);
  return `${marks}${options.language ?? ''}\n${lines}\n${marks}\n`;
}

/** A text within a comment of ours: nothing in it can end the comment. */
export const markdownComment = (text: string): string => visible(cut(text, 200)).replace(/[^\w .:/-]/g, '_');
