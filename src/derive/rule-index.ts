import type { Severity, Source } from '../base/diagnostic.ts';
import type { RuleDoc, RuleDocs, Example, Explanation } from '../base/explanation.ts';
import { changesRuleDocs } from '../diff/rule-docs.ts';
import { planRuleDocs } from '../plan/rule-docs.ts';
import { preflightRuleDocs } from '../preflight/rule-docs.ts';
import * as kindLiveCodes from '../kinds/live-rule-docs.ts';
import * as kindCodes from '../kinds/rule-docs.ts';
import type { Refusal } from '../facts/fact.ts';
import { fileRuleDocs } from '../frontend/rule-docs.ts';
import { inputRuleDocs } from '../input/rule-docs.ts';
import { mergeRuleDocs, parseRuleDocs } from '../read/rule-docs.ts';
import type { ParseCode } from '../read/rule-docs.ts';
import { parseRuleExamples } from '../read/rule-examples.ts';
import { adviceRules } from '../advice/list.ts';
import { validationRuleDocs } from '../validate/rule-docs.ts';
import { fieldRules } from './field-rules.ts';
import type { FieldRule } from './field-rules.ts';

/** Everything that is known about one finding. */
export type RuleEntry = Explanation & {
  readonly code: string;
  /** The highest severity that it can have. */
  readonly severity: Severity;
  /** Every severity that it can have, the highest first. */
  readonly severities: readonly Severity[];
  /** By what it is found: a fact about a field, another check of the spec, advice, reading the text, the plan's look at the cloud, or a file beside the spec. */
  readonly from: 'field' | 'check' | 'advice' | 'text' | 'plan' | 'input';
  /** Rows of docs/constraints.md. */
  readonly rows: readonly string[];
  readonly sources: readonly Source[];
  /** What the service answers where it is sent anyway. */
  readonly refusals: readonly Refusal[];
  /** Where pages differ: what they say, and which one is followed. */
  readonly disputed: readonly string[];
  /** The field that a fact is about. */
  readonly field?: string;
  readonly example?: Example;
};

const ranks: { readonly [S in Severity]: number } = { error: 0, warning: 1, info: 2 };

const distinct = <T>(items: readonly T[], textOf: (item: T) => string): T[] => [
  ...new Map(items.map((item) => [textOf(item), item])).values(),
];

function whyOf(found: readonly FieldRule[]): string {
  const refusals = distinct(
    found.flatMap(({ fact }) => (fact.refusal ? [fact.refusal] : [])),
    ({ code }) => code,
  );
  const sentences = [
    ...found.flatMap(({ fact }) =>
      'why' in fact && typeof fact.why === 'string'
        ? ['The service accepts it and ignores it, so the spec promises something that does not happen.']
        : [],
    ),
    ...refusals.map(({ code, status }) => `The service refuses it with ${code} (${status}).`),
    ...(found.every(({ fact }) => fact.sources.length === 0)
      ? ['This is a rule of snapspec itself, not of the cloud: without it a spec would not be clear.']
      : []),
    ...(found.some(({ severity, fact }) => severity === 'warning' && fact.disputed !== undefined)
      ? ['The pages do not agree, so the service may refuse it.']
      : []),
  ];
  return sentences.length > 0
    ? sentences.join(' ')
    : 'The pages state it and name no error code: the service may refuse it, or take it and do something else.';
}

/** One finding that several facts can give: a rule that is an error in one casing and a warning in another. */
function ofFacts(found: readonly [FieldRule, ...FieldRule[]]): RuleEntry {
  const ordered = [...found].sort((a, b) => ranks[a.severity] - ranks[b.severity]) as [FieldRule, ...FieldRule[]];
  const [first] = ordered;
  const example = ordered.find((one) => one.example)?.example;
  return {
    code: first.code,
    what: distinct(ordered, (one) => one.what)
      .map((one) => one.what)
      .join(' '),
    why: whyOf(ordered),
    fix: first.fix,
    severity: first.severity,
    severities: distinct(ordered, (one) => one.severity).map((one) => one.severity),
    from: 'field',
    rows: distinct(ordered, (one) => one.fact.row).map((one) => one.fact.row),
    sources: distinct(
      ordered.flatMap(({ fact }) => fact.sources),
      (one) => one.page,
    ),
    refusals: distinct(
      ordered.flatMap(({ fact }) => (fact.refusal ? [fact.refusal] : [])),
      (one) => one.code,
    ),
    disputed: distinct(
      ordered.flatMap(({ fact }) => (fact.disputed === undefined ? [] : [fact.disputed])),
      (text) => text,
    ),
    field: first.field,
    ...(example && { example }),
  };
}

function grouped(found: readonly FieldRule[]): RuleEntry[] {
  const groups = new Map<string, [FieldRule, ...FieldRule[]]>();
  for (const one of found) {
    const group = groups.get(one.code);
    if (group) group.push(one);
    else groups.set(one.code, [one]);
  }
  return [...groups.values()].map(ofFacts);
}

function ofNote(code: string, note: RuleDoc, from: RuleEntry['from']): RuleEntry {
  const severities: readonly Severity[] = typeof note.severity === 'string' ? [note.severity] : note.severity;
  return {
    code,
    what: note.what,
    why: note.why,
    fix: note.fix,
    severity: severities[0] as Severity,
    severities,
    from,
    rows: note.rows ?? [],
    sources: note.sources ?? [],
    refusals: [],
    disputed: note.disputed === undefined ? [] : [note.disputed],
    ...(note.example && { example: note.example }),
  };
}

const ofNotes = (notes: RuleDocs, from: RuleEntry['from']): RuleEntry[] =>
  Object.entries(notes).map(([code, note]) => ofNote(code, note, from));

function ofReading(): RuleEntry[] {
  return (Object.keys(parseRuleDocs) as ParseCode[]).map((code) => {
    const example = parseRuleExamples[code];
    return ofNote(code, { ...parseRuleDocs[code], severity: 'error', ...(example && { example }) }, 'text');
  });
}

let all: readonly RuleEntry[] | undefined;

/** Every code that a finding can have, sorted. One made by several places is one entry. */
export function ruleEntries(): readonly RuleEntry[] {
  all ??= [
    ...ofReading(),
    ...ofNotes(fileRuleDocs, 'check'),
    ...ofNotes(mergeRuleDocs, 'check'),
    ...ofNotes(validationRuleDocs, 'check'),
    ...Object.values(kindCodes).flatMap((notes) => ofNotes(notes, 'check')),
    ...Object.values(kindLiveCodes).flatMap((notes) => ofNotes(notes, 'plan')),
    ...ofNotes(Object.fromEntries(adviceRules.map(({ code, ...note }) => [code, { ...note, example: note.examples }])), 'advice'),
    ...ofNotes(preflightRuleDocs, 'plan'),
    ...ofNotes(changesRuleDocs, 'plan'),
    ...ofNotes(planRuleDocs, 'plan'),
    ...ofNotes(inputRuleDocs, 'input'),
    ...grouped(fieldRules()),
  ].sort((a, b) => (a.code < b.code ? -1 : 1));
  return all;
}

/** What is known of one code; undefined where there is none of that name. */
export function ruleEntry(code: string): RuleEntry | undefined {
  return ruleEntries().find((one) => one.code === code);
}
