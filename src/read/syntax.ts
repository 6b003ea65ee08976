import { quote } from '../base/text.ts';
import { hiddenCharacterIssue } from './characters.ts';
import { addIssue, type ParseIssue, maxIssues, type OffsetRange } from './parse-issue.ts';
import type { Openers } from './unclosed-delimiters.ts';
import { syntaxMessages, type SyntaxMessage } from './syntax-messages.ts';

/** What the YAML reader says: a code, offsets, and a sentence of its own that is not shown. */
export type Fault = { readonly code: string; readonly pos: readonly [number, number]; readonly message: string };

/** Faults that come with something that is refused by name already. */
const refusedByName = new Set([
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

/** One line of a file can be the whole file; no look at it goes further than this. */
const reach = 1000;

/**
 * One finding for each cause. The reader goes on after a fault and stumbles over what follows, so a later one counts
 * only where a fresh `key:` line, not deeper than the faulty one, stands between.
 * `refused` holds what was reported before.
 */
export function syntaxIssues(text: string, faults: readonly Fault[], refused: readonly ParseIssue[], openers: Openers): ParseIssue[] {
  const conflict = conflictMark(text, faults);
  if (conflict) return [conflict];
  const kept: ParseIssue[] = [];
  const before = refused.map((finding) => finding.range[0]).sort((a, b) => a - b);
  const sorted = faults.filter((fault) => before.length === 0 || !refusedByName.has(fault.code)).sort((a, b) => a.pos[0] - b.pos[0]);
  const fresh = freshLines(text);
  for (const fault of sorted.slice(0, 10 * maxIssues)) {
    const finding = explain(text, fault, openers);
    const last = Math.max(kept.at(-1)?.range[0] ?? -1, before.findLast((at) => at <= fault.pos[0]) ?? -1);
    if (last < 0 || (fresh(last, fault.pos[0]) && !afterRoot(text, fault))) addIssue(kept, finding);
  }
  return kept;
}

const unnamed: SyntaxMessage = { message: 'this is not valid YAML', help: 'check quotes, brackets and indentation here and just above' };

/** One fault in our words. */
function explain(text: string, fault: Fault, openers: Openers): ParseIssue {
  const at = Math.min(fault.pos[0], text.length);
  const hidden = hiddenOnLine(text, at);
  if (hidden) return hidden;
  const end = Math.min(fault.pos[1], text.length);
  const row = syntaxMessages.find(([code, pattern]) => code === fault.code && (!pattern || pattern.test(fault.message)));
  const said: SyntaxMessage = row ? row[2]({ text, at, end, opener: openers.openerOf(at), raw: fault.message }) : unnamed;
  const { range = [at, Math.max(at, endOnLine(text, at, end))], ...rest } = said;
  return { code: 'yaml-syntax', range, ...rest };
}

/** Whether a fault is only that the file goes on after its value has broken off. */
function afterRoot(text: string, { message, pos }: Fault): boolean {
  return message.includes('in YAML stream') || (message.endsWith('at node end') && text[pos[0] - 1] === '\n');
}

/** The end of a range, but not beyond the line that it begins on. */
function endOnLine(text: string, from: number, to: number): number {
  const line = text.slice(from, to).search(/\r?\n/);
  return line < 0 ? to : from + line;
}

function startOfLine(text: string, at: number): number {
  const from = Math.max(0, at - reach);
  return from + text.slice(from, at).lastIndexOf('\n') + 1;
}

/** A space that YAML does not take for one, or a character that is not seen, on the line of a fault. */
function hiddenOnLine(text: string, at: number): ParseIssue | undefined {
  const from = startOfLine(text, at);
  const line = text.slice(from, endOnLine(text, from, from + reach)).replace(/(^|\s)#.*/, '$1');
  const match = /(?![ \t])[\p{Zs}\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.exec(line);
  return match ? hiddenCharacterIssue(match[0], 'line', [from + match.index, from + match.index + match[0].length]) : undefined;
}

/** What git leaves in a file that two people changed. */
function conflictMark(text: string, faults: readonly Fault[]): ParseIssue | undefined {
  const mark = faults.length > 0 ? /^(?:<{7}|>{7}|\|{7}) [^\r\n]*/m.exec(text) : null;
  if (!mark) return undefined;
  const range: OffsetRange = [mark.index, mark.index + mark[0].length];
  const message = `a merge conflict was not resolved: ${quote(mark[0])}`;
  return { code: 'yaml-syntax', range, message, help: 'keep one side and delete the lines of <, = and >' };
}

const keyLine = /^( *)(?:- +)*[^\s#:"'[\]{},&*!|>%@`-][^:\n]*:(?=\s|$)/;

/**
 * Tells whether a `key:` line, not deeper than the line of `last`, begins after that line and not after `to`.
 * Both only grow from call to call, so every line is looked at once.
 */
function freshLines(text: string): (last: number, to: number) => boolean {
  let since = -1;
  let depth = 0;
  let next = 0;
  let fresh = false;
  return (last, to) => {
    if (last !== since) {
      since = last;
      depth = /^ */.exec(text.slice(startOfLine(text, last), last + 1))?.[0].length ?? 0;
      next = text.indexOf('\n', last) + 1;
      fresh = false;
    }
    for (; !fresh && next > 0 && next <= to; next = text.indexOf('\n', next) + 1) {
      const match = keyLine.exec(text.slice(next, endOnLine(text, next, next + reach)));
      fresh = match !== null && (match[1] as string).length <= depth;
    }
    return fresh;
  };
}
