/** What is longer is no list that somebody put into one text by mistake. */
const longest = 1024;

/** A part without the quotes around it. */
function bare(part: string): string {
  const [first, last] = [part.at(0), part.at(-1)];
  return part.length >= 2 && first === last && (first === '"' || first === "'") ? part.slice(1, -1) : part;
}

/** What stands before an item on its line, where it is no dash and space: `• `, `– `, `2. `, or a dash alone. */
const bullet = /^(?:[–—−‒―•·‣▪◦]\s*|\*\s+|-(?=["'])|[0-9]{1,2}[.)]\s+)/;

/** A text without the bullet before it. */
export const withoutBullet = (text: string): string => text.replace(bullet, '');

/** Lines with a bullet each, which YAML reads as one text. */
function bulleted(text: string): readonly string[] | undefined {
  if (!bullet.test(text)) return undefined;
  const parts = text.split(/\s+(?=[–—−‒―•·‣▪◦*-]\s*["']?\w|[0-9]{1,2}[.)]\s)/);
  return parts.every((part) => bullet.test(part)) ? parts.map(withoutBullet) : undefined;
}

/** The parts of a text that looks like a list: `0,7,17`, `mon tue`, `["0"]`. One word is a list of one. */
export function listInText(text: string): readonly string[] {
  if (text.length > longest) return [];
  const inner = text
    .trim()
    .replace(/^[[(【［<](.*)[\])】］>]$/s, '$1')
    .replaceAll('，', ',')
    .trim();
  const lines = bulleted(inner);
  if (lines) return lines.map((part) => bare(part.trim()));
  return inner.split(inner.includes(',') ? ',' : /\s+/).map((part) => bare(part.trim()));
}
