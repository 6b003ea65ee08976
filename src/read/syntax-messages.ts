import { count, quote } from '../base/text.ts';
import type { OffsetRange } from './parse-issue.ts';
import { longKey } from './keys.ts';

/** Where YAML stumbled: offsets, the opener of what was not closed, and the reader's own sentence. */
export type MessageContext = {
  readonly text: string;
  readonly at: number;
  readonly end: number;
  readonly opener: number | undefined;
  readonly raw: string;
};

/** What we say about it; `range` where the cause stands elsewhere. */
export type SyntaxMessage = { readonly message: string; readonly label?: string; readonly help?: string; readonly range?: OffsetRange };

const say = (message: string, help: string) => (): SyntaxMessage => ({ message, help });

/** The first row whose code and sentence fit speaks. One row a cause, special ones first. */
export const syntaxMessages: readonly (readonly [
  code: string,
  raw: RegExp | undefined,
  says: (context: MessageContext) => SyntaxMessage,
])[] = [
  ['MISSING_CHAR', /^Missing closing/, unclosedQuote],
  ['MISSING_CHAR', /must end with a/, unclosedBracket],
  ['BAD_INDENT', /end with a/, unclosedBracket],
  ['MISSING_CHAR', /^Missing (, or :|,) between/, missingComma],
  ['MISSING_CHAR', /^Implicit map keys need/, missingColon],
  ['MULTILINE_IMPLICIT_KEY', undefined, missingColon],
  [
    'MISSING_CHAR',
    /^Comments must be/,
    say('a comment needs a space before its #', 'write a space before #, or put text with # in quotes'),
  ],
  [
    'MISSING_CHAR',
    /^Missing directives-end/,
    say('the %YAML line is not followed by a line of three dashes', 'write --- on a line of its own after it, or remove the %YAML line'),
  ],
  ['MISSING_CHAR', /same line with directives-end/, say('a map or list cannot begin on the line of ---', 'begin it on the next line')],
  ['MISSING_CHAR', /^Missing space after :/, say('a colon after a key must be followed by a space', 'write a space after the colon')],
  [
    'MISSING_CHAR',
    /^Sequence item without/,
    say('a list item must begin with "- "', 'write "- " before it, or indent it under the item above'),
  ],
  [
    'MISSING_CHAR',
    /^Block scalars with/,
    say('an empty line is indented deeper than the text after it', 'remove the spaces of the empty line'),
  ],
  ['TAB_AS_INDENT', undefined, () => ({ message: 'YAML does not allow tabs as indentation', label: 'a tab', help: 'indent with spaces' })],
  ['BAD_INDENT', /^All mapping items/, (context) => misaligned(context, 'the other keys of its map')],
  ['BAD_INDENT', /^All sequence items/, (context) => misaligned(context, 'the other items of its list')],
  ['BAD_INDENT', undefined, say('this text is not indented far enough', 'indent every line of it deeper than its key')],
  ['BLOCK_AS_IMPLICIT_KEY', /^A block sequence/, itemAmongKeys],
  ['BLOCK_AS_IMPLICIT_KEY', undefined, nested],
  [
    'UNEXPECTED_TOKEN',
    /on same line with key$/,
    say(
      'a list cannot begin on the line of its key',
      'begin it on the next line, or write it as [a, b]; put text that begins with "- " in quotes',
    ),
  ],
  ['UNEXPECTED_TOKEN', /(flow-(map|seq)-start|Block collections)/, variable],
  [
    'UNEXPECTED_TOKEN',
    /flow-(map|seq)-end|^Unexpected [\]}] /,
    say('this bracket closes nothing', 'remove it, or put text with brackets in quotes'),
  ],
  ['UNEXPECTED_TOKEN', /^Unexpected (,|empty item)/, say('there is nothing before this comma', 'remove the comma')],
  [
    'UNEXPECTED_TOKEN',
    /^(Not a YAML token|Block scalar header)/,
    say('text cannot stand on the line of | or >', 'begin the text on the next line, or put text that begins with | or > in quotes'),
  ],
  ['UNEXPECTED_TOKEN', /^Unexpected doc-end/, say('... ends a document, but none has begun', 'remove the line')],
  [
    'UNEXPECTED_TOKEN',
    /^Unexpected map-value-ind/,
    say('this colon belongs to no key', 'write "key: value"; put text with ": " in it in quotes'),
  ],
  [
    'UNEXPECTED_TOKEN',
    undefined,
    say('this stands after the end of a value', 'put the whole text in one pair of quotes, or remove what is too much'),
  ],
  [
    'BLOCK_IN_FLOW',
    undefined,
    say(
      'a comma is missing, or a "key:" or "- item" line stands inside [ ] or { }',
      'separate items with commas; inside brackets write [a, b] and {key: value}',
    ),
  ],
  [
    'IMPOSSIBLE',
    undefined,
    say('this key is a map or a list; every key of a spec is a name', 'put text that begins with { or [ in quotes'),
  ],
  ['BAD_SCALAR_START', undefined, badStart],
  ['BAD_DQ_ESCAPE', undefined, badEscape],
  ['KEY_OVER_1024_CHARS', undefined, () => longKey],
];

