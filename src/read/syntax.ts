import { quote } from '../base/text.ts';
import { hiddenCharacterIssue } from './characters.ts';
import { compose } from './compose.ts';
import { addIssue, type ParseIssue, maxIssues, type OffsetRange, parseIssue } from './parse-issue.ts';
import { placeholderIn, placeholderText } from './placeholders.ts';
import { foreignSpaceIssue, isForeignSpace } from './spaces.ts';
import type { DelimiterTracker } from './unclosed-delimiters.ts';
import { widePunctuation } from './wide-punctuation.ts';
import { inBrackets, syntaxMessages } from './syntax-messages.ts';

/** A fault as the YAML reader reports it; its message is not shown. */
export type Fault = { readonly code: string; readonly pos: readonly [number, number]; readonly message: string };

/** Faults of constructs that have an issue of their own. */
const reportedElsewhere = new Set([
  'BAD_ALIAS',
  'ALIAS_PROPS',
  'MULTIPLE_ANCHORS',
  'MULTIPLE_TAGS',
  'TAG_RESOLVE_FAILED',
  'BAD_COLLECTION_TYPE',
  'BAD_DIRECTIVE',
  'BAD_PROP_ORDER',
  'DUPLICATE_KEY',
]);

/** A line can be the whole file: no more of it than this is searched. */
const maxLine = 1000;

/**
 * One issue for each cause. The reader goes on after a fault and trips over what follows, so a later one counts
 * only where a new `key:` line, not deeper than the faulty one, comes between.
 * @param reported issues of the same text so far
 */
export function syntaxIssues(
  text: string,
  faults: readonly Fault[],
  reported: readonly ParseIssue[],
  delimiters: DelimiterTracker,
): ParseIssue[] {
  const conflict = conflictMark(text, faults);
  if (conflict) return [conflict];
  const issues: ParseIssue[] = [];
  const before = reported.map(({ place }) => place.range[0]).sort((a, b) => a - b);
  const sorted = faults.filter((fault) => before.length === 0 || !reportedElsewhere.has(fault.code)).sort((a, b) => a.pos[0] - b.pos[0]);
  const fresh = freshLines(text);
  for (const fault of sorted.slice(0, 10 * maxIssues)) {
    const wide =
      issues.length === 0
        ? widePunctuation(text, Math.min(fault.pos[0], text.length), (changed) => isBetter(changed, faults.length))
        : undefined;
    const issue = wide ?? explain(text, fault, delimiters);
    const last = Math.max(issues.at(-1)?.place.range[0] ?? -1, before.findLast((at) => at <= fault.pos[0]) ?? -1);
    if (
      last < 0 ||
      (fresh(last, fault.pos[0], isUnclosed(issues.at(-1)) && structural.has(fault.code)) &&
        !afterRoot(text, fault) &&
        !isStatement(issue, issues))
    )
      addIssue(issues, issue);
  }
  return issues;
}

/** Faults that come from where a line begins. */
const structural: ReadonlySet<string> = new Set(['BLOCK_AS_IMPLICIT_KEY', 'BAD_INDENT', 'MULTILINE_IMPLICIT_KEY']);

/** What was never closed has swallowed the lines after it, up to one that is less indented. */
const isUnclosed = (issue: ParseIssue | undefined): boolean => issue?.label?.startsWith('opened here') ?? false;

/** One statement of a template tells that the file is one; and lines in brackets go wrong one after the other. */
const isStatement = ({ code }: ParseIssue, issues: readonly ParseIssue[]): boolean =>
  (code === 'template-placeholder' && issues.some((one) => one.code === code)) || issues.some(({ message }) => message === inBrackets);

/** What is looked at once more with other characters is no larger than this. */
const maxTried = 1_000_000;

const isBetter = (changed: string, faults: number): boolean =>
  changed.length <= maxTried && compose(changed, []).document.errors.length < faults;

/** An issue for one fault. */
function explain(text: string, fault: Fault, delimiters: DelimiterTracker): ParseIssue {
  const at = Math.min(fault.pos[0], text.length);
  const hidden = hiddenOnLine(text, at) ?? placeholderOnLine(text, at);
  if (hidden) return hidden;
  const range: OffsetRange = [at, Math.max(at, endOnLine(text, at, Math.min(fault.pos[1], text.length)))];
  const row = syntaxMessages.find(([code, pattern]) => code === fault.code && (!pattern || pattern.test(fault.message)));
  if (row) return row[2]({ text, range, opener: delimiters.openerOf(at), raw: fault.message });
  return parseIssue('yaml-syntax', range, 'This is not valid YAML.', 'Check quotes, brackets and indentation here and just above.');
}

