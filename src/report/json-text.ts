const hidden = /[\u007f-\u009f\p{Cf}\p{Co}\p{Cn}\u2028\u2029]/gu;

/**
 * A value as JSON text that ends with a line feed. Characters that cannot be seen, or that a terminal obeys, are
 * escaped: they occur in strings only, so what is read back is the same.
 */
export function jsonText(value: unknown): string {
  const escaped = (char: string): string =>
    [...Array(char.length).keys()].map((at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
  return `${JSON.stringify(value, null, 2).replace(hidden, escaped)}\n`;
}
