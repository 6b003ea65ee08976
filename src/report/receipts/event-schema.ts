import { anyText, integer, number, object, text } from '../../input/schema.ts';
import type { InputSchema } from '../../input/schema.ts';
import type { ApplyEvent } from '../../plan/receipt.ts';
import { actionWord } from '../plans/schema.ts';
import { resultSchema } from './schema.ts';

const operation = object(
  { id: text('Its id in the plan.'), address: text('The address of the entry.'), action: actionWord },
  ['id', 'address', 'action'],
  'The operation; its call is in the plan.',
);

const event = (type: ApplyEvent['type'], members: { readonly [name: string]: InputSchema }, required: readonly string[], what: string) =>
  object({ type: { const: type, description: 'What happened.' }, ...members }, ['type', ...required], what);

/** The events of an apply as `--format ndjson` prints them, by their type. */
export const eventSchemas: { readonly [T in ApplyEvent['type']]: InputSchema } = {
  started: event('started', { operation }, ['operation'], 'An operation is under way.'),
  waiting: event(
    'waiting',
    {
      operation,
      seconds: number({ min: 0, max: Number.POSITIVE_INFINITY }, 'Until it goes on.'),
      why: anyText('What it waits for.'),
      percent: integer({ min: 0, max: 100 }, 'How far what it takes is, where the service says it.'),
    },
    ['operation', 'seconds', 'why'],
    'An operation waits before it goes on.',
  ),
  ended: event(
    'ended',
    { operation, result: resultSchema },
    ['operation', 'result'],
    'An operation ended. Of what is not known then the receipt, the last line, may say more: the cloud is read again before.',
  ),
  settling: event('settling', { what: text('What is waited for.') }, ['what'], 'The last look waits until everything is listed.'),
};
