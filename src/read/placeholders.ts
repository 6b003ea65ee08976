import type { OffsetRange } from './parse-issue.ts';

/** A place that another tool fills in: `{{ release }}`, `{{ .Values.release | quote }}`. */
const braces = /\{\{-?\s*([^{}]{1,200}?)\s*-?\}\}/;

/** The last name in an expression of a template, without its filters: what the value is called. */
const nameIn = (expression: string): string | undefined => /([A-Za-z][A-Za-z0-9_-]*)\s*$/.exec(expression.split('|')[0] as string)?.[1];

/** The first placeholder of a text: where it stands in it, and the name of the value that is meant. */
export function placeholderIn(text: string): { readonly range: OffsetRange; readonly name: string } | undefined {
  const found = braces.exec(text);
  if (found === null) return undefined;
  return { range: [found.index, found.index + found[0].length], name: nameIn(found[1] as string) ?? 'name' };
}

/** Whether a text is nothing but one placeholder. */
export const isPlaceholder = (text: string): boolean => braces.exec(text)?.[0] === text.trim();

/** What a placeholder has to say for itself, as the rest of an issue. */
export const placeholderText = (written: string, name: string) => ({
  message: `${written} is a placeholder of another tool; a variable is written \${var.${name}}.`,
  label: 'not a variable',
  help: `Write \${var.${name}}, and declare it at the top: variables: {${name}: {}}`,
});
