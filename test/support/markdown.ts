/** A line without its code spans, by the rule of CommonMark: a run of backticks to the next run of the same length. */
function withoutSpans(line: string): string {
  const runs = [...line.matchAll(/`+/g)];
  let out = '';
  let at = 0;
  for (let index = 0; index < runs.length; index += 1) {
    const open = runs[index] as RegExpMatchArray & { index: number };
    if (open.index < at) continue;
    const close = runs.slice(index + 1).find((run) => run[0].length === open[0].length) as { index: number } | undefined;
    if (close === undefined) continue;
    out += line.slice(at, open.index);
    at = close.index + open[0].length;
  }
  return out + line.slice(at);
}

/** What of a Markdown text is no code: neither in a fenced block nor in a code span. */
export function outsideCode(text: string): string {
  let fence: number | undefined;
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const marks = /^(`{3,})([^`]*)$/.exec(line);
    if (fence === undefined && marks) fence = (marks[1] as string).length;
    else if (fence !== undefined && marks && (marks[1] as string).length >= fence && marks[2]?.trim() === '') fence = undefined;
    else if (fence === undefined) lines.push(withoutSpans(line));
  }
  if (fence !== undefined) throw new Error('A fence is not closed.');
  return lines.join('\n');
}
