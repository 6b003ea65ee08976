import { grouped } from '../base/text.ts';
import { parseIssue } from './parse-issue.ts';
import type { ParseIssue } from './parse-issue.ts';

/** The largest file that is read, in bytes of UTF-8. */
export const maxBytes = 64 * 1024 * 1024;

/** How many maps and lists may be nested in one another. */
export const maxDepth = 64;

/** How many values and keys a file may hold: with them the reader fills about 1.5 GiB, at 1.4 kB each. */
export const maxNodes = 1_000_000;

/** How many pieces of text a file may be cut into; lines without a value fill the memory too. */
export const maxLexemes = 5_000_000;

/** The most text that the values of variables may add to a spec, in UTF-16 units. */
export const maxSubstituted = 64 * 1024 * 1024;

/** An issue for a file that is too large. */
export function tooLarge(message = 'This file is larger than 64 MiB.'): ParseIssue {
  return parseIssue('too-large', [0, 0], message, 'Split the spec into several files, and pass each with -f.');
}

/** An issue for a file of too many nodes, or else of too many lexemes. */
export function tooMany(nodes: number): ParseIssue {
  if (nodes > maxNodes) return tooLarge(`This file holds more than ${grouped(maxNodes)} values.`);
  return tooLarge(`This file holds more than ${grouped(maxLexemes)} words, marks and lines.`);
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
