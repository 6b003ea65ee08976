/** What is longer is no list that somebody put into one text by mistake. */
const longest = 1024;

/** A part without the quotes around it. */
function bare(part: string): string {
  const [first, last] = [part.at(0), part.at(-1)];
  return part.length >= 2 && first === last && (first === '"' || first === "'") ? part.slice(1, -1) : part;
}

/** The parts of a text that looks like a list: `0,7,17`, `mon tue`, `["0"]`, `• mon • tue`. One word is a list of one. */
export function listInText(text: string): readonly string[] {
  if (text.length > longest) return [];
  const bulleted = text.trim().split(/\s*[–—•·▪]\s+/);
  if (bulleted.length > 1 && bulleted[0] === '') return bulleted.slice(1).map(bare);
  const inner = text
    .trim()
    .replace(/^\[(.*)\]$/s, '$1')
    .trim();
  return inner.split(inner.includes(',') ? ',' : /\s+/).map((part) => bare(part.trim()));
}
