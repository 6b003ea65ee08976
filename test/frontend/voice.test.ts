import { describe, expect, test } from 'vitest';
import codes from '../../schema/codes.js';
import type { Diagnostic } from '../../src/base/diagnostic.ts';
import { ruleEntries } from '../../src/derive/rule-index.ts';
import { analyze } from '../../src/frontend/analyze.ts';
import type { SourceFile } from '../../src/frontend/analyze.ts';
import { addresses } from '../corpus/addresses.ts';
import { dangers } from '../corpus/dangers.ts';
import { encodings } from '../corpus/encodings.ts';
import { hostile } from '../corpus/hostile.ts';
import { names } from '../corpus/names.ts';
import { escaped, refusedPayloads } from '../corpus/payloads.ts';
import { regressions } from '../corpus/regressions.ts';
import { sound } from '../corpus/sound.ts';
import { traps } from '../corpus/traps.ts';
import { valid } from '../corpus/valid.ts';

/** Words that no native engineer writes there, and what is written in their place. */
const banned: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\bfor ever\b/, 'indefinitely'],
  [/\bwithout a word\b/, 'silently'],
  [/\banew\b/, 'again'],
  [/\bmend(s|ed|ing)?\b/, 'fix'],
  [/\bat the (most|least)\b/, 'at most, at least'],
  [/\b(above|below|longer than|shorter than) the (most|least)\b/, 'maximum, minimum'],
  [/\ba wish\b/, 'a request'],
  [/\bweigh(s|t|ts)?\b/, 'severity'],
  [/\bstands? (twice|there)\b/, 'is given twice'],
  [/\bstrangers?\b/, 'unknown keys'],
  [/\bno code of a finding\b/, 'not a rule code'],
  [/\b(is|are) no (day|map|list|text|number|key|code|file|valid|variable|whole)\b/, 'is not a …'],
  [/\btakes it over\b/, 'adopts it'],
  [/\bleft alone\b/, 'left unchanged'],
  [/\bput right\b/, 'fixed'],
  [/\bpassed over\b/, 'skipped'],
];

const lowerCase = /^(an|the|this|that|these|those|no|not|it|its|every|some|inside|text|maps|keys|more|only|put|write|remove|save|check)\b/;
/** A sentence ends with a full stop or a question mark, or in text to paste after a colon. */
const ends = /[.?]$/;
const toPaste = /:\s(?:\S|\n)[\s\S]*$/;

type Fault = string;

const wording = (text: string): Fault[] => [
  ...banned.filter(([pattern]) => pattern.test(text)).map(([pattern, instead]) => `${pattern} (${instead}): ${text}`),
  ...(lowerCase.test(text) ? [`lower case: ${text}`] : []),
];

function faultsOf({ message, label, related = [], help = '', notes = [], fix }: Diagnostic): Fault[] {
  const phrases = [label, fix?.title, ...related.map((one) => one.message)].filter((one) => one !== undefined);
  return [
    ...[message, help, ...notes].flatMap(wording),
    ...phrases.filter((text) => /\.$/.test(text)).map((text) => `a phrase with a full stop: ${text}`),
    ...(message.endsWith('.') ? [] : [`no full stop: ${message}`]),
    ...[help, ...notes].filter((text) => text !== '' && !ends.test(text) && !toPaste.test(text)).map((text) => `no full stop: ${text}`),
  ];
}

function faultsIn(files: readonly SourceFile[]): Fault[] {
  const { diagnostics } = analyze(files, { year: 2026, unresolved: 'info', codes });
  return diagnostics.flatMap((one) => faultsOf(one).map((fault) => `${one.code}: ${fault}`));
}

const corpus: { readonly [name: string]: readonly (string | Uint8Array)[] } = {
  addresses: addresses.map((one) => one.content),
  dangers: dangers.map((one) => one.content),
  encodings: encodings.map((one) => one.content),
  escaped: escaped.map((one) => one.content),
  hostile: hostile.map((one) => one.text),
  names: names.map((one) => one.content),
  payloads: refusedPayloads.map(([, text]) => text),
  regressions: regressions.map(([, text]) => text),
  sound: sound.map((one) => one.content),
  traps: traps.map((one) => one.content),
  valid: valid.map(([, text]) => text),
};

describe('every finding is in sentences, in the words of the field', () => {
  test.each(Object.keys(corpus))('corpus: %s', (name) => {
    const small = (corpus[name] ?? []).filter((content) => content.length < 20_000);
    expect(small.length).toBeGreaterThan(0);
    expect([...new Set(small.flatMap((content) => faultsIn([{ file: 'f.yaml', content }])))]).toEqual([]);
  });

  test('the examples of the rules', () => {
    const bad = ruleEntries().flatMap(({ example }) => (example ? [example.bad] : []));
    const files = bad.map((one) =>
      typeof one === 'string' ? [{ file: 'f.yaml', content: one }] : one.map(({ file, text }) => ({ file, content: text })),
    );
    expect(files.length).toBeGreaterThan(150);
    expect([...new Set(files.flatMap(faultsIn))]).toEqual([]);
  });

  test('the documentation of the rules', () => {
    const texts = ruleEntries().flatMap(({ code, what, why, fix, disputed }) =>
      [what, why, fix, ...disputed].map((text) => [code, text] as const),
    );
    const faults = texts.flatMap(([code, text]) =>
      [...wording(text), ...(ends.test(text) || toPaste.test(text) ? [] : [`no full stop: ${text}`])].map((fault) => `${code}: ${fault}`),
    );
    expect(faults).toEqual([]);
  });
});
