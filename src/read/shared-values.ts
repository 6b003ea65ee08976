import type { ParseIssue } from './parse-issue.ts';

/** Places that are shown of one anchor. */
const maxShown = 3;

const nameAt = (text: string, { place: { range } }: ParseIssue): string => text.slice(range[0] + 1, range[1]);

/** The alias that a merge key takes its keys from, where it is one. */
const mergedFrom = (text: string, { place: { range } }: ParseIssue): string | undefined =>
  /^\s*:\s*\*([^\s,\]}]+)/.exec(text.slice(range[1], range[1] + 200))?.[1];

/**
 * An anchor with its aliases and merge keys as one issue: writing the value out where it is used takes all of them away.
 */
export function withSharedValues(text: string, issues: readonly ParseIssue[]): ParseIssue[] {
  const names = new Set(issues.filter(({ code }) => code === 'yaml-anchor').map((issue) => nameAt(text, issue)));
  if (names.size === 0) return [...issues];
  const uses = issues.filter((issue) => issue.code === 'yaml-alias' && names.has(nameAt(text, issue)));
  const taken = new Set<ParseIssue>([
    ...uses,
    ...issues.filter((issue) => issue.code === 'yaml-merge-key' && names.has(mergedFrom(text, issue) ?? '')),
  ]);
  return issues.flatMap((issue): ParseIssue[] => {
    if (taken.has(issue)) return [];
    const own = issue.code === 'yaml-anchor' ? uses.filter((use) => nameAt(text, use) === nameAt(text, issue)) : [];
    if (own.length === 0 && issue.code === 'yaml-anchor') {
      const [from, to] = issue.place.range;
      const after = /^[ \t]*/.exec(text.slice(to, to + 100))?.[0].length ?? 0;
      const edits = [
        { place: { range: [text[from - 1] === ' ' ? from - 1 : from, text[from - 1] === ' ' ? to : to + after] as const }, text: '' },
      ];
      return [
        {
          ...issue,
          help: 'Nothing refers to it: remove it; put text that begins with & in quotes.',
          fix: { title: 'Remove it', safe: false, edits },
        },
      ];
    }
    if (own.length === 0) return [issue];
    const related = own.slice(0, maxShown).map(({ place }) => ({ place, message: 'used here' }));
    const help = `Write the value out in each place where *${nameAt(text, issue)} stands; what entries of a kind share can stand under defaults instead.`;
    return [{ ...issue, help, related }];
  });
}
