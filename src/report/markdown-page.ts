/** The most characters of a comment on GitHub, which is also what GitLab and Gitea take. */
export const longestComment = 65_536;

/** Characters that are left to whoever posts the page: which run it is of, and how the comment is found again. */
export const roomBeside = 1_000;

/** A part of a page of which what does not fit is left out, from its end, and counted. */
export type Part = {
  readonly head: string;
  /** Made when there is room for it: of a hundred thousand only the first are. */
  readonly items: readonly (() => string)[];
  /** What is said of so many that were left out. */
  readonly more: (left: number) => string;
};

/** Characters that a part may need beside its items. */
const overhead = ({ head, items, more }: Part): number => head.length + more(items.length).length + 8;

/** As many items as fit, in the order of the part. */
function fitting({ items }: Part, room: number): string[] {
  const shown: string[] = [];
  let used = 0;
  for (const item of items) {
    const text = item();
    used += text.length + 1;
    if (used > room) break;
    shown.push(text);
  }
  return shown;
}

function partText(part: Part, room: number): string {
  const { head, items, more } = part;
  const shown = fitting(part, room - overhead(part));
  const left = items.length - shown.length;
  const body = shown.length === 0 ? '' : `${shown.join('\n')}\n`;
  return `${head}\n\n${body}${left > 0 ? `${body === '' ? '' : '\n'}${more(left)}\n` : ''}`;
}

/**
 * A page that fits into one comment, with room for some lines beside it. Earlier parts matter more: each but the last may take half of what is left,
 * so that none hides all that comes after it.
 */
export function markdownPage(top: string, parts: readonly Part[]): string {
  const kept = parts.filter(({ items }) => items.length > 0);
  let page = top;
  kept.forEach((part, index) => {
    const later = kept.slice(index + 1).reduce((sum, one) => sum + overhead(one), 0);
    const room = longestComment - roomBeside - page.length - later;
    page += `\n${partText(part, index === kept.length - 1 ? room - 1 : Math.floor(room / 2))}`;
  });
  return page;
}
