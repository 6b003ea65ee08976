import type { Checked } from '../base/diagnostic.ts';
import { type Composed, compose } from './compose.ts';
import type { Document } from './syntax-tree.ts';
import { diagnosticsOf, type ParseIssue, parseIssue } from './parse-issue.ts';
import { maxBytes, tooLarge } from './limits.ts';
import { withSharedValues } from './shared-values.ts';
import { indentationIssue } from './spaces.ts';
import { syntaxIssues } from './syntax.ts';
import { buildTree } from './build-tree.ts';

export type ParseOptions = {
  /**
   * The texts are those of a cloud, which nobody here chose: keys may have any name, and what cannot be seen may stand in a
   * value or a key as an escape.
   */
  readonly foreign?: true;
};

/**
 * Reads one spec file. A byte order mark at its start is dropped, so it counts in no offset.
 * Whatever is not plain, unambiguous YAML 1.2 is an error, and with an error there is no document.
 */
export function parse(file: string, text: string, options: ParseOptions = {}): Parsed {
  const source = text.startsWith('\ufeff') ? text.slice(1) : text;
  const issues: ParseIssue[] = [];
  const root = rootOf(source, issues, options);
  const document = root && { file, text: source, root };
  const indented = issues.length > 0 ? indentationIssue(source, issues) : undefined;
  if (indented) return { value: undefined, diagnostics: diagnosticsOf(file, [indented]) };
  const diagnostics = diagnosticsOf(file, issues.length > 0 ? withSharedValues(source, issues) : issues);
  if (document === undefined || issues.length === 0) return { value: document, diagnostics };
  return {
    value: undefined,
    diagnostics,
    ...(issues.every(({ code }) => local.has(code)) && { rest: { ...document, partial: true as const } }),
  };
}

/** A document, or what is wrong with its text and what can be read in spite of that. */
export type Parsed = Checked<Document> & {
  /** All but the keys that could not be read; only for reporting what else is wrong. */
  readonly rest?: Document;
};

/** What concerns one key or one text, and leaves the rest of the tree as it is. */
const local: ReadonlySet<ParseIssue['code']> = new Set([
  'duplicate-key',
  'non-scalar-key',
  'hidden-character',
  'not-normalized',
  'reserved-key',
  'template-placeholder',
]);

function rootOf(text: string, issues: ParseIssue[], { foreign }: ParseOptions): Document['root'] | undefined {
  const whole = unreadable(text);
  if (whole) return void issues.push(whole);
  const composed = composeOrRefuse(text, issues);
  if (!composed || issues.some(({ code }) => code === 'too-deep' || code === 'too-large')) return undefined;
  const { document, delimiters } = composed;
  // A bracket that closes at the indentation of its key is the only fault that the reader calls a warning and means
  // one thing only; all others come with a tag, an alias or a directive.
  if (document.errors.length > 0) {
    issues.push(...syntaxIssues(text, document.errors, issues, delimiters));
    return undefined;
  }
  const { contents } = document;
  if (contents && contents.range[0] < contents.range[1]) {
    const early = issues.length;
    const root = buildTree(text, contents, issues, foreign ?? false);
    return early > 0 ? undefined : root;
  }
  if (issues.length === 0) issues.push(empty());
  return undefined;
}

/** What is wrong with the text as a whole, before any YAML. */
function unreadable(text: string): ParseIssue | undefined {
  // Each UTF-16 unit takes at least one byte in UTF-8, at most three.
  if (text.length > maxBytes || (text.length > maxBytes / 3 && Buffer.byteLength(text) > maxBytes)) return tooLarge();
  const lone = text.includes('\r') ? text.search(/\r(?!\n)/) : -1;
  if (lone < 0) return undefined;
  return parseIssue(
    'hidden-character',
    [lone, lone + 1],
    'A carriage return without a line feed ends a line for some readers and not for others.',
    'Save the file with LF or CRLF line ends.',
  );
}

/** With the depth capped the stack should suffice; should it overflow all the same, the file is at fault and not snapspec. */
function composeOrRefuse(text: string, issues: ParseIssue[]): Composed | undefined {
  try {
    return compose(text, issues);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return void issues.push(tooLarge('This file is more than the YAML reader can hold.'));
  }
}

function empty(): ParseIssue {
  const message = 'This file holds no spec: it is empty or has only comments.';
  return parseIssue('empty-file', [0, 0], message, 'A spec begins with apiVersion, stack and region.');
}
