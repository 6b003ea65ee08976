/** Optimal string alignment distance: edits, with a swap of neighbours as one; more than the limit when beyond it. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let lost = false;
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((above[j] as number) + 1, (row[j - 1] as number) + 1, (above[j - 1] as number) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (before[j - 2] as number) + 1);
      row.push(best);
      if (best < least) least = best;
    }
    // A swap reaches back over one row, so after two rows beyond the limit there is no way back.
    if (least > limit && lost) return limit + 1;
    lost = least > limit;
    before = above;
    above = row;
  }
  return above[b.length] as number;
}

const folded = (word: string): string => word.toLowerCase().replace(/[_-]/g, '');

/** The known words nearest to a wrong one, best first, at most three; casing, `_` and `-` do not count. */
export function suggest(wrong: string, known: readonly string[]): string[] {
  if (wrong.length > 64) return [];
  const limit = Math.max(2, Math.floor(wrong.length / 3));
  const own = folded(wrong);
  return known
    .map((word) => ({ word, off: distance(own, folded(word), limit) }))
    .filter(({ word, off }) => off <= limit && off < word.length)
    .sort((a, b) => a.off - b.off || (a.word < b.word ? -1 : 1))
    .slice(0, 3)
    .map(({ word }) => word);
}
