import type { EntriesField } from '../fields/entries.ts';
import type { MapField } from '../fields/map.ts';
import type { PlainField } from '../fields/plain.ts';
import { key } from './key-fields.ts';

/** What a variable stands for. */
export const plainValue: PlainField = { type: 'plain', doc: 'The value of a variable.', example: 'unreleased' };

const names = { ...key('The name of a variable.'), example: 'release' };

export const variables: EntriesField = {
  type: 'entries',
  doc: 'What `${var.NAME}` stands for in values. Where it is all of a value, it has the type that the field wants. A value comes from --var NAME=…, then a file of --var-file, then SNAPSPEC_VAR_NAME, then the default.',
  absent: 'no variables',
  example: { release: { default: 'unreleased' } },
  keys: names,
  of: {
    type: 'object',
    doc: 'A variable.',
    nullable: true,
    example: { default: 'unreleased' },
    meant: (wrong) => ({ default: wrong }),
    fields: {
      default: {
        ...plainValue,
        doc: 'Its value where none is given, without variables in it.',
        absent: 'a value must be given',
      },
    },
  },
};

/** A file of values, as `--var-file` takes it. */
export const variableFile: MapField = {
  type: 'map',
  doc: 'Values of variables by their names.',
  example: { release: '1.4.2', days: 14 },
  keys: names,
  values: { type: 'text', doc: 'A value.', example: '1.4.2' },
};
