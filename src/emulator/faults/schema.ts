import { bool, integer, list, number, object, tags, text, texts, word } from '../../input/schema.ts';
import type { InputSchema } from '../../input/schema.ts';
import { services } from '../../facts/services.ts';
import { faultTypes } from './rules.ts';

const anyTimes = { min: 0, max: Number.MAX_SAFE_INTEGER };
const farOff = { min: -1_000_000, max: 1_000_000 };

const rule: InputSchema = {
  ...object(
    {
      type: word(faultTypes, 'What happens to a call.', { examples: ['lost-after-commit'] }),
      action: text('The operation; * at its end is any suffix. Without it every operation.', { examples: ['CreateSnapshot', 'Describe*'] }),
      service: word(Object.keys(services), 'The service. Without it every service.'),
      where: tags('Parameters that the call must carry, as they are sent.', { examples: [{ DiskId: 'd-1' }] }),
      only: word(['writes', 'reads'], 'Only calls that change something, or only those that do not.'),
      nth: {
        type: ['integer', 'array'],
        minimum: 1,
        items: { type: 'integer', minimum: 1 },
        description: 'Which of the calls that match, counted from 1: one, or several.',
        errorMessage: 'It must be a positive whole number, or a list of them.',
        examples: [1, [5, 9]],
      },
      probability: number({ min: 0, max: 1 }, 'How likely each call that matches is.'),
      times: integer(anyTimes, 'How often it happens at most.'),
      code: text('The error code of the reply.', { examples: ['Throttling'] }),
      status: integer({ min: 300, max: 599 }, 'The HTTP status of the reply.'),
      message: text('The message of the reply.'),
      retryAfter: {
        type: 'string',
        pattern: '^[\\x20-\\x7e]*$',
        description: 'The header x-acs-retry-after of the reply.',
        errorMessage: 'It must be the value of a header: printable ASCII in one line, such as 30.',
      },
      seconds: number({ min: 0, max: farOff.max }, 'How long it takes; 1 by default.'),
      commit: bool('Whether the call takes effect all the same.', { default: false }),
      by: { ...integer(farOff, 'By how much the total is wrong.'), default: 1 },
      members: texts('The members of an item that are concerned; all of them by default.', { examples: [['CreationTime']] }),
      location: text('The address of a redirect.'),
    },
    ['type'],
    'A rule. The first one that applies to a call decides.',
  ),
  if: { properties: { type: { const: 'code' } }, required: ['type'] },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { required: ['code'] },
};

/** The schema of faults: the rules alone, or with the seed of the random numbers. */
export const faultsSchema: InputSchema = {
  ...object(
    {
      seed: integer({ min: 0, max: 4_294_967_295 }, 'Decides the random numbers: with the same calls it gives the same faults.'),
      rules: list(rule, 'The rules, in their order.'),
    },
    [],
    'Faults of a local cloud: the rules alone, or with the seed of the random numbers.',
  ),
  type: ['object', 'array'],
  items: rule,
};
