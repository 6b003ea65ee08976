import { count, quote } from '../base/text.ts';
import { foreignCommentIssue, isForeignComment } from './foreign-comments.ts';
import { asPair, badStart, surplus, tabs } from './foreign-habits.ts';
import { restOfLine } from './fault-context.ts';
import type { FaultContext } from './fault-context.ts';
import { longKeyIssue } from './keys.ts';
import { parseIssue } from './parse-issue.ts';
import type { OffsetRange, ParseIssue } from './parse-issue.ts';

const issue = (range: OffsetRange, message: string, help: string, label?: string): ParseIssue =>
  parseIssue('yaml-syntax', range, message, help, label === undefined ? {} : { label });

const fixed =
  (message: string, help: string, label?: string) =>
  ({ range }: FaultContext): ParseIssue =>
    issue(range, message, help, label);

/** What is said once of brackets with lines of a block inside. */
export const inBrackets = 'A comma is missing, or a "key:" or "- item" line is inside [ ] or { }.';

const spaceAfterColon = 'A colon after a key must be followed by a space.';

/** The reader's code, a pattern of its message where the code has several causes, and the issue that we make of it. */
export type SyntaxMessage = readonly [code: string, raw: RegExp | undefined, explain: (context: FaultContext) => ParseIssue];

/** One row a cause; the first that matches counts, so the special ones come first. */
export const syntaxMessages: readonly SyntaxMessage[] = [
  ['MISSING_CHAR', /^Missing closing/, unclosedQuote],
  ['MISSING_CHAR', /must end with a/, unclosedBracket],
  ['BAD_INDENT', /end with a/, unclosedBracket],
  ['MISSING_CHAR', /^Missing (, or :|,) between/, missingComma],
  ['MISSING_CHAR', /^Implicit map keys need/, missingColon],
  ['MULTILINE_IMPLICIT_KEY', undefined, missingColon],
  [
    'MISSING_CHAR',
    /^Comments must be/,
    fixed('A comment needs a space before its #.', 'Write a space before #, or put text with # in quotes.'),
  ],
  [
    'MISSING_CHAR',
    /^Missing directives-end/,
    fixed(
      'The %YAML line is not followed by a line of three dashes.',
      'Write --- on a line of its own after it, or remove the %YAML line.',
    ),
  ],
  ['MISSING_CHAR', /same line with directives-end/, fixed('A map or list cannot begin on the line of ---.', 'Begin it on the next line.')],
  ['MISSING_CHAR', /^Missing space after :/, fixed(spaceAfterColon, 'Write a space after the colon.')],
  [
    'MISSING_CHAR',
    /^Sequence item without/,
    fixed('A list item must begin with "- ".', 'Write "- " before it, or indent it under the item above.'),
  ],
  [
    'MISSING_CHAR',
    /^Block scalars with/,
    fixed('An empty line is indented deeper than the text after it.', 'Remove the spaces of the empty line.'),
  ],
  ['TAB_AS_INDENT', undefined, tabs],
  ['BAD_INDENT', /^All mapping items/, (context) => misaligned(context, 'the other keys of its map')],
  ['BAD_INDENT', /^All sequence items/, (context) => misaligned(context, 'the other items of its list')],
  ['BAD_INDENT', undefined, fixed('This text is not indented far enough.', 'Indent every line of it deeper than its key.')],
  ['BLOCK_AS_IMPLICIT_KEY', /^A block sequence/, itemAmongKeys],
  ['BLOCK_AS_IMPLICIT_KEY', undefined, nested],
  [
    'UNEXPECTED_TOKEN',
    /on same line with key$/,
    fixed(
      'A list cannot begin on the line of its key.',
      'Begin it on the next line, or write it as [a, b]; put text that begins with "- " in quotes.',
    ),
  ],
  ['UNEXPECTED_TOKEN', /(flow-(map|seq)-start|Block collections)/, misplacedBracket],
  [
    'UNEXPECTED_TOKEN',
    /flow-(map|seq)-end|^Unexpected [\]}] /,
    fixed('This bracket closes nothing.', 'Remove it, or put text with brackets in quotes.'),
  ],
  ['UNEXPECTED_TOKEN', /^Unexpected (,|empty item)/, fixed('There is nothing before this comma.', 'Remove the comma.')],
  [
    'UNEXPECTED_TOKEN',
    /^(Not a YAML token|Block scalar header)/,
    fixed('Text cannot begin on the line of | or >.', 'Begin the text on the next line, or put text that begins with | or > in quotes.'),
  ],
  [
    'UNEXPECTED_TOKEN',
    /^Unexpected map-value-ind/,
    fixed('This colon belongs to no key.', 'Write "key: value"; put text with ": " in it in quotes.'),
  ],
  ['UNEXPECTED_TOKEN', undefined, surplus],
  ['BLOCK_IN_FLOW', undefined, fixed(inBrackets, 'Separate items with commas; inside brackets write [a, b] and {key: value}.')],
  ['IMPOSSIBLE', undefined, fixed('This key is a map or a list; every key is a name.', 'Put text that begins with { or [ in quotes.')],
  ['BAD_SCALAR_START', undefined, badStart],
  ['BAD_DQ_ESCAPE', undefined, badEscape],
  ['KEY_OVER_1024_CHARS', undefined, ({ range }) => longKeyIssue(range)],
];

