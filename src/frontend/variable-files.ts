import type { Diagnostic } from '../base/diagnostic.ts';
import { diagnosticAt } from '../base/issue.ts';
import { recordOf } from '../base/json.ts';
import { fieldTypes, shapeIssues } from '../fields/registry.ts';
import { typeMismatch } from '../fields/type-mismatch.ts';
import { decode } from '../read/decode.ts';
import { parse } from '../read/parse.ts';
import { locate } from '../read/source-span.ts';
import type { Located } from '../read/source-span.ts';
import type { Entry, Node } from '../read/syntax-tree.ts';
import type { VariableValue } from '../read/variable-value.ts';
import { plainValue, variableFile } from '../spec/variables.ts';
import { variablesInValue } from '../validate/variables.ts';
import type { SourceFile } from './source-file.ts';

/** A file of values for variables, as it was read. */
export type VariableFile = {
  readonly file: string;
  readonly located: Located;
  readonly values: { readonly [name: string]: VariableValue };
  /** The line of each name. */
  readonly lines: ReadonlyMap<string, number>;
  readonly diagnostics: readonly Diagnostic[];
};

/** What is wrong with one value: it is no plain one, or a variable is in it. */
function valueIssues(file: string, { key, value }: Entry): Diagnostic[] {
  const items = value.type === 'list' ? value.items.map((item, index): [Node, (string | number)[]] => [item, [key, index]]) : [];
  const found = [[value, [key]] as [Node, (string | number)[]], ...items].flatMap(([node, path], index) => {
    const field = index === 0 ? plainValue : { ...plainValue, item: true as const };
    const name = index === 0 ? key : `${key}[${index - 1}]`;
    return shapeIssues(field, node, { name, code: 'spec' }).map((issue) => diagnosticAt(issue, { file, path }));
  });
  return [...found, ...variablesInValue(`The value of ${key}`, value, [key], file)].map(({ fix: _, ...one }) => one);
}

/** Reads a file of values: YAML by the same rules as a spec, a mapping of names to plain values. An empty one has none. */
export function readVariableFile({ file, content }: SourceFile): VariableFile {
  const none = { file, values: {}, lines: new Map<string, number>() };
  const text = typeof content === 'string' ? { value: content, shown: content, diagnostics: [] } : decode(file, content);
  if (text.value === undefined) return { ...none, located: { text: text.shown }, diagnostics: text.diagnostics };
  const { value: document, diagnostics } = parse(file, text.value);
  const unread = diagnostics.filter(({ code }) => code !== 'empty-file').map(({ fix: _, ...one }) => one);
  if (document === undefined) return { ...none, located: { text: text.value }, diagnostics: unread };
  const { root } = document;
  if (root.type !== 'map') {
    const issue = typeMismatch(fieldTypes.map, variableFile, root, { name: 'A file of variables', code: 'spec' }, undefined);
    return { ...none, located: document, diagnostics: [diagnosticAt(issue, { file, path: [] })] };
  }
  const lines = new Map(root.entries.map(({ key }) => [key, locate(document, { file, path: [key], part: 'key' }).line]));
  const issues = root.entries.map((entry) => valueIssues(file, entry));
  // What is wrong here is not reported again where it is used.
  const values = root.entries.filter((_, index) => issues[index]?.length === 0);
  return {
    file,
    located: document,
    values: recordOf(
      values,
      ({ key }) => key,
      ({ key, value }): VariableValue => ({ value, origin: `${file}:${lines.get(key)}`, place: { file, path: [key] } }),
    ),
    lines,
    diagnostics: issues.flat(),
  };
}
