import { clientTokenLength } from '../limits/calls.ts';
import type { ApiErrorNote } from './note.ts';

/** What the service says of a ClientToken that it has seen before. */
export const tokens: readonly ApiErrorNote[] = [
  {
    code: 'InvalidClientToken.Malformed',
    origin: 'static',
    never: true,
    seen: { CreateSnapshot: 403 },
    means: `The token has more than ${clientTokenLength.max} characters, or others than ASCII. Those of snapspec have 56.`,
    remedy: 'Report it: a token of snapspec cannot be malformed.',
  },
  {
    code: 'IdempotentParameterMismatch',
    origin: 'idempotency',
    seen: { CreateSnapshot: 403, CreateSnapshotGroup: 403, any: 400 },
    means:
      'The token was used before with other parameters: an earlier call for this backup got through, or was refused and left its token spent.',
    remedy: 'Run apply again: it reads the cloud first, and adopts what exists.',
  },
  {
    code: 'InvalidIdempotenceParameter.Mismatch',
    origin: 'idempotency',
    seen: { any: 403 },
    means: 'The token was used before with other parameters; another name for IdempotentParameterMismatch.',
    remedy: 'Run apply again: it reads the cloud first, and adopts what exists.',
  },
  {
    code: 'IdempotentFailed',
    origin: 'idempotency',
    seen: { any: null },
    means: 'The token belongs to a request that failed, and stays failed. It is on no page; it was seen in public reports.',
    remedy: 'Nothing: apply reads the cloud, and where nothing of the backup is there it goes on with the next token.',
  },
  {
    code: 'IdempotentProcessing',
    origin: 'retry',
    handling: 'token-in-use',
    seen: { CreateSnapshot: 403, CreateSnapshotGroup: 403 },
    means: 'The first request with this token is still being worked on.',
    remedy: 'Wait; the same token is sent again.',
  },
  {
    code: 'LastTokenProcessing',
    origin: 'retry',
    handling: 'token-in-use',
    seen: { any: 403 },
    means: 'The first request with this token is still being worked on.',
    remedy: 'Wait; the same token is sent again.',
  },
];
