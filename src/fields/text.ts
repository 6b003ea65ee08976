import type { Severity, Spot } from '../base/diagnostic.ts';
import type { Issue } from '../base/issue.ts';
import { quote } from '../base/text.ts';
import { flow } from '../base/yaml-writer.ts';
import type { TextConstraint, TextRule } from '../facts/constraint.ts';
import type { Node, TextNode } from '../read/syntax-tree.ts';
import { factDetails } from './fact-details.ts';
import type { Range } from '../facts/fact.ts';
import type { Described, Target } from './field.ts';
import type { FieldRuleDoc, FieldType, Subject } from './field-type.ts';
import { matches } from './patterns.ts';
import { isOutside, sizeIssue, sizeRule, sizeText } from './range.ts';
import { textLimits } from './text-schema.ts';

export type TextField = Described & TextConstraint & { readonly refersTo?: Target };

declare module './field.ts' {
  interface FieldTypes {
    text: TextField;
  }
  interface FieldValues<F> {
    text: string;
  }
}

type Span = readonly [from: number, to: number];

/** The part of a text that breaks a rule, where it is not all of it. */
function highlighted({ highlight }: TextRule, text: string): Span | undefined {
  const found = new RegExp(highlight, 'u').exec(text);
  return found === null || found[0].length === text.length ? undefined : [found.index, found.index + found[0].length];
}

function ruleLabel(rule: TextRule, severity: Severity, within: Span | undefined): string {
  if (severity !== 'error') return rule.disputed === undefined ? 'check this' : 'pages disagree';
  return within?.[0] === 0 && rule.highlight.startsWith('^') ? 'not allowed at the start' : 'not allowed here';
}

/** A text with what decides how its issues are worded and placed. */
type Checked = { readonly field: TextField; readonly text: string; readonly subject: Subject; readonly source: 'written' | 'made' | 'key' };

/** A part of a text can be pointed at only where the text is what stands in the file. */
function spotOf({ source }: Checked, within: Span | undefined): Spot {
  if (source === 'key') return { path: [], part: 'key', ...(within && { within }) };
  return { path: [], ...(source === 'written' && within && { within }) };
}

