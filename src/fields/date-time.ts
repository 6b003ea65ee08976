import { quote } from '../base/text.ts';
import { ownRule } from '../facts/fact.ts';
import type { TextNode } from '../read/syntax-tree.ts';
import { dateTimePattern, parseDateTime } from './date-time-format.ts';
import type { Described } from './field.ts';
import type { Issue } from '../base/issue.ts';
import type { FieldType, Subject } from './field-type.ts';
import { matches } from './patterns.ts';

/** A day (`YYYY-MM-DD`) or an instant with its zone. */
export type DateTimeField = Described & { readonly type: 'date-time' };

declare module './field.ts' {
  interface FieldTypes {
    'date-time': DateTimeField;
  }
  interface FieldValues<F> {
    'date-time': string;
  }
}

const expected = 'a day such as 2026-12-31, or an instant with its zone such as 2026-12-31T18:00:00Z';

function formatIssue(field: DateTimeField, text: string, label: string, { name, code }: Subject): Issue {
  const help = field.hint?.(text)?.help;
  return {
    code: `${code}-format`,
    severity: 'error',
    message: `${name} is ${quote(text)}; it must be ${expected}.`,
    place: { path: [] },
    label,
    ...(help !== undefined && { help }),
  };
}

export const dateTime: FieldType<DateTimeField, TextNode> = {
  expected,
  textual: true,
  accepts: (node): node is TextNode => node.type === 'text',
  shape: (field, { value }, subject) =>
    matches(dateTimePattern, value) ? [] : [formatIssue(field, value, 'not a date or date-time', subject)],
  // A pattern knows no calendar.
  semantics: (field, { value }, subject) =>
    parseDateTime(value) === undefined ? [formatIssue(field, value, 'no such day or time', subject)] : [],
  hasSemantics: () => true,
  canonical: (_, node) => node.value,
  requirement: () => '`YYYY-MM-DD`, or an instant with its zone',
  schema: () => ({ type: 'string', pattern: dateTimePattern }),
  edges: () => ({
    accepted: ['2026-12-31', '2028-02-29', '2026-12-31T18:00Z', '2026-12-31T18:00:00.5+08:00'],
    refused: ['2026-12', '31.12.2026', '2026-12-31T18:00:00', 'soon', '', 20261231, ['2026-12-31']],
  }),
  rules: () => [
    {
      part: 'format',
      severity: 'error',
      fact: ownRule('OWN-DATE-TIME'),
      what: 'must be a day, or an instant with its zone, that the calendar has',
      fix: 'Write a day such as 2026-12-31, or an instant such as 2026-12-31T18:00:00Z.',
      bad: '2026-02-30',
    },
  ],
};
