import type { Operation } from './plan.ts';

/** How an operation ended. `unknown`: it may or may not have happened. */
export type Outcome = 'done' | 'already' | 'failed' | 'skipped' | 'cancelled' | 'unknown';

/** The message of an operation that an interruption prevented. */
export const notStarted = 'Not started: the run was interrupted.';

/** One operation of a receipt. */
export type OperationResult = {
  readonly id: string;
  readonly address: string;
  readonly action: Operation['action'];
  readonly outcome: Outcome;
  /** It was not the service that refused: going on could harm. */
  readonly refused?: true;
  /** The id of what was created or changed. */
  readonly resourceId?: string;
  readonly requestId?: string;
  /** The API's code, where it refused. */
  readonly code?: string;
  readonly message?: string;
  /** What to do about it. */
  readonly help?: string;
};

/** Whether an operation has succeeded, so that others may follow it. */
export const succeeded = (result: OperationResult | undefined): boolean => result?.outcome === 'done' || result?.outcome === 'already';

/** Whether something went wrong with an operation, or may have. */
export const hasFailed = ({ outcome }: OperationResult): boolean => outcome === 'failed' || outcome === 'unknown';

/** Progress of an apply. */
export type ApplyEvent =
  | { readonly type: 'started'; readonly operation: Operation }
  | {
      readonly type: 'waiting';
      readonly operation: Operation;
      readonly seconds: number;
      readonly why: string;
      /** How far what it takes is, where the service says it. */
      readonly percent?: number;
    }
  | { readonly type: 'ended'; readonly operation: Operation; readonly result: OperationResult }
  | { readonly type: 'settling'; readonly what: string };
