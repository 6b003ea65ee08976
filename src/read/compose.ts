import { Composer, type CST, type Document as YamlDocument, Lexer, type ParsedNode, Parser, type ScalarTag, type Tags } from 'yaml';
import { addIssue, type OffsetRange, parseIssue, type ParseIssue } from './parse-issue.ts';
import { maxDepth, maxLexemes, maxNodes, tooDeep, tooMany } from './limits.ts';
import { type DelimiterTracker, trackDelimiters } from './unclosed-delimiters.ts';
import { forbiddenSyntaxVisitor } from './forbidden-syntax.ts';

/** Text by its first character: no null, boolean or number of YAML 1.2 begins so. It is tried first, so nothing else is. */
const surelyText: ScalarTag = { tag: 'tag:yaml.org,2002:str', default: true, test: /^[^~nNtTfF.+\-0-9]/, resolve: (text) => text };

/** The library's own check of keys compares each with each; ours is in the tree. */
const options = {
  version: '1.2',
  schema: 'core',
  customTags: (tags: Tags): Tags => [surelyText, ...tags],
  merge: false,
  uniqueKeys: false,
  logLevel: 'silent',
} as const;

/** The first document of a text, whatever its faults, and the delimiters that help to explain them. */
export type Composed = { readonly document: YamlDocument.Parsed<ParsedNode>; readonly delimiters: DelimiterTracker };

/**
 * Text to syntax tree. What is refused everywhere (anchors, tags, depth, a second document) is detected in
 * the lexemes as they pass, where its place is known exactly and before anything is built of it.
 */
export function compose(text: string, issues: ParseIssue[]): Composed {
  const composer = new Composer(options);
  const delimiters = trackDelimiters(text);
  const documents: YamlDocument[] = [];
  let started = false;
  read(text, issues, delimiters, (token) => {
    if (started && token.type === 'document') {
      addIssue(issues, second(text, token.offset));
      return false;
    }
    for (const document of composer.next(token)) documents.push(document);
    started ||= token.type === 'document';
    // What follows is no longer part of any value, so each word of it would be one more fault.
    return token.type !== 'error';
  });
  for (const document of composer.end(true, text.length)) documents.push(document);
  return { document: documents[0] as YamlDocument.Parsed<ParsedNode>, delimiters };
}

/** The lexer's mark before the text of a scalar, whatever that begins with. */
const scalarNext = '\x1f';

/** What begins a list or a map, or an item that may be empty. */
const collectionMarks: ReadonlySet<string> = new Set(['[', '{', '-']);

/**
 * Passes the parser's tokens to `take` until there are no more or it returns false. Stops at the first level too many:
 * nesting costs a hostile file nothing. Plain loops: one more generator is measurable in a large file.
 */
function read(text: string, issues: ParseIssue[], delimiters: DelimiterTracker, take: (token: CST.Token) => boolean): void {
  const parser = new Parser();
  const refuse = forbiddenSyntaxVisitor(issues);
  let atScalar = false;
  let nodes = 0;
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(text)) {
    const at = parser.offset;
    lexemes++;
    if (atScalar || (lexeme.length === 1 && collectionMarks.has(lexeme))) nodes++;
    if (nodes > maxNodes || lexemes > maxLexemes) return void issues.push(tooMany(nodes));
    if (atScalar) atScalar = false;
    else if (lexeme === scalarNext) atScalar = true;
    else {
      refuse(lexeme, at);
      delimiters.see(lexeme, at);
    }
    for (const token of parser.next(lexeme)) if (!take(token)) return;
    if (isTooDeep(parser)) return addIssue(issues, tooDeep(text, at));
  }
  for (const token of parser.end()) if (!take(token)) return;
}

/** The stack holds the document, then every open collection, then at most one scalar. */
function isTooDeep({ stack }: Parser): boolean {
  return stack.length > maxDepth + 1 && 'items' in (stack[maxDepth + 1] as object);
}

/** The keys at the left edge of a text, of its first lines: more of a second document is not looked at. */
const topKeys = (text: string): string[] =>
  [...text.slice(0, 100_000).matchAll(/^([A-Za-z][A-Za-z0-9_-]*)\s*:/gm)].map((match) => match[1] as string);

function second(text: string, at: number): ParseIssue {
  const [first, rest] = [topKeys(text.slice(0, at)), topKeys(text.slice(at))];
  const ended = /^\.\.\.\s*$/m.test(text.slice(0, at));
  const joins = !ended && rest.length > 0 && !rest.some((key) => first.includes(key));
  if (ended && !text.startsWith('---', at))
    return parseIssue(
      'yaml-several-documents',
      [at, Math.min(at + 1, text.length)],
      'The line of three dots ends the spec, and this follows it.',
      'Remove the dots where it is a part of the spec, or else what follows them.',
      { label: 'after the end' },
    );
  const line: OffsetRange = [at, text.indexOf('\n', at) + 1];
  return parseIssue(
    'yaml-several-documents',
    [at, text.startsWith('---', at) ? at + 3 : Math.min(at + 1, text.length)],
    'This file holds a second YAML document; one file is one spec.',
    joins
      ? 'Remove the line of dashes: what follows is a part of the same spec.'
      : 'Put it into a file of its own, and run snapspec for each of the two: a stack is one spec.',
    {
      label: 'the second document begins here',
      ...(joins &&
        text.startsWith('---\n', at) && { fix: { title: 'Remove the line', safe: false, edits: [{ place: { range: line }, text: '' }] } }),
    },
  );
}