function unclosedQuote(context: FaultContext): ParseIssue {
  return unclosed(
    context,
    'This quote is never closed.',
    'Write the closing quote; lines after the first must be indented deeper than the key.',
  );
}

function unclosedBracket(context: FaultContext): ParseIssue {
  const close = context.raw.at(-1) === '}' ? '}' : ']';
  return unclosed(
    context,
    `This bracket is never closed: ${close} is missing.`,
    'Close it; lines after the first must be indented deeper than the key.',
  );
}

function unclosed({ text, range, opener }: FaultContext, message: string, help: string): ParseIssue {
  return opener === undefined ? issue(range, message, help) : issue([opener, opener + 1], message, help, openUntil(text, opener, range[0]));
}

/** How far the reader went before it gave up. */
function openUntil(text: string, from: number, at: number): string {
  if (at >= text.trimEnd().length) return 'opened here, still open at the end of the file';
  const lines = text.slice(from, at).split('\n').length - 1;
  return lines > 0 ? `opened here, still open ${count(lines, 'line')} below` : 'opened here';
}

function itemAmongKeys({ text, range }: FaultContext): ParseIssue {
  const from = text.indexOf('-', range[0]);
  const [, above] = /(?:^|\n)[ \t-]*([A-Za-z]\w*):[ \t]*(?:#[^\n]*)?\r?\n\s*$/.exec(text.slice(Math.max(0, from - 1000), from)) ?? [];
  if (above !== undefined)
    return issue(
      [from, from + 1],
      `This item stands less far to the right than ${above}, the list that it belongs to.`,
      `Indent the items at least as far as ${above}.`,
    );
  return issue(
    [from, from + 1],
    'A list item is among the keys of a map.',
    'A map holds "key: value" lines, a list holds "- item" lines; give the list a key of its own.',
  );
}

function missingComma(context: FaultContext): ParseIssue {
  if (context.text[context.range[0] - 1] === '$') return unquotedVariable(context);
  return issue(
    context.range,
    'A comma is missing between two items.',
    'Separate items with commas; put text with quotes inside in the other kind of quotes.',
  );
}

/** A line that should be `key: value`. What is marked is its text, not the lines after it. */
function missingColon({ text, range: [at] }: FaultContext): ParseIssue {
  const line = restOfLine(text, at);
  if (isForeignComment(line)) return foreignCommentIssue(text, at);
  const other = asPair(line, at);
  if (other) return other;
  const tight = /^[^\s:]+:(?=\S)/.exec(line);
  const range: OffsetRange = [at, at + line.length];
  if (tight) return issue(range, spaceAfterColon, `Write "${tight[0]} ${line.slice(tight[0].length)}".`);
  return issue(
    range,
    'This line is not a key-value pair: the colon is missing.',
    'Write a colon and a space after the key; indent text that continues the line above.',
  );
}

function misaligned({ text, range: [at] }: FaultContext, others: string): ParseIssue {
  const from = at + (/^ */.exec(text.slice(at, at + 1000)) as RegExpExecArray)[0].length;
  const to = from + Math.max(1, text.slice(from, from + 1000).search(/[:\s]|$/));
  return issue([from, to], `This line does not begin in the same column as ${others}.`, `Align it with ${others}.`, 'indented differently');
}

/** A key in the value of another: on one line it is text with a colon, on the next it is wrong indentation. */
function nested({ text, range: [at] }: FaultContext): ParseIssue {
  const line = restOfLine(text, at);
  if (/:(\s|$)/.test(line) || line.startsWith('?'))
    return issue([at, at + line.length], 'A value with ": " in it must be in quotes.', `Put the whole value in quotes: ${quote(line)}`);
  const next = /\n\s*/.exec(text.slice(at, at + 10_000));
  const from = next ? at + next.index + next[0].length : at;
  return issue(
    [from, from + restOfLine(text, from).length],
    'This line is indented below a key that already has a value.',
    `Align it with the key above, or remove the value ${quote(line)}.`,
  );
}

function misplacedBracket(context: FaultContext): ParseIssue {
  if (context.text[context.range[0] - 1] === '$') return unquotedVariable(context);
  return issue(context.range, 'A bracket is not allowed here.', 'Put text with brackets in quotes.');
}

/** Inside brackets the braces of a variable are read as a map. */
function unquotedVariable({ text, range: [at] }: FaultContext): ParseIssue {
  const to = text.indexOf('}', at) + 1;
  const range: OffsetRange = [at - 1, to > 0 && to < at + 200 ? to : at + 1];
  return issue(range, 'Inside [ ] and { } a value with ${…} must be in quotes.', `Write "${text.slice(...range)}".`);
}

function badEscape({ text, range: [at] }: FaultContext): ParseIssue {
  const sequence = text.slice(at, at + 2);
  return issue(
    [at, at + sequence.length],
    `${quote(sequence).replaceAll('\\\\', '\\')} is not an escape sequence of double-quoted text.`,
    'Write two backslashes for one, or use single quotes, where a backslash is only itself.',
  );
}
