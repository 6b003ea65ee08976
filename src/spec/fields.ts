import { isRecord } from '../base/json.ts';
import type { Json } from '../base/json.ts';
import { ownRule, pages } from '../facts/fact.ts';
import type { EntriesField } from '../fields/entries.ts';
import type { Fields, Hint } from '../fields/field.ts';
import type { ObjectField } from '../fields/object.ts';
import type { TextField } from '../fields/text.ts';
import { severities } from '../aliases/words.ts';
import { wordHint } from '../fields/word-hints.ts';
import { accountDigits, accountHint, awsDigits } from '../fields/value-hints.ts';
import type { Kind } from '../kinds/kind.ts';
import { kinds } from '../kinds/registry.ts';
import { regionField } from '../kinds/common-fields.ts';
import { key } from './key-fields.ts';
import { defaults } from './defaults-fields.ts';
import { approve, limits, moved, removed } from './change-fields.ts';
import { stackName } from './key-fields.ts';
import { variables } from './variables.ts';

const stack: TextField & { required: ReturnType<typeof ownRule> } = {
  ...stackName('The name under which this spec owns what it makes. Two specs of one account and region need two names.'),
  required: ownRule('OWN-STACK'),
};

const account: TextField = {
  type: 'text',
  doc: 'A guard: any other account is refused before anything is read.',
  absent: 'whichever account the credentials belong to',
  example: '1234567890123456',
  hint: accountHint,
  rules: [
    {
      ...ownRule('OWN-ACCOUNT'),
      code: 'format',
      pattern: `^[0-9]{${accountDigits.min},${accountDigits.max}}$`,
      highlight: '[^0-9]|^[0-9]*$',
      requirement: `must be the ${accountDigits.min} to ${accountDigits.max} digits of an account id, in quotes`,
      bad: '12ab',
    },
  ],
  warnings: [
    {
      ...ownRule('OWN-ACCOUNT'),
      code: 'digits',
      pattern: `^(?![0-9]{${awsDigits}}$)`,
      highlight: '^[0-9]+$',
      requirement: `has ${awsDigits} digits, as the ids of AWS accounts have`,
      help: 'Those of Alibaba Cloud have 16 digits; GetCallerIdentity of STS returns it.',
      bad: '1'.repeat(awsDigits),
    },
  ],
};

/** The form of a finding's code. */
export const codeFormat = '^[a-z][a-z0-9-]*$';

/** Words of other linters for the severities of a finding, and numbers as those of ESLint. */
const severityHint = (wrong: string): Hint => wordHint(severities)(wrong) ?? { help: 'Write off, info, warning or error.' };

/** Codes in a list: those of which nothing is to be reported. */
const codesOff = (wrong: Json): Json | undefined => {
  const codes = (Array.isArray(wrong) ? wrong : [wrong]) as readonly Json[];
  return codes.every((one) => typeof one === 'string' && /^[a-z]+(?:-[a-z0-9]+)+$/.test(one))
    ? Object.fromEntries(codes.map((one) => [one as string, 'off']))
    : undefined;
};

/** Codes without `rules` above them. */
const lintMeant = (wrong: Json): Json | undefined => {
  const codes = codesOff(wrong);
  if (codes !== undefined || !isRecord(wrong)) return codes && { rules: codes };
  const all = Object.entries(wrong as { readonly [key: string]: Json });
  const [only, ...others] = all;
  if (only && others.length === 0 && /^(?:disabled?|ignored?|exclude|skip|off|suppress|disabled_rules)$/i.test(only[0]))
    return lintMeant(only[1]);
  return all.length > 0 && all.every(([key]) => /-/.test(key)) ? { rules: wrong } : undefined;
};

