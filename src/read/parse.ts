import type { Checked } from '../base/diagnostic.ts';
import { hiddenCharacterIssue } from './characters.ts';
import { type Composed, compose } from './compose.ts';
import type { Document } from './syntax-tree.ts';
import { type ParseIssue, toDiagnostics } from './parse-issue.ts';
import { maxBytes, tooLarge } from './limits.ts';
import { syntaxIssues } from './syntax.ts';
import { buildTree } from './build-tree.ts';

/**
 * Reads one spec file. A byte order mark at its start is dropped, so it counts in no offset.
 * Whatever is not plain, unambiguous YAML 1.2 is an error, and with an error there is no document.
 */
export function parse(file: string, text: string): Parsed {
  const source = text.startsWith('\ufeff') ? text.slice(1) : text;
  const found: ParseIssue[] = [];
  const root = rootOf(source, found);
  const document = root && { file, text: source, root };
  const diagnostics = toDiagnostics(file, found);
  if (document === undefined || found.length === 0) return { value: document, diagnostics };
  return {
    value: undefined,
    diagnostics,
    ...(found.every(({ code }) => mild.has(code)) && { rest: { ...document, partial: true as const } }),
  };
}

/** A document, or what is wrong with its text and what can be read in spite of that. */
export type Parsed = Checked<Document> & {
  /** All but the keys that could not be taken; only for saying what else is wrong. */
  readonly rest?: Document;
};

/** What is wrong with one key or one text, and leaves the rest of the tree as it is. */
const mild: ReadonlySet<ParseIssue['code']> = new Set([
  'duplicate-key',
  'non-scalar-key',
  'hidden-character',
  'not-normalized',
  'reserved-key',
]);

function rootOf(text: string, found: ParseIssue[]): Document['root'] | undefined {
  const whole = unreadable(text);
  if (whole) return void found.push(whole);
  const composed = composeOrRefuse(text, found);
  if (!composed || found.some(({ code }) => code === 'too-deep')) return undefined;
  const { document, openers } = composed;
  // A bracket that closes at the indentation of its key is the only fault that the reader calls a warning and means
  // one thing only; all others come with a tag, an alias or a directive.
  found.push(...syntaxIssues(text, document.errors, found, openers));
  if (document.errors.length > 0) return undefined;
  const { contents } = document;
  if (contents && contents.range[0] < contents.range[1]) {
    const early = found.length;
    const root = buildTree(text, contents, found);
    return early > 0 ? undefined : root;
  }
  if (found.length === 0) found.push(empty());
  return undefined;
}

/** What is wrong with the text as a whole, before any YAML. */
function unreadable(text: string): ParseIssue | undefined {
  // Each UTF-16 unit takes at least one byte in UTF-8, at most three.
  if (text.length > maxBytes || (text.length > maxBytes / 3 && Buffer.byteLength(text) > maxBytes)) return tooLarge();
  const lone = text.includes('\r') ? text.search(/\r(?!\n)/) : -1;
  if (lone < 0) return undefined;
  return {
    ...hiddenCharacterIssue('\r', 'line', [lone, lone + 1]),
    message: 'a carriage return without a line feed ends a line for some readers and not for others',
    help: 'save the file with LF or CRLF line ends',
  };
}

/** With the depth capped the stack should suffice; should it end all the same, that is the file's fault and not a bug of ours. */
function composeOrRefuse(text: string, found: ParseIssue[]): Composed | undefined {
  try {
    return compose(text, found);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return void found.push({ ...tooLarge(), message: 'this file is more than the YAML reader can hold' });
  }
}

function empty(): ParseIssue {
  return {
    code: 'empty-file',
    range: [0, 0],
    message: 'this file holds no spec: it is empty or has only comments',
    help: 'a spec begins with apiVersion, stack and region',
  };
}
