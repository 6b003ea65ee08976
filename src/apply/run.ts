import type { Clock } from '../base/clock.ts';
import type { Reader, Writer } from '../cloud/client.ts';
import type { ApplyEvent, OperationResult } from '../plan/receipt.ts';
import type { Lookup } from './confirm.ts';

export type ApplyOptions = {
  readonly reader: Reader;
  readonly writer: Writer;
  readonly clock: Clock;
  /** Milliseconds by which a listing may lag behind a write. */
  readonly settle: number;
  /** How long created resources are waited for: until they are listed, or until they are finished. */
  readonly wait: 'accepted' | 'finished';
  readonly onEvent: (event: ApplyEvent) => void;
  /** When aborted, no further operation is started. */
  readonly signal?: AbortSignal;
};

/** The state of one apply. */
export type Run = ApplyOptions & {
  readonly lookup: Lookup;
  /** Ids of created resources, by address. */
  readonly ids: Map<string, string>;
  /** Results so far, by operation. */
  readonly results: Map<string, OperationResult>;
};

/** Whether an operation has succeeded, so that others may follow it. */
export const succeeded = (result: OperationResult | undefined): boolean => result?.outcome === 'done' || result?.outcome === 'already';