/** A text with hyphens for what it must not hold, where that makes it right; else one that is. */
function otherwise({ field, text }: Checked, rule: TextRule): string {
  const plain = text
    .replaceAll(new RegExp(rule.highlight, 'gu'), '-')
    .replaceAll(/-{2,}/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  const right = plain !== '' && plain !== text && (field.rules ?? []).every(({ pattern }) => matches(pattern, plain));
  return right ? `Write ${flow(plain)}, for example.` : `For example: ${flow(field.example)}`;
}

function ruleIssue(checked: Checked, rule: TextRule, severity: Severity): Issue {
  const { field, text, subject } = checked;
  const within = highlighted(rule, text);
  const help = field.hint?.(text)?.help ?? rule.help ?? otherwise(checked, rule);
  return {
    code: `${subject.code}-${rule.code}`,
    severity,
    message: `${subject.name}${subject.quoted ? '' : ` is ${quote(text)}; it`} ${rule.requirement}.`,
    place: spotOf(checked, within),
    label: ruleLabel(rule, severity, within),
    help,
    ...factDetails(rule),
  };
}

/** The length of a text in characters (code points), as in JSON Schema. */
const lengthOf = (text: string): number => (/[\ud800-\udfff]/.test(text) ? [...text].length : text.length);

/** An empty text stands for nothing: where the key may be absent, that says it. */
function removal({ field, text, source }: Checked): Pick<Issue, 'help' | 'fix'> {
  if (text !== '' || source !== 'written' || field.absent === undefined || field.hint?.(text) !== undefined) return {};
  return {
    help: `Remove the key, or give it a value. Without the key: ${field.absent}.`,
    fix: { title: 'Remove it', safe: false, edits: [{ place: { path: [], part: 'whole' }, text: '' }] },
  };
}

/** A text that is too short, or the first rule that it breaks, and that it is too long. */
function errors(checked: Checked): Issue[] {
  const { field, text, subject } = checked;
  const size = lengthOf(text);
  const length =
    field.length && isOutside(size, field.length)
      ? [{ ...sizeIssue(field.length, size, 'character', subject, field.example), place: spotOf(checked, undefined), ...removal(checked) }]
      : [];
  if (field.length && size < field.length.min) return length;
  const broken = field.rules?.find((rule) => !matches(rule.pattern, text));
  return [...(broken ? [{ ...ruleIssue(checked, broken, 'error'), ...removal(checked) }] : []), ...length];
}

const warnings = (checked: Checked): Issue[] =>
  (checked.field.warnings ?? []).filter((rule) => !matches(rule.pattern, checked.text)).map((rule) => ruleIssue(checked, rule, 'warning'));

/** Whether a warning is due, unless the text has errors. */
export const isDoubtful = ({ warnings: rules }: TextField, text: string): boolean =>
  rules?.some(({ pattern }) => !matches(pattern, text)) === true;

/** All that is wrong with a key, or with a text that is made of it. */
export function textIssues(field: TextField, text: string, subject: Subject): Issue[] {
  const checked: Checked = { field, text, subject, source: 'key' };
  const found = errors(checked);
  return found.length > 0 ? found : warnings(checked);
}

const checkedNode = (field: TextField, node: TextNode, subject: Subject): Checked => ({
  field,
  text: node.value,
  subject,
  source: node.substituted ? 'made' : 'written',
});

/** Quotes around a number, where they make it right; else what is wrong with it even then. */
function quotesHelp(field: TextField, text: string): string {
  const [first] = errors({ field, text, subject: { name: '', code: '' }, source: 'made' });
  const hint = field.hint?.(text);
  const ofForm = field.warnings?.some(({ code }) => code === 'format') === true;
  if (hint && (hint.replacement ?? text) !== text) return hint.help;
  if (hint && hint.replacement === undefined && first === undefined && (ofForm || field.warnings === undefined)) return hint.help;
  if (first === undefined) {
    const [doubt] = warnings({ field, text, subject: { name: '', code: '' }, source: 'made' });
    return `Put it in quotes: "${text}".${doubt?.help === undefined ? '' : ` ${doubt.help}`}`;
  }
  const broken = field.rules?.find((rule) => first.code === `-${rule.code}`);
  return hint?.help ?? `Quotes alone do not help: it ${broken?.requirement ?? 'would be of a wrong length'}.`;
}

function ruleDoc(rule: TextRule, severity: Severity, field: TextField): FieldRuleDoc {
  const fix = rule.help ?? `Write one that follows the rule, such as ${JSON.stringify(field.example)}.`;
  return { part: rule.code, severity, fact: rule, what: rule.requirement, fix, bad: rule.bad };
}

/** A text of a wrong length: too short where that is possible, or too long. */
const wrongLength = ({ min, max }: Range): string => 'n'.repeat(min > 0 ? min - 1 : max + 1);

export const text: FieldType<TextField, TextNode> = {
  expected: 'text',
  textual: true,
  accepts: (node): node is TextNode => node.type === 'text',
  shape: (field, node, subject) => errors(checkedNode(field, node, subject)),
  semantics: (field, node, subject) => (isDoubtful(field, node.value) ? warnings(checkedNode(field, node, subject)) : []),
  hasSemantics: (field) => (field.warnings?.length ?? 0) > 0,
  canonical: (_, node) => node.value,
  requirement: ({ length, rules = [] }) =>
    [...(length ? [sizeText(length, 'character')] : []), ...rules.map((rule) => rule.requirement)].join('; ') || 'text',
  schema: (field) => ({ type: 'string', ...textLimits(field) }),
  edges({ example, length, rules = [] }) {
    const sized = length ? ['n'.repeat(length.min), 'n'.repeat(length.max)] : [];
    const tooLong = length ? ['n'.repeat(length.max + 1)] : [];
    const tooShort = length && length.min > 0 ? ['n'.repeat(length.min - 1)] : [];
    return {
      accepted: [example, ...sized.filter((value) => rules.every((rule) => matches(rule.pattern, value)))],
      refused: [...tooShort, ...tooLong, ...rules.map(({ bad }) => bad), 7, true, [example]],
    };
  },
  rules: (field) => [
    ...(field.length ? [sizeRule(field.length, 'character', wrongLength(field.length))] : []),
    ...(field.rules ?? []).map((rule) => ruleDoc(rule, 'error', field)),
    ...(field.warnings ?? []).map((rule) => ruleDoc(rule, 'warning', field)),
  ],
  mismatchHelp: (field, node: Node) => (node.type === 'number' || node.type === 'bool' ? quotesHelp(field, node.source) : undefined),
  exampleHelp: ({ refersTo, example }) =>
    refersTo === undefined ? `For example: ${flow(example)}` : `Write the id of the ${refersTo}, for example: ${flow(example)}`,
};
