import { object, text } from '../../input/schema.ts';
import type { InputSchema } from '../../input/schema.ts';
import { additionSchema } from '../seed/schema.ts';

const either = (description: string): InputSchema => ({ const: true, description });

/** The schema of a change of the clock. */
export const clockSchema: InputSchema = {
  ...object(
    {
      at: {
        type: ['string', 'number'],
        minLength: 1,
        description: 'The moment at which the clock stops; a number is milliseconds since 1970.',
        errorMessage: 'It must be a moment such as 2026-11-21T10:00:00Z.',
      },
      advance: {
        type: ['string', 'number'],
        pattern: '^(\\d+(\\.\\d+)?(ms|[smhd]))+$',
        description: 'By how much it moves, such as 90s, 15m, 2h or 3d12h; a number is seconds.',
        errorMessage: 'It must be a duration such as 90s, 15m, 2h or 3d12h.',
      },
      real: {
        ...either('Lets it follow the clock of the machine again.'),
        errorMessage: 'The clock follows that of the machine with {"real": true}.',
      },
    },
    [],
    'A change of the clock of the world: one of these members.',
  ),
  minProperties: 1,
  maxProperties: 1,
  errorMessage: 'It is not a change of the clock.',
  examples: [{ at: '2027-01-01T00:00:00Z' }, { advance: '3d12h' }, { real: true }],
};

const oneOf = (...alternatives: readonly (readonly string[])[]): readonly InputSchema[] =>
  alternatives.map((required) => ({ required, maxProperties: required.length }));

/** The schema of a change of the world, as somebody else would make it. */
export const thingSchema: InputSchema = {
  ...object(
    {
      id: text('The id of a resource.'),
      set: { type: 'object', description: 'Its members with their new values, named as the state shows them.' },
      delete: either('The resource is gone, with what goes with it.'),
      rebuild: either('The instance gets a new system disk.'),
      add: { ...additionSchema, description: 'Resources that appear, as in a seed.' },
      account: text('The account that they appear in; by default the default one.'),
    },
    [],
    'A change of the world, as somebody else would make it.',
  ),
  oneOf: oneOf(['id', 'set'], ['id', 'delete'], ['id', 'rebuild'], ['add', 'account'], ['add']),
  errorMessage: 'The body is not a change of the world.',
  examples: [
    { id: 'd-1', set: { status: 'Attaching' } },
    { id: 'd-1', delete: true },
    { id: 'i-1', rebuild: true },
    { add: { disks: [{ id: 'd-9' }] } },
  ],
};