const lint: Fields[string] = {
  type: 'object',
  meant: lintMeant,
  doc: 'How findings are treated here. The flags of the command line override it.',
  absent: 'every finding has the severity of its rule',
  example: { strict: true, failOn: 'warning' },
  fields: {
    strict: {
      type: 'bool',
      doc: 'Take the narrower reading wherever the pages disagree: a disputed value is an error.',
      absent: 'false: a disputed value is a warning',
      example: true,
    },
    failOn: {
      type: 'enum',
      doc: 'From which severity on a finding makes the exit code of lint 1.',
      absent: 'error',
      values: ['error', 'warning', 'info'],
      hint: wordHint(
        { error: severities['error'] as string, warning: severities['warning'] as string, info: severities['info'] as string },
        'Write info: then any finding at all makes the exit code 1.',
        'Errors always make the exit code 1: write error.',
      ),
      means: { error: 'Errors only.', warning: 'Errors and warnings.', info: 'Any finding at all.' },
      example: 'warning',
      ...ownRule('OWN-LINT'),
    },
    rules: {
      type: 'map',
      doc: 'Severities by the code of a finding. What is an error by itself still stops plan and apply.',
      absent: 'no overrides',
      example: { 'policy-name-period': 'off' },
      meant: codesOff,
      keys: {
        type: 'text',
        doc: 'The code of a finding, as lint prints it.',
        suggests: 'codes',
        example: 'policy-name-period',
        rules: [
          {
            ...ownRule('OWN-LINT'),
            code: 'format',
            pattern: codeFormat,
            highlight: '[^a-z0-9-]|^[^a-z]|^$',
            requirement: 'must be the code of a finding: lower-case letters, digits and `-`',
            bad: 'Policy name',
          },
        ],
      },
      values: {
        type: 'text',
        doc: 'Its severity.',
        hint: severityHint,
        example: 'off',
        means: {
          off: 'It is not reported.',
          info: 'It is a note.',
          warning: 'It is a warning.',
          error: 'It is an error: lint ends with 1.',
        },
        rules: [
          {
            ...ownRule('OWN-LINT'),
            code: 'format',
            pattern: '^(?:off|info|warning|error)$',
            highlight: '^[\\s\\S]*$',
            requirement: 'must be off, info, warning or error',
            bad: 'warn',
          },
        ],
      },
    },
  },
};

const head: Fields = {
  apiVersion: {
    type: 'enum',
    doc: 'The version of this format.',
    values: ['snapspec/v1'],
    example: 'snapspec/v1',
    required: ownRule('OWN-VERSION'),
    ...ownRule('OWN-VERSION'),
  },
  stack,
  region: regionField('The region that everything here lives in. Another region is another stack.', {
    row: 'COM-REGION-REQ',
    sources: [pages.createPolicy, pages.createGroup],
  }),
  account,
  variables,
  defaults,
  lint,
  limits,
  approve,
};

/** Whether an entry of a kind needs no field at all. */
const mayBeEmpty = ({ fields, relations }: Kind): boolean =>
  Object.values(fields).every((field) => field.required === undefined) &&
  relations.every(({ type, severity }) => severity !== 'error' || (type !== 'any' && type !== 'either'));

/** The whole spec as one field: the head, a section for every kind, and what moved or is to be removed. */
export const specField: ObjectField = {
  type: 'object',
  doc: 'A backup spec: what must be backed up in one region, under one name.',
  example: { apiVersion: 'snapspec/v1', stack: 'payments', region: 'cn-hangzhou' },
  fields: {
    ...head,
    ...Object.fromEntries(
      kinds.map((one): [string, EntriesField] => [
        one.section,
        {
          type: 'entries',
          doc: one.doc,
          absent: 'none',
          example: {},
          keys: key(`The key of the ${one.title}: with the section, its address.`),
          of: {
            type: 'object',
            doc: `One ${one.title}.`,
            example: {},
            fields: one.fields,
            ...(mayBeEmpty(one) && { nullable: true }),
            relations: one.relations,
            ...(one.rejectedKeys && { rejectedKeys: one.rejectedKeys }),
          },
        },
      ]),
    ),
    moved,
    removed,
  },
};
