import { parseIssue } from './parse-issue.ts';
import type { ParseIssue } from './parse-issue.ts';

/** The largest file that is read, in bytes of UTF-8. */
export const maxBytes = 64 * 1024 * 1024;

/** How many maps and lists may be nested in one another. */
export const maxDepth = 64;

/** An issue for a file that is too large. */
export function tooLarge(message = 'This file is larger than 64 MiB.'): ParseIssue {
  return parseIssue('too-large', [0, 0], message, 'Split the spec into several files, and pass each with -f.');
}

/** An issue for one level too many, at the offset where it opens. */
export function tooDeep(text: string, at: number): ParseIssue {
  return parseIssue(
    'too-deep',
    [at, Math.min(at + 1, text.length)],
    `Maps and lists are nested more than ${maxDepth} deep.`,
    'A spec needs about eight levels; check the brackets and the indentation from here upwards.',
    { label: `level ${maxDepth + 1}` },
  );
}