/** Whether a fault is only that text follows a root value that ended early. */
function afterRoot(text: string, { message, pos }: Fault): boolean {
  return message.includes('in YAML stream') || (message.endsWith('at node end') && text[pos[0] - 1] === '\n');
}

/** The end of a range, but not beyond the line that it begins on. */
function endOnLine(text: string, from: number, to: number): number {
  const line = text.slice(from, to).search(/\r?\n/);
  return line < 0 ? to : from + line;
}

function startOfLine(text: string, at: number): number {
  const from = Math.max(0, at - maxLine);
  return from + text.slice(from, at).lastIndexOf('\n') + 1;
}

/** A space that is not one to YAML, or an invisible character, on the line of a fault. */
function hiddenOnLine(text: string, at: number): ParseIssue | undefined {
  const from = startOfLine(text, at);
  const line = text.slice(from, endOnLine(text, from, from + maxLine)).replace(/(^|\s)#.*/, '$1');
  const match = /(?![ \t])[\p{Zs}\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.exec(line);
  if (!match) return undefined;
  const range: OffsetRange = [from + match.index, from + match.index + match[0].length];
  return isForeignSpace(match[0]) ? foreignSpaceIssue(match[0], range) : hiddenCharacterIssue(match[0], 'This line', range);
}

const templateStatement = /\{%.*?%\}|<%(?![=-]).*?%>|\{\{-?\s*(?:range|if|else|end|with|define|include|template|block|#|\/)\b.*?\}\}/;

/** A placeholder of a template on the line of a fault, which YAML reads as maps in maps. */
function placeholderOnLine(text: string, at: number): ParseIssue | undefined {
  const from = startOfLine(text, at);
  const line = text.slice(from, endOnLine(text, from, from + maxLine));
  const statement = templateStatement.exec(line);
  if (statement) {
    const range: OffsetRange = [from + statement.index, from + statement.index + statement[0].length];
    const message = `${quote(statement[0])} is a statement of a template; a spec is plain YAML.`;
    return parseIssue('template-placeholder', range, message, 'Remove it; what differs from run to run is a variable: ${var.NAME}.', {
      label: 'not YAML',
    });
  }
  const found = placeholderIn(line);
  if (!found) return undefined;
  const { message, help, label } = placeholderText(quote(line.slice(...found.range)), found.name);
  return parseIssue('template-placeholder', [from + found.range[0], from + found.range[1]], message, help, { label });
}

/** What git leaves in a file that two people changed. */
function conflictMark(text: string, faults: readonly Fault[]): ParseIssue | undefined {
  const mark = faults.length > 0 ? /^(?:<{7}|>{7}|\|{7}) [^\r\n]*/m.exec(text) : null;
  if (!mark) return undefined;
  const range: OffsetRange = [mark.index, mark.index + mark[0].length];
  const message = `A merge conflict was not resolved: ${quote(mark[0])}.`;
  return parseIssue('yaml-syntax', range, message, 'Keep one side and delete the lines of <, = and >.');
}

const keyLine = /^( *)(?:- +)*[^\s#:"'[\]{},&*!|>%@`-][^:\n]*:(?=\s|$)/;

/**
 * Tells whether a `key:` line, not deeper than the line of `last`, begins after that line and not after `to`.
 * Both only grow from call to call, so every line is looked at once.
 */
function freshLines(text: string): (last: number, to: number, strict: boolean) => boolean {
  let since = -1;
  let depth = 0;
  let next = 0;
  let fresh = false;
  return (last, to, strict) => {
    if (last !== since) {
      since = last;
      depth = /^ */.exec(text.slice(startOfLine(text, last), last + 1))?.[0].length ?? 0;
      next = text.indexOf('\n', last) + 1;
      fresh = false;
    }
    for (; !fresh && next > 0 && next <= to; next = text.indexOf('\n', next) + 1) {
      const match = keyLine.exec(text.slice(next, endOnLine(text, next, next + maxLine)));
      fresh = match !== null && (match[1] as string).length <= (strict ? depth - 1 : depth);
    }
    return fresh;
  };
}
