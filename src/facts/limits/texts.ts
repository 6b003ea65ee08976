import type { TextConstraint, TextRule } from '../constraint.ts';
import type { Fact, Refusal } from '../fact.ts';

const letters = '\\p{L}';

/** URLs are barred from the start of names and descriptions. */
const noUrlAtStart = (fact: Fact): TextRule => ({
  ...fact,
  code: 'url',
  pattern: '^(?!https?://)',
  highlight: '^https?://',
  requirement: 'must not start with http:// or https://',
  help: 'Remove http:// or https://.',
  removable: true,
  bad: 'http://orders',
});

/** The rules that the names of snapshots, groups and policies share; each resource adds its characters. */
export function nameLimits(options: {
  readonly rows: string;
  readonly sources: Fact['sources'];
  readonly refusal?: Refusal;
  readonly max?: number;
  /** The row that bars URLs, where it is not one of its own. */
  readonly urlRow?: string;
  /** Characters beyond letters and digits, as the inside of a character class. */
  readonly also: string;
  /** The same in words. */
  readonly alsoInWords: string;
  readonly digitFirst?: boolean;
  readonly noAuto?: boolean;
  readonly warnings?: readonly TextRule[];
}): TextConstraint {
  const { rows, sources, refusal, max = 128, urlRow, also, alsoInWords, digitFirst = false, noAuto = false, warnings = [] } = options;
  const fact = (part: string): Fact => ({ row: `${rows}-${part}`, sources, ...(refusal && { refusal }) });
  return {
    type: 'text',
    length: { min: 2, max, ...fact('LEN') },
    rules: [
      noUrlAtStart({ ...fact('NOHTTP'), ...(urlRow !== undefined && { row: urlRow }) }),
      ...(noAuto ? [notAuto(fact('NOAUTO'))] : []),
      firstCharacter(fact('START'), digitFirst),
      characters(fact('CHARS'), also, alsoInWords),
    ],
    warnings: [...warnings, ascii(fact('START'))],
  };
}

const notAuto = (fact: Fact): TextRule => ({
  ...fact,
  code: 'auto',
  pattern: '^(?!auto)',
  highlight: '^auto',
  requirement: 'must not start with auto, which automatic snapshots use',
  bad: 'auto-nightly',
});

function firstCharacter(fact: Fact, digitFirst: boolean): TextRule {
  const first = digitFirst ? `${letters}0-9` : letters;
  return {
    ...fact,
    code: 'start',
    pattern: `^[${first}]`,
    highlight: `^[^${first}]`,
    requirement: digitFirst ? 'must start with a letter or a digit' : 'must start with a letter',
    bad: '-nightly',
  };
}

const characters = (fact: Fact, also: string, alsoInWords: string): TextRule => ({
  ...fact,
  code: 'characters',
  pattern: `^[${letters}0-9${also}]*$`,
  highlight: `[^${letters}0-9${also}]`,
  requirement: `may hold letters, digits and ${alsoInWords} only`,
  bad: 'night ly',
});

const ascii = (fact: Fact): TextRule => ({
  ...fact,
  code: 'non-ascii',
  pattern: '^[\\u0000-\\u007f]*$',
  highlight: '[^\\u0000-\\u007f]',
  requirement: 'holds letters beyond a-z',
  disputed:
    'The English pages say “letter”, the Chinese ones “English letter or Chinese character”, the SDK “Unicode letter”; Terraform accepts a-z only. Unicode letters are accepted.',
  help: 'Use a-z if Terraform or older endpoints must read the name.',
  bad: '数据库',
});

/** Length of an ECS description, and no URL at its start. */
export function descriptionLimits(rows: { readonly length: string; readonly url: string }, sources: Fact['sources']): TextConstraint {
  const refusal = { code: 'InvalidDescription.Malformed', status: 404 };
  return {
    type: 'text',
    length: { min: 2, max: 256, row: rows.length, sources, refusal },
    rules: [noUrlAtStart({ row: rows.url, sources, refusal })],
  };
}
