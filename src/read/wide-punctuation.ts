import { parseIssue } from './parse-issue.ts';
import type { OffsetRange, ParseIssue } from './parse-issue.ts';

/** Punctuation as input methods and text processors write it, and what YAML reads. */
const marks: { readonly [mark: string]: readonly [ascii: string, name: string] } = {
  '：': [': ', 'a full-width colon'],
  '，': [', ', 'a full-width comma'],
  '、': [', ', 'an ideographic comma'],
  '［': ['[', 'a full-width bracket'],
  '］': [']', 'a full-width bracket'],
  '【': ['[', 'a full-width bracket'],
  '】': [']', 'a full-width bracket'],
  '｛': ['{', 'a full-width brace'],
  '｝': ['}', 'a full-width brace'],
  '－': ['-', 'a full-width hyphen'],
  '＃': ['#', 'a full-width number sign'],
  '＂': ['"', 'a full-width quote'],
  '“': ['"', 'a typographic quote'],
  '”': ['"', 'a typographic quote'],
  '‘': ["'", 'a typographic quote'],
  '’': ["'", 'a typographic quote'],
};

const anyMark = new RegExp(`"(?:[^"\\\\]|\\\\.)*"|'[^']*'|([${Object.keys(marks).join('')}]) *`, 'g');

/** The line of an offset, as a range, not more of it than is worth looking at. */
function lineOf(text: string, at: number): OffsetRange {
  const from = text.lastIndexOf('\n', at - 1) + 1;
  const end = text.indexOf('\n', at);
  return [from, Math.min(end < 0 ? text.length : end, from + 1000)];
}

/**
 * Punctuation on the line of a fault that YAML does not take for its own; undefined where there is none, or where the text
 * is not better with what it looks like.
 * @param isBetter whether a text has fewer faults than this one
 */
export function widePunctuation(text: string, at: number, isBetter: (changed: string) => boolean): ParseIssue | undefined {
  const [from, to] = lineOf(text, at);
  const found = [...text.slice(from, to).matchAll(anyMark)].filter((match) => match[1] !== undefined);
  const [first] = found;
  if (first === undefined) return undefined;
  const edits = found.map((match) => {
    const [ascii] = marks[match[1] as string] as readonly [string, string];
    const range = [from + match.index, from + match.index + match[0].length] as const;
    return { place: { range }, text: ascii.endsWith(' ') || match[0].length === 1 ? ascii : ascii + ' '.repeat(match[0].length - 1) };
  });
  const changed = edits.reduceRight((now, { place: { range }, text: ascii }) => now.slice(0, range[0]) + ascii + now.slice(range[1]), text);
  if (!isBetter(changed)) return undefined;
  const [ascii, name] = marks[first[1] as string] as readonly [string, string];
  const start = from + first.index;
  const point = (first[1] as string).charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return parseIssue(
    'yaml-syntax',
    [start, start + 1],
    `This line holds U+${point} (${name}), which YAML reads as a letter of the text.`,
    `Write ${ascii.trim()} instead${ascii.endsWith(' ') ? ', and a space after it' : ''}.`,
    {
      label: name,
      fix: { title: 'Write the plain characters', safe: false, edits },
    },
  );
}
