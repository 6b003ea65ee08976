/** Whether the characters of a part stand in a text from an index; `?` is any one. */
function standsAt(text: readonly string[], at: number, part: readonly string[]): boolean {
  return part.every((char, index) => char === '?' || char === text[at + index]);
}

/**
 * What matches a name: `*` is any characters, also none, `?` is one; all others stand for themselves, and all of the name must
 * match. The parts between the stars are found one after another, each as early as it can be, so nothing is ever tried twice:
 * the time grows with the name, at most by the length of the longest part, which lint limits.
 */
export function nameMatcher(pattern: string): (name: string) => boolean {
  const parts = pattern.split('*').map((part) => [...part]);
  const least = parts.reduce((sum, part) => sum + part.length, 0);
  const first = parts[0] as string[];
  const last = parts.at(-1) as string[];
  const inner = parts.slice(1, -1).filter((part) => part.length > 0);
  return (name) => {
    const text = [...name];
    if (text.length < least || !standsAt(text, 0, first)) return false;
    if (parts.length === 1) return text.length === least;
    const end = text.length - last.length;
    return standsAt(text, end, last) && standInOrder(text, first.length, end, inner);
  };
}

function standInOrder(text: readonly string[], from: number, end: number, parts: readonly (readonly string[])[]): boolean {
  let at = from;
  for (const part of parts) {
    while (at + part.length <= end && !standsAt(text, at, part)) at++;
    at += part.length;
    if (at > end) return false;
  }
  return true;
}
