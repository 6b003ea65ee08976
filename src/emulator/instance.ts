import type { Service } from '../facts/services.ts';
import { nextRandom } from './faults/rules.ts';
import type { Faults, FaultType } from './faults/rules.ts';
import type { ApiReply, ApiRequest, Model } from './model/model.ts';
import { answerFromReplica, rememberState } from './model/replicas.ts';
import type { PastState } from './model/replicas.ts';
import type { World } from './model/world.ts';
import { runCall } from './state/changes.ts';
import type { SideEffects, StateChange } from './state/changes.ts';
import type { System } from './system.ts';

/** One call as it was answered. */
export type Call = {
  /** Milliseconds since 1970, by the clock of the world. */
  readonly at: number;
  readonly service: Service | undefined;
  readonly action: string;
  /** 0 where no answer was sent. */
  readonly status: number;
  /** Empty where the call succeeded. */
  readonly code: string;
  /** Whether the operation only reads; a call that was not admitted, or is not known, counts as one that reads. */
  readonly reads: boolean;
  readonly requestId: string;
  /** The fault that was injected. */
  readonly fault?: FaultType;
};

/** A call that takes effect later. */
export type DelayedCall = { readonly at: number; readonly call: ApiRequest };

/** A running local cloud. */
export type Instance = {
  readonly model: Model;
  readonly world: World;
  readonly system: System;
  /** The clock of the world. */
  readonly now: () => number;
  readonly calls: Call[];
  /** How many requests were refused before anything was known of their sender. */
  refused: number;
  faults: Faults;
  /** In the order in which they came. */
  delayed: readonly DelayedCall[];
  /** Earlier states that replicas may still be in, oldest first. */
  past: readonly PastState[];
  readonly log: ((call: Call) => void) | undefined;
  readonly onChange: ((world: World, change: StateChange) => void) | undefined;
};

/** Lets the model answer a call, and reports what it changed before anybody is answered. */
export function execute(instance: Instance, request: ApiRequest, at: number, effects: SideEffects = {}): ApiReply {
  const { model, world, onChange, faults } = instance;
  if (model.reads(request)) return answerFromReplica(instance, request, at, () => nextRandom(faults));
  instance.past = rememberState(instance, at);
  const { reply, change } = runCall(model, world, request, at, effects);
  if (change !== undefined) onChange?.(world, change);
  return reply;
}

/** Lets the delayed calls take effect whose time has come. */
export function executeDueCalls(instance: Instance): void {
  const now = instance.now();
  const due = instance.delayed.filter((one) => one.at <= now);
  if (due.length === 0) return;
  instance.delayed = instance.delayed.filter((one) => one.at > now);
  for (const { at, call } of [...due].sort((a, b) => a.at - b.at)) execute(instance, call, at);
}
