import { quote } from '../base/text.ts';
import { parseIssue } from './parse-issue.ts';
import type { ParseIssue } from './parse-issue.ts';

/** Marks that begin a comment in other languages. */
const mark = /^(?:\/\/|\/\*|--(?!-)|;|<!--)(?=\s|\w|$)/;

/** Whether a text begins as a comment of another language does. */
export const isForeignComment = (text: string): boolean => mark.test(text);

/** A comment as other languages write it, at an offset; up to the end of its line. */
export function foreignCommentIssue(text: string, at: number): ParseIssue {
  const line = /^[^\n\r]*/.exec(text.slice(at, at + 1000))?.[0].trimEnd() ?? '';
  const opened = mark.exec(line)?.[0] ?? '';
  const closing = opened === '/*' ? '*/' : opened === '<!--' ? '-->' : '';
  const closes = closing !== '' && line.endsWith(closing);
  // What goes on over several lines is not known to end where it seems to.
  const isOne = closing === '' || closes;
  const edits = [
    { place: { range: [at, at + opened.length] as const }, text: '#' },
    ...(closes ? [{ place: { range: [at + line.length - closing.length, at + line.length] as const }, text: '' }] : []),
  ];
  return parseIssue(
    'yaml-syntax',
    [at, at + line.length],
    `${quote(line)} is a comment of another language; those of YAML begin with #.`,
    'Write # for it, on each line of the comment.',
    { label: 'no comment of YAML', ...(isOne && { fix: { title: 'Write # for it', safe: false, edits } }) },
  );
}
