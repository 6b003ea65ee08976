import { anyText, list, number, object, objectOf, text, wordOf } from '../../input/schema.ts';
import type { InputSchema } from '../../input/schema.ts';
import type { WaitResult } from './format.ts';

const result = objectOf<WaitResult>()(
  {
    address: text('The address of the entry.'),
    id: text('The id of the backup.'),
    outcome: wordOf<WaitResult['outcome']>(
      { finished: true, failed: true, gone: true, pending: true },
      'How it ended; pending: it is still being taken, and is no longer waited for.',
    ),
    status: anyText('What the API calls its status.'),
    percent: number({ min: 0, max: 100 }, 'How far it is, where the service says it.'),
    help: anyText('What to do about it.'),
  },
  ['percent', 'help'],
  'One backup.',
);

/** What `wait --format json` prints. */
export const waitSchema: InputSchema = object(
  {
    formatVersion: { const: '1.0', description: 'MAJOR.MINOR; a reader refuses an unknown major.' },
    kind: { const: 'snapspec.wait', description: 'What this document is.' },
    stack: text('The stack.'),
    account: text('The account.'),
    region: text('The region.'),
    results: list(result, 'The backups that were being taken.'),
  },
  ['formatVersion', 'kind', 'stack', 'account', 'region', 'results'],
  'The backups that were waited for.',
);
