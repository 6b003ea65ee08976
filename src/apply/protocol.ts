import type { Operation, Plan } from '../plan/plan.ts';
import type { OperationResult } from '../plan/receipt.ts';
import type { WriteCall } from '../kinds/calls.ts';
import type { Progress } from '../kinds/live.ts';
import type { Answer } from './answer.ts';
import type { Ask, Sighting } from './sighting.ts';

/** What created resources are waited for: nothing, that they are listed as ours, or that they are finished. */
export type Wait = 'none' | 'accepted' | 'finished';

/** What an operation knows beside its own state. */
export type Context = {
  readonly plan: Plan;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Milliseconds within which a write takes effect and is listed, or never is. */
  readonly settle: number;
  readonly wait: Wait;
  /** Also what takes a token is created only after two looks a settle time apart. */
  readonly careful: boolean;
  /** Ids of created resources, by address. */
  readonly ids: ReadonlyMap<string, string>;
  /** How an operation ended, where it has. */
  readonly resultOf: (id: string) => OperationResult | undefined;
};

/** It mends what must not stay as it is: it goes on also while the run ends, as long as that may take. */
type Urgent = true;

/** What an operation wants next: one thing at a time. */
export type Want =
  | {
      readonly type: 'send';
      readonly call: WriteCall;
      /** When the look began that it rests on. */
      readonly basedOn: number;
      /** Milliseconds after which that look is too old; the settle time where nothing else is said. */
      readonly fresh?: number;
      readonly urgent?: Urgent;
    }
  | {
      readonly type: 'look';
      readonly asks: readonly Ask[];
      readonly at: number;
      readonly why?: string;
      readonly percent?: number;
      readonly urgent?: Urgent;
    }
  | {
      readonly type: 'end';
      readonly result: OperationResult;
      /** When nothing that was not answered can still take effect. */
      readonly at?: number;
    };

export type Next<S> = { readonly state: S; readonly want: Want };

/** How operations of one sort are carried out: pure, one step after the other. */
export type Protocol<S> = {
  readonly start: (operation: Operation, context: Context, plannedAt: number) => Next<S>;
  /** What it wanted to send was sent, and this came of it. */
  readonly answered: (operation: Operation, state: S, answer: Answer, sentAt: number, context: Context) => Next<S>;
  /** What it wanted to look at was looked at. */
  readonly looked: (operation: Operation, state: S, sighting: Sighting, context: Context) => Next<S>;
  /** What it wants to send rests on a look that is too old. */
  readonly stale: (operation: Operation, state: S, context: Context) => Next<S>;
  /** The run ends: what it does at once, instead of waiting or looking; undefined where there is nothing of that kind. */
  readonly hurry?: (operation: Operation, state: S, context: Context) => Next<S> | undefined;
  /** What is said of it where it is given up; undefined where that is said as of any other. */
  readonly abandoned?: (operation: Operation, state: S, isUncertain: boolean) => OperationResult | undefined;
};

export const endWith = <S>(state: S, result: OperationResult): Next<S> => ({ state, want: { type: 'end', result } });

export const lookAt = <S>(state: S, asks: readonly Ask[], at: number, why?: string): Next<S> => ({
  state,
  want: { type: 'look', asks, at, ...(why !== undefined && { why }) },
});

/** Milliseconds for which a refusal that passes by itself is waited out. */
export const patience = 60_000;

/** The state of an operation that waits for what passes by itself; undefined once patience is over. */
export function waitingOut<S extends { readonly refusedAt?: number }>(state: S, now: number): S | undefined {
  const refusedAt = state.refusedAt ?? now;
  return now - refusedAt < patience ? { ...state, refusedAt } : undefined;
}

/** Milliseconds after which a call that never left is tried again. */
export const unsentPause = 1_000;

/** What a look is for at what the plan has seen, or this run has marked. */
export const notMarkedYet = 'until its marks are listed';

/** What is waited for before an operation ends of which a call was not answered. */
export const stillUnderWay = 'until a call that was not answered cannot take effect any more';

/** What a look is for after a call that was not answered. */
export const notAnswered = 'what a call did that was not answered';

/** The result of an operation, with what identifies it. */
export function resultOf({ id, address, action }: Operation, result: Omit<OperationResult, 'id' | 'address' | 'action'>): OperationResult {
  return { id, address, action, ...result };
}

/** Milliseconds from one look to the next, while something is waited for. */
function pause(elapsed: number): number {
  if (elapsed < 1_000) return 250;
  return elapsed < 5_000 ? 1_000 : 3_000;
}

/** When to look again for something that shows up by `last` or never: the deciding look begins then. */
export function nextLook(since: number, now: number, last: number): number {
  const next = now + pause(now - since);
  return now < last ? Math.min(next, last) : next;
}

/** Milliseconds until a backup that is being taken is looked at again: half of what the service says is left, else ever longer. */
export function pauseUntilFinished(progress: Progress | undefined, elapsed: number): number {
  const wanted = progress?.remaining === undefined ? elapsed / 4 : progress.remaining * 500;
  return Math.min(30_000, Math.max(1_000, Math.round(wanted)));
}
