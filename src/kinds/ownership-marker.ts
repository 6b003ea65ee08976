/** Characters of the hash in a marker. */
export const markerHashLength = 12;

/** The mark that ends the description of what carries no tags. */
export const markerOf = (hash: string): string => ` [snapspec:${hash}]`;

/** What the marker takes of a description, in characters. */
export const markerLength = markerOf('x'.repeat(markerHashLength)).length;

/** A description without its marker, and the marker's hash. */
export function splitMarker(description: string): { readonly text: string; readonly marker?: string } {
  const found = new RegExp(` \\[snapspec:([a-z2-7]{${markerHashLength}})\\]$`).exec(description);
  return found ? { text: description.slice(0, found.index), marker: found[1] as string } : { text: description };
}
