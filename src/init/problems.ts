import type { Diagnostic } from '../base/diagnostic.ts';
import { analyze } from '../frontend/analyze.ts';
import type { Analysis } from '../frontend/analyze.ts';
import type { Answers } from './answers.ts';
import { specText } from './spec-text.ts';
import type { SpecContext } from './spec-text.ts';

/** The name of the file that is written. */
export const specFile = 'snapspec.yaml';

/** What is asked, by the name of the answer. */
export type AnswerName = 'stack' | 'region' | 'account' | 'disks' | 'timezone' | 'at' | 'retentionDays';

/** Where an answer ends in the spec: what lint says of that place is said of the answer. */
const placeOf: { readonly [A in AnswerName]: RegExp } = {
  stack: /^stack$|\/name$/,
  region: /^region$/,
  account: /^account$/,
  disks: /\/disks(?:\/|$)/,
  timezone: /\/schedule\/timezone$/,
  at: /\/schedule(?:\/at|\/days|$)/,
  retentionDays: /\/retentionDays$/,
};

/** What lint has to say of the spec that these answers give. */
export const findingsOf = (answers: Answers, context: SpecContext, year: number): Analysis =>
  analyze([{ file: specFile, content: specText(answers, context) }], { year, unresolved: 'error' });

/** The first error that an answer makes. */
export function problemWith(name: AnswerName, answers: Answers, context: SpecContext, year: number): Diagnostic | undefined {
  const errors = findingsOf(answers, context, year).diagnostics.filter(({ severity }) => severity === 'error');
  return errors.find(({ place }) => place !== undefined && 'path' in place && placeOf[name].test(place.path.join('/')));
}
