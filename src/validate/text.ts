import type { Diagnostic, Severity, Source } from '../base/diagnostic.ts';
import { count, quote } from '../base/text.ts';
import type { Fact } from '../facts/fact.ts';
import type { Field, TextField, TextRule } from '../fields/field.ts';

/** What is wrong with one value; the caller knows where it stands. */
export type ValueIssue = Pick<Diagnostic, 'code' | 'severity' | 'message' | 'label' | 'help' | 'notes' | 'sources' | 'disputed'> & {
  readonly within?: readonly [number, number];
};

/** What a fact adds to a finding: its pages, and that they disagree. */
export function factDetails(fact: Fact): { sources?: readonly Source[]; notes?: readonly string[]; disputed?: true } {
  return {
    ...(fact.sources.length > 0 && { sources: fact.sources }),
    ...(fact.disputed !== undefined && { notes: [fact.disputed], disputed: true as const }),
  };
}

/** Who sets a limit, for a message: the operation whose page states it, or snapspec itself. */
export function authorityOf(fact: Fact): string {
  const page = fact.sources[0]?.page;
  return page === undefined ? 'snapspec' : page.replace(/^EC[SD] API /, '').replace(/ \(.*\)$/, '');
}

const characters = (text: string): number => [...text].length;

function lengthFinding(field: TextField, value: string, name: string, code: string): ValueIssue | undefined {
  const limit = field.length;
  const size = characters(value);
  if (limit === undefined || (size >= limit.min && size <= limit.max)) return undefined;
  return {
    code: `${code}-length`,
    severity: 'error',
    message: `${name} has ${count(size, 'character')}; ${authorityOf(limit)} accepts ${limit.min} to ${limit.max}`,
    label: size < limit.min ? `shorter than the least, ${limit.min}` : `longer than the most, ${limit.max}`,
    ...(size > limit.max && { help: `Shorten it by ${count(size - limit.max, 'character')}.` }),
    ...factDetails(limit),
  };
}

const made = new Map<string, RegExp>();

/** Whether a text matches a pattern of a fact; patterns are few, and each is built once. */
export function matches(pattern: string, value: string): boolean {
  const known = made.get(pattern) ?? new RegExp(pattern, 'u');
  made.set(pattern, known);
  return known.test(value);
}

function ruleFinding(
  rule: TextRule,
  severity: Severity,
  value: string,
  name: string,
  code: string,
  hint: Field['hint'],
): ValueIssue | undefined {
  if (matches(rule.pattern, value)) return undefined;
  const help = hint?.(value)?.help ?? rule.help;
  const offender = new RegExp(rule.highlight, 'u').exec(value);
  const does = /^(holds|starts|does|is) /.test(rule.requirement);
  const within = offender !== null && offender[0].length < value.length && ([offender.index, offender.index + offender[0].length] as const);
  const first = within && within[0] === 0 && rule.highlight.startsWith('^');
  return {
    code: `${code}-${rule.code}`,
    severity,
    message: `${name} is ${quote(value)}; it ${rule.requirement}`,
    label: does ? 'here' : first ? 'not allowed at the start' : 'not allowed here',
    ...(within && { within }),
    ...(help !== undefined && { help }),
    ...factDetails(rule),
  };
}

/** One finding for a text: the first rule that it breaks, or else every warning that applies. */
export function validateText(field: TextField, value: string, name: string, code: string): ValueIssue[] {
  const length = lengthFinding(field, value, name, code);
  if (length !== undefined && characters(value) < (field.length?.min ?? 0)) return [length];
  const broken = (field.rules ?? [])
    .map((rule) => ruleFinding(rule, 'error', value, name, code, field.hint))
    .find((found) => found !== undefined);
  if (length || broken) return [broken, length].filter((found) => found !== undefined);
  return (field.warnings ?? [])
    .map((rule) => ruleFinding(rule, 'warning', value, name, code, field.hint))
    .filter((found) => found !== undefined);
}
