/** Characters of the hash in a marker. */
export const markerHashLength = 12;

/** The mark that ends the description of what carries no tags. */
export const markerOf = (hash: string): string => ` [snapspec:${hash}]`;

/** What the marker takes of a description, in characters. */
export const markerLength = markerOf('x'.repeat(markerHashLength)).length;

type Split = { readonly text: string; readonly marker?: string; readonly formerMarker?: string };

/** A description without its marker, and the marker's hash; or the hash of what was a marker before somebody edited it. */
export function splitMarker(description: string): Split {
  const found = new RegExp(` \\[snapspec:([a-z2-7]{${markerHashLength}})\\]$`).exec(description);
  if (found) return { text: description.slice(0, found.index), marker: found[1] as string };
  const edited = new RegExp(`snapspec[^a-z0-9]{0,4}([a-z2-7]{${markerHashLength}})(?![a-z0-9])`).exec(
    description.normalize('NFKC').toLowerCase(),
  );
  return edited ? { text: description, formerMarker: edited[1] as string } : { text: description };
}
