let hidden: RegExp | undefined;

/**
 * Untrusted text (YAML, names, tags, API replies) made safe for a terminal:
 * controls, format characters (bidi, zero width), lone surrogates and unassigned characters become visible escapes.
 * Line feeds stay only where `lines` is set.
 */
export function visible(text: string, options: { lines?: boolean } = {}): string {
  // Nearly every text is plain ASCII, and the classes below take milliseconds to build.
  if (!/[^\x20-\x7e]/.test(text)) return text;
  hidden ??= /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/gu;
  return text.replace(hidden, (char) => (char === '\n' && options.lines ? char : `\\u{${(char.codePointAt(0) as number).toString(16)}}`));
}
