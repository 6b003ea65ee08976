import type { OffsetRange } from './parse-issue.ts';

/** A place that another tool fills in: `{{ release }}`, `{{ .Values.release | quote }}`, `<%= release %>`. */
const braces = /\{\{-?\s*([^{}]{1,200}?)\s*-?\}\}|<%[=-]?\s*([^%]{1,200}?)\s*-?%>/;

/** The last name in an expression of a template, without its filters: what the value is called. */
const nameIn = (expression: string): string | undefined => /([A-Za-z][A-Za-z0-9_-]*)\s*$/.exec(expression.split('|')[0] as string)?.[1];

/** The first placeholder of a text: where it stands in it, and the name of the value that is meant. */
export function placeholderIn(text: string): { readonly range: OffsetRange; readonly name: string } | undefined {
  const found = braces.exec(text);
  if (found === null) return undefined;
  return { range: [found.index, found.index + found[0].length], name: nameIn((found[1] ?? found[2]) as string) ?? 'name' };
}

/** Whether a text is nothing but one placeholder. */
export const isPlaceholder = (text: string): boolean => braces.exec(text)?.[0] === text.trim();

/** What a placeholder has to say for itself, as the rest of an issue. */
export const placeholderText = (written: string, name: string) => ({
  message: `${written} is a placeholder of another tool; a variable is written \${var.${name}}.`,
  label: 'not a variable',
  help: `Write \${var.${name}}, and declare it at the top: variables: {${name}: {}}`,
});

const name = '([A-Za-z_][A-Za-z0-9_.-]{0,62})';

/** What shells, pipelines and templates fill in, as the whole of a text; each with the name of the value, where it has one. */
const markers: readonly RegExp[] = [
  String.raw`\{\{.*?[.\s]?${name}\s*(?:\|.*)?\}\}`,
  String.raw`<%[=-]?.*?[.\s]?${name}\s*-?%>`,
  `%${name}%`,
  String.raw`\$env:${name}`,
  String.raw`\$${name}`,
  String.raw`\$?\[\[?\s*${name}\s*\]?\]`,
  String.raw`\(\(\s*${name}\s*\)\)`,
  String.raw`[@#%$]\{${name}\}`,
  String.raw`\{${name}\}`,
  `@${name}@`,
  `__${name}?__`,
  String.raw`<\s*(?:your|the|my)?[\s_-]*([A-Za-z][A-Za-z0-9 _-]{0,62}?)\s*>`,
  String.raw`(?:var|local|param|vars|env)\.${name}`,
  String.raw`\$\((?:.*[.\s])?${name}\)`,
  String.raw`\$\(.*\)()`,
].map((one) => new RegExp(`^${one}$`, 's'));

/** The name of the value that something else would put in the place of a text; undefined where nothing would. */
export function filledInBy(text: string): string | undefined {
  if (text.length > 200 || !/^[<{%$[(@#_`a-z]/.test(text)) return undefined;
  for (const marker of markers) {
    const found = marker.exec(text.trim());
    if (found === null) continue;
    const plain =
      (found[1] ?? '')
        .split('.')
        .at(-1)
        ?.toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, '_')
        .replaceAll(/^_+|_+$/g, '') ?? '';
    return /^[a-z]/.test(plain) ? plain : 'name';
  }
  return undefined;
}

/** What to do about such a text. */
export const fillInHelp = (variable: string): string =>
  `Nothing fills this in: write the value itself, or "\${var.${variable}}", and declare the variable at the top: variables: {${variable}: {}}`;
