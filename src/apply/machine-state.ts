import type { WriteCall } from '../kinds/calls.ts';
import type { Operation, Plan } from '../plan/plan.ts';
import type { ApplyEvent, OperationResult } from '../plan/receipt.ts';
import type { Answer } from './answer.ts';
import type { Limits } from './limiter.ts';
import type { Wait, Want } from './protocol.ts';
import type { Ask, Found } from './sighting.ts';

/** What a run is told, once and for all. */
export type Settings = {
  readonly plan: Plan;
  readonly settle: number;
  readonly wait: Wait;
  readonly careful: boolean;
  /** When the reading of the plan began, in milliseconds since 1970. */
  readonly plannedAt: number;
};

/** One operation, as far as it is. */
export type Slot = {
  readonly operation: Operation;
  /** What it holds while it runs: no two run at the same time that hold the same. */
  readonly lanes: readonly string[];
  /** The stage in which it runs. */
  readonly stage: (typeof stages)[number];
  /** The state of its protocol; absent before it starts. */
  readonly state?: unknown;
  readonly want?: Want;
  /** What it wanted is under way. */
  readonly busy?: 'write' | 'look';
  readonly sentAt?: number;
  /** When the last call was sent that was not answered. */
  readonly unansweredAt?: number;
  /** The looks that it waits for, by their numbers, and what the others of them found. */
  readonly looks?: readonly number[];
  readonly found?: readonly Found[];
  /** A call of it may have taken effect, and no look has shown yet whether it did. */
  readonly isUncertain: boolean;
  /** That it is under way was told. */
  readonly isTold?: true;
  /** After an interruption: it was looked at once more. */
  readonly lastLook?: true;
  readonly result?: OperationResult;
};

/** What an operation is doing, as far as the next step depends on it. */
export type Activity = 'unstarted' | 'sending' | 'writing' | 'waiting' | 'looking';

/** The stages of a run, in which operations begin: what takes something away comes last, and what deletes after all else. */
export const stages = [0, 1, 2] as const;

/** A run, between two events. */
export type MachineState = {
  readonly settings: Settings;
  readonly slots: ReadonlyMap<string, Slot>;
  /** The open operations of each activity, so that an event need not go through all of them. */
  readonly doing: Readonly<Record<Activity, ReadonlySet<string>>>;
  /** The lanes that are held. */
  readonly held: ReadonlySet<string>;
  /** How many operations of each stage have not ended. */
  readonly openIn: readonly number[];
  /** The first operation that failed, or of which nobody knows what became. */
  readonly failed?: string;
  /** Ids of created resources, by address. */
  readonly ids: ReadonlyMap<string, string>;
  readonly limits: Limits;
  readonly lookCount: number;
  /** When the last look began. */
  readonly lookedAt: number;
  /** From here on tokens are not relied on alone. */
  readonly careful: boolean;
  /** Nothing new starts; when what is in flight is given up at the latest. */
  readonly ending?: { readonly deadline: number };
  /** Why the run cannot go on. */
  readonly failure?: { readonly reason: unknown };
  readonly isOver: boolean;
};

/** What has happened. `chance` is a number from 0 up to 1. */
export type MachineEvent = { readonly now: number; readonly chance: number } & (
  | { readonly type: 'woke' }
  | { readonly type: 'answered'; readonly operation: string; readonly answer: Answer }
  | { readonly type: 'looked'; readonly look: number; readonly found: Found }
  /** The cloud can no longer be read, or something else keeps the run from going on. */
  | { readonly type: 'failed'; readonly reason: unknown; readonly look?: number; readonly operation?: string }
  | { readonly type: 'interrupted' }
);

/** What is to be done. */
export type Effect =
  | { readonly type: 'write'; readonly operation: string; readonly call: WriteCall }
  | { readonly type: 'look'; readonly look: number; readonly ask: Ask }
  /** An event `woke` at this moment, in place of any that was asked for before. */
  | { readonly type: 'wake'; readonly at: number }
  | { readonly type: 'tell'; readonly event: ApplyEvent }
  | { readonly type: 'end' };
