import type { Diagnostic } from '../base/diagnostic.ts';

/** Where the advice for a spec would not help: a file beside it has no defaults, and is one file. */
const helps: { readonly [code: string]: string } = {
  'yaml-merge-key': 'Write the keys out.',
  'yaml-several-documents': 'Remove it, or put it into a file of its own.',
  'too-deep': 'Check the brackets and the indentation from here upwards.',
  'too-large': 'Make it smaller.',
};

/** What the reader of specs found, said of another sort of file. */
export function readerIssue(found: Diagnostic, noun: string): Diagnostic {
  const help = helps[found.code] ?? found.help;
  const message = found.message.replace(/\b(an?|one) spec\b/g, (_, article: string) => `${article} ${noun}`);
  return { ...found, message, ...(help !== undefined && { help }) };
}
