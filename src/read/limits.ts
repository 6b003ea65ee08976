import type { ParseIssue } from './parse-issue.ts';

/** The largest file that is read, in bytes of UTF-8. */
export const maxBytes = 64 * 1024 * 1024;

/** How many maps and lists may stand in one another. */
export const maxDepth = 64;

export function tooLarge(): ParseIssue {
  return {
    code: 'too-large',
    range: [0, 0],
    message: 'this file is larger than 64 MiB',
    help: 'split the spec into several files, and give each with -f',
  };
}

/** The finding for one level too many, at the offset where it opens. */
export function tooDeep(text: string, at: number): ParseIssue {
  return {
    code: 'too-deep',
    range: [at, Math.min(at + 1, text.length)],
    message: `maps and lists are nested more than ${maxDepth} deep`,
    label: `level ${maxDepth + 1}`,
    help: 'a spec needs about eight levels; check the brackets and the indentation from here upwards',
  };
}