function unclosedQuote({ text, at, opener }: MessageContext): SyntaxMessage {
  const message = 'this quote is never closed';
  const help = 'write the closing quote; lines after the first must be indented deeper than the key';
  return opener === undefined ? { message, help } : { message, help, range: [opener, opener + 1], label: openUntil(text, opener, at) };
}

function unclosedBracket({ text, at, opener, raw }: MessageContext): SyntaxMessage {
  const close = raw.at(-1) === '}' ? '}' : ']';
  const message = `this bracket is never closed: ${close} is missing`;
  const help = 'close it; lines after the first must be indented deeper than the key';
  return opener === undefined ? { message, help } : { message, help, range: [opener, opener + 1], label: openUntil(text, opener, at) };
}

/** Says where the reader gave up. */
function openUntil(text: string, from: number, at: number): string {
  if (at >= text.trimEnd().length) return 'opened here, still open at the end of the file';
  const lines = text.slice(from, at).split('\n').length - 1;
  return lines > 0 ? `opened here, still open ${count(lines, 'line')} below` : 'opened here';
}

function itemAmongKeys({ text, at }: MessageContext): SyntaxMessage {
  const from = text.indexOf('-', at);
  const help = 'a map holds "key: value" lines, a list holds "- item" lines; give the list a key of its own';
  return { range: [from, from + 1], message: 'a list item stands among the keys of a map', help };
}

function badStart({ text, at }: MessageContext): SyntaxMessage {
  return { message: `text cannot begin with ${quote(text[at] ?? '')} unless it is in quotes`, help: 'put the whole value in quotes' };
}

function missingComma(context: MessageContext): SyntaxMessage {
  if (context.text[context.at - 1] === '$') return variable(context);
  return {
    message: 'a comma is missing between two items',
    help: 'separate items with commas; put text with quotes inside in the other kind of quotes',
  };
}

/** A line that should be `key: value`. What is marked is its text, not the lines after it. */
function missingColon({ text, at }: MessageContext): SyntaxMessage {
  const line = /^[^\n\r]*/.exec(text.slice(at, at + 1000))?.[0].trimEnd() ?? '';
  const tight = /^[^\s:]+:(?=\S)/.exec(line);
  const range: OffsetRange = [at, at + line.length];
  if (tight)
    return {
      range,
      message: 'a colon after a key must be followed by a space',
      help: `write "${tight[0]} ${line.slice(tight[0].length)}"`,
    };
  return {
    range,
    message: 'this line is no "key: value": the colon is missing',
    help: 'write a colon and a space after the key; indent text that goes on from the line above',
  };
}

function misaligned({ text, at }: MessageContext, others: string): SyntaxMessage {
  const from = at + (/^ */.exec(text.slice(at, at + 1000)) as RegExpExecArray)[0].length;
  const to = from + Math.max(1, text.slice(from, from + 1000).search(/[:\s]|$/));
  return {
    range: [from, to],
    message: `this line does not begin in the same column as ${others}`,
    help: `align it with ${others}`,
    label: 'indented differently',
  };
}

/** A key in the value of another: on one line it is text with a colon, on the next it is wrong indentation. */
function nested({ text, at }: MessageContext): SyntaxMessage {
  const line = /^[^\n]*/.exec(text.slice(at, at + 1000))?.[0].trimEnd() ?? '';
  if (/:(\s|$)/.test(line) || line.startsWith('?')) {
    return {
      range: [at, at + line.length],
      message: 'a value with ": " in it must be in quotes',
      help: `put the whole value in quotes: ${quote(line)}`,
    };
  }
  const next = /\n\s*/.exec(text.slice(at, at + 10_000));
  const from = next ? at + next.index + next[0].length : at;
  const range: OffsetRange = [from, from + (/^[^\n]*/.exec(text.slice(from, from + 1000))?.[0].trimEnd().length ?? 0)];
  return {
    range,
    message: 'this line is indented below a key that already has a value',
    help: `align it with the key above, or remove the value ${quote(line)}`,
  };
}

/** Inside brackets the braces of a variable are read as a map. */
function variable({ text, at }: MessageContext): SyntaxMessage {
  if (text[at - 1] !== '$') return { message: 'a bracket cannot stand here', help: 'put text with brackets in quotes' };
  const to = text.indexOf('}', at) + 1;
  const range: OffsetRange = [at - 1, to > 0 && to < at + 200 ? to : at + 1];
  return { range, message: 'inside [ ] and { } a value with ${…} must be in quotes', help: `write "${text.slice(...range)}"` };
}

function badEscape({ text, at }: MessageContext): SyntaxMessage {
  const sequence = text.slice(at, at + 2);
  const help = 'write two backslashes for one, or use single quotes, where a backslash is only itself';
  return {
    range: [at, at + sequence.length],
    message: `${quote(sequence).replaceAll('\\\\', '\\')} is no escape sequence of double-quoted text`,
    help,
  };
}
