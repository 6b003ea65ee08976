import { anyText, bool, list, object, objectOf, text, wordOf } from '../../input/schema.ts';
import type { InputSchema } from '../../input/schema.ts';
import type { OperationResult } from '../../plan/receipt.ts';
import { actionWord, entrySchema, operationSchema } from '../plans/schema.ts';

/** One operation of a receipt. */
export const resultSchema = objectOf<OperationResult>()(
  {
    id: text('The id of the operation.'),
    address: text('The address of the entry.'),
    action: actionWord,
    outcome: wordOf<OperationResult['outcome']>(
      { done: true, already: true, failed: true, skipped: true, cancelled: true, unknown: true },
      'How it ended; unknown: it may or may not have happened.',
    ),
    refused: { const: true, description: 'It was not the service that refused: going on could harm.' },
    resourceId: text('The id of what was created or changed.'),
    requestId: anyText('The RequestId of the answer.'),
    code: anyText('The code of the API, where it refused.'),
    message: anyText('What happened, in words.'),
    help: anyText('What to do about it.'),
  },
  ['refused', 'resourceId', 'requestId', 'code', 'message', 'help'],
  'One operation.',
);

const after = object(
  {
    matches: bool('The cloud matches the spec, without what the run left out.'),
    leftOut: list(text('Its address.'), 'The entries that the run was told to leave out.'),
    entries: list(entrySchema, 'The entries as they were seen then.'),
    operations: list(operationSchema, 'What is left to do.'),
  },
  ['matches', 'entries', 'operations'],
  'What was read after the last operation; absent where the cloud was not read again.',
);

/** A receipt as `--format json` prints it. */
export const receiptSchema: InputSchema = object(
  {
    formatVersion: { const: '1.0', description: 'MAJOR.MINOR; a reader refuses an unknown major.' },
    kind: { const: 'snapspec.receipt', description: 'What this document is.' },
    stack: text('The stack.'),
    account: text('The account.'),
    region: text('The region.'),
    results: list(resultSchema, 'How each operation ended.'),
    after,
  },
  ['formatVersion', 'kind', 'stack', 'account', 'region', 'results'],
  'What apply did, and what is left to do.',
);
