/**
 * The text of a message. A reader takes `[words](target)` in it for a link, and a backslash before the bracket for the
 * bracket itself: so what comes from a spec links nowhere, and is read back as it came in.
 */
export function sarifMessage(text: string): string {
  return text.replace(/(\\*)\]\(/g, '$1\\](');
}
