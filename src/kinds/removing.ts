import type { Json } from '../base/json.ts';
import type { WriteCall } from './calls.ts';
import type { Live } from './live.ts';
import type { Source } from './points.ts';
import { listAt, textAt, wordAt } from './reply-reader.ts';

/** How something of a kind is deleted, and what has to be known first. */
export type Removing<C> = {
  /** Deletes one; with `force` also where disks were made from it, if the call has such a word. */
  readonly call: (region: string, id: string, force: boolean) => WriteCall;
  /** What a reply of success says that was not deleted. */
  readonly failureIn?: (body: Json) => { readonly code: string; readonly message: string } | undefined;
  /** The disks that it is a backup of; absent where it is none. */
  readonly sources?: (canonical: C) => readonly Source[];
  /** It can be locked (LockSnapshot), or what is part of it can. */
  readonly lockable?: true;
  /** What it goes on doing in the cloud while no spec declares it, as a sentence. */
  readonly stillDoes: (live: Live) => string;
};

/** What a deletion of several snapshots did not delete, although it succeeded as a whole. */
export function failureInProgress(body: Json): { readonly code: string; readonly message: string } | undefined {
  const failed = listAt(body, 'OperationProgressSet', 'OperationProgress').filter(
    (one) => wordAt(one, ['Success'], 'OperationStatus') !== 'Success',
  );
  const [first] = failed;
  if (first === undefined) return undefined;
  const ids = failed.flatMap((one) => listAt(one, 'RelatedItemSet', 'RelatedItem').map((item) => textAt(item, 'Value') ?? ''));
  return {
    code: textAt(first, 'ErrorCode') ?? '',
    message: `The service did not delete ${ids.join(', ')}: ${textAt(first, 'ErrorMsg') ?? ''}`,
  };
}
