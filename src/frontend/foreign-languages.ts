import type { Fix } from '../base/diagnostic.ts';
import type { OffsetRange } from '../read/parse-issue.ts';
import { find } from '../read/syntax-tree.ts';
import type { Node } from '../read/syntax-tree.ts';

type RangeFix = Fix<{ readonly range: OffsetRange }>;

/** A text that is not YAML at all: what it is, what to do, and what tells it. */
export type OtherLanguage = { readonly what: string; readonly help: string; readonly range: OffsetRange; readonly fix?: RangeFix };

type Language = {
  readonly what: string;
  readonly help: string;
  /** What tells it, at the beginning of some line. */
  readonly tells: RegExp;
  /** What else must hold, where one line alone does not tell. */
  readonly only?: (text: string) => boolean;
  readonly fix?: (text: string) => RangeFix | undefined;
};

/** More of a text is not looked at. */
const longest = 100_000;

export const writeSpec =
  'A spec begins with apiVersion: snapspec/v1, stack and region; lint knows the names of that tool where they stand in an entry.';
const writeYaml = 'A spec is YAML: it begins with apiVersion: snapspec/v1, stack and region, each on a line as key: value.';
const giveSpec = 'Give the file of the spec with -f.';

/** Taking out the lines of a fence, where nothing else stands around it. */
function withoutFence(text: string): RangeFix | undefined {
  const [whole, open = '', inner = ''] = /^\s*((?:```|~~~)[^\n]*\n)(.*\n)(?:```|~~~)\s*$/s.exec(text) ?? [];
  if (whole === undefined || /^(?:```|~~~)/m.test(inner)) return undefined;
  const from = text.indexOf(open);
  const end = from + open.length + inner.length;
  const edits = [
    { place: { range: [0, from + open.length] as const }, text: '' },
    { place: { range: [end, text.length] as const }, text: '' },
  ];
  return { title: 'Remove the lines of the fence', safe: false, edits };
}

const setting = /^(?:export )?[A-Za-z][\w.-]{0,63}[ \t]*=[ \t]*[^=\s][^\n]*/m;

/** The first that tells counts, so the surer come first. */
const languages: readonly Language[] = [
  {
    what: 'a diff',
    help: 'Apply it first, and give the file that comes of it; of a diff only the lines that begin with + or a space belong to that.',
    tells: /^(?:diff --git |--- a\/|\+\+\+ b\/|@@ -\d+)[^\n]*|^\+(?:apiVersion|stack|region):[^\n]*/m,
  },
  {
    what: 'Markdown with a spec in it',
    help: 'Keep what stands between the two fences, and remove the fences and the text around them.',
    tells: /^(?:```|~~~)[^\n]*/m,
    fix: withoutFence,
  },
  {
    what: 'written in the language of Terraform',
    help: writeSpec,
    tells:
      /^[ \t]*(?:resource|data|module|provider|variable|output|terraform|locals|import|moved|removed)\b[ \t]*(?:"[^"\n]*"[ \t]*){0,2}\{[ \t]*$/m,
  },
  { what: 'a script', help: giveSpec, tells: /^#![^\n]*/ },
  { what: 'XML or HTML', help: writeYaml, tells: /^\s*<(?:[!?/]?[A-Za-z])[^\n]*>/ },
  {
    what: 'JavaScript or TypeScript',
    help: writeYaml,
    tells:
      /^(?:module\.exports\b|exports\.|export (?:default|const)\b|import .* from |(?:const|let|var) \w+|"use strict"|function \w)[^\n]*/m,
  },
  { what: 'Python', help: writeYaml, tells: /^(?:from \w[\w.]* import |import \w+$|def \w+\(|\w+ = \{$)[^\n]*/m },
  {
    what: 'TOML or an INI file',
    help: writeYaml,
    tells: /^\[\[?[A-Za-z][\w."' -]*\]\]?[ \t]*$/m,
    only: (text) => /^[\w."-]+[ \t]*=/m.test(text),
  },
  {
    what: 'a list of settings (key=value)',
    help: writeYaml,
    tells: setting,
    only: (text) => text.split('\n').every((line) => setting.test(line) || /^\s*(?:#|$)/.test(line)),
  },
];

const isSpec = (root: Node | undefined): boolean =>
  root?.type === 'map' && find(root, 'apiVersion') !== undefined && find(root, 'stack') !== undefined;

/**
 * What a text is that is no YAML, or not of the right form: undefined where nothing tells.
 * @param root what could be read of it
 */
export function otherLanguage(text: string, root: Node | undefined): OtherLanguage | undefined {
  if (isSpec(root)) return undefined;
  const head = text.slice(0, longest);
  for (const { what, help, tells, only, fix: made } of languages) {
    const found = tells.exec(head);
    if (found === null || only?.(head) === false) continue;
    const lead = /^\s*/.exec(found[0])?.[0].length ?? 0;
    const fix = made?.(text);
    return { what, help, range: [found.index + lead, found.index + found[0].trimEnd().length], ...(fix && { fix }) };
  }
  return undefined;
}
