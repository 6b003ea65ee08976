import type { Diagnostic } from '../base/diagnostic.ts';
import { find as entryOf } from '../read/syntax-tree.ts';
import type { Entry, MapNode, Node } from '../read/syntax-tree.ts';
import type { Merged } from '../read/merge.ts';
import { hiddenCharactersInValues } from '../read/variable-value.ts';
import type { FileOf, Variables, VariableValue } from '../read/variable-value.ts';
import { substitute } from '../read/variables.ts';
import { typeValues } from './typed-values.ts';

/** Values by the name of the variable; a text alone is one that whoever runs snapspec has given. */
export type GivenVariables = { readonly [name: string]: string | VariableValue };

const find = (node: Node, key: string): Entry | undefined => (node.type === 'map' ? entryOf(node, key) : undefined);

const declarations = (root: Node): readonly Entry[] => {
  const section = find(root, 'variables')?.value;
  return section?.type === 'map' ? section.entries : [];
};

/** Names of the declared variables. */
export const variableNames = (root: Node): string[] => declarations(root).map(({ key }) => key);

const isPlain = ({ type }: Node): boolean => type !== 'map' && type !== 'null';

/** Names of the declared variables with the value that each stands for. */
export function variablesOf(root: Node, given: GivenVariables, fileOf: FileOf): Variables {
  return new Map(
    declarations(root).map(({ key, value }): [string, VariableValue | undefined] => {
      if (Object.hasOwn(given, key)) {
        const one = given[key] as string | VariableValue;
        return [key, typeof one === 'string' ? { value: one, origin: 'the values given' } : one];
      }
      // A value in the place of a variable is meant as its default, and reported as such.
      const fallback = value.type === 'map' ? (find(value, 'default') ?? find(value, 'value'))?.value : value;
      if (fallback === undefined || !isPlain(fallback)) return [key, undefined];
      const path = ['variables', key, 'default'];
      return [key, { value: fallback, origin: 'its default', place: { file: fileOf(path), path } }];
    }),
  );
}

/** The texts of a plain value, each with the path that leads to it. */
const textsIn = (node: Node, path: readonly (string | number)[]): { text: string; path: readonly (string | number)[] }[] => {
  if (node.type === 'text') return [{ text: node.value, path }];
  return node.type === 'list' ? node.items.flatMap((item, index) => textsIn(item, [...path, index])) : [];
};

/**
 * Values that hold a variable, which none may: where it is declared or listed one must see what it is.
 * @param what how the message begins
 */
export function variablesInValue(what: string, node: Node, path: readonly (string | number)[], file: string): Diagnostic[] {
  return textsIn(node, path)
    .filter(({ text }) => text.includes('${'))
    .map((one) => ({
      code: 'variable-in-default',
      severity: 'error',
      message: `${what} contains a variable; it must be a plain value.`,
      place: { file, path: one.path },
      label: 'not allowed here',
      help: 'Write the text out.',
    }));
}

function variablesInDefaults({ root, fileOf }: Merged): Diagnostic[] {
  return declarations(root).flatMap(({ key, value }): Diagnostic[] => {
    const fallback = find(value, 'default')?.value;
    const path = ['variables', key, 'default'];
    return fallback ? variablesInValue(`The default of ${key}`, fallback, path, fileOf(path)) : [];
  });
}

/** A spec with the values of its variables in it. `waits` says whether any text waits for one that has none. */
export type Resolved = { readonly root: Node; readonly diagnostics: readonly Diagnostic[]; readonly waits: boolean };

/** Puts the values of variables into a spec, apart from the section that declares them. */
export function resolve(whole: Merged, given: GivenVariables): Resolved {
  const variables = variablesOf(whole.root, given, whole.fileOf);
  if (whole.root.type !== 'map') return { root: whole.root, diagnostics: [], waits: false };
  const rest: MapNode = { ...whole.root, entries: whole.root.entries.filter((entry) => entry.key !== 'variables') };
  const { node, diagnostics, waits } = substitute(rest, variables, whole.fileOf, typeValues());
  const section = find(whole.root, 'variables')?.value;
  // One of the keys that could not be read may have declared it.
  const isCertain = ({ code }: Diagnostic): boolean =>
    code !== 'variable-undeclared' || !((section?.type === 'map' ? section : whole.root) as MapNode).incomplete;
  return {
    root: {
      ...whole.root,
      entries: whole.root.entries.map((entry) => find(node, entry.key) ?? entry),
    },
    diagnostics: [...variablesInDefaults(whole), ...hiddenCharactersInValues(variables, whole.fileOf), ...diagnostics.filter(isCertain)],
    waits,
  };
}
