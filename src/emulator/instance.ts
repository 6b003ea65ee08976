import type { Settings } from './model/settings.ts';
import type { ReplyBody, World } from './model/world.ts';
import type { Service } from '../facts/services.ts';
import type { Faults, FaultType } from './faults/rules.ts';
import type { NonceStore } from './http/authenticate.ts';
import type { System } from './system.ts';
import type { ApiRequest, Model } from './model/model.ts';
import type { CallCounts } from './http/rate-limit.ts';
import type { Attributes } from './model/edit-resource.ts';

/** One call as it was answered. */
export type Call = {
  /** Milliseconds since 1970, by the clock of the world. */
  readonly at: number;
  readonly service: Service | undefined;
  readonly action: string;
  /** 0 where no answer went out. */
  readonly status: number;
  /** Empty where the call succeeded. */
  readonly code: string;
  /** Whether the operation only reads; what was not let in, or is not known, reads nothing and writes nothing. */
  readonly reads: boolean;
  readonly requestId: string;
  /** What befell it. */
  readonly fault?: FaultType;
};

/** What changed a world, so that it can be done again in the same way. */
export type StateChange =
  /** A call that took effect, with its answer. */
  | {
      readonly type: 'call';
      readonly at: number;
      readonly call: Omit<ApiRequest, 'requestId'>;
      readonly fails?: true;
      readonly reply: ReplyBody;
    }
  | { readonly type: 'settings'; readonly settings: Partial<Settings> }
  | { readonly type: 'thing'; readonly at: number; readonly id: string; readonly set: Attributes };

/** A call that takes effect later. */
export type Late = { readonly at: number; readonly call: ApiRequest };

/** A local cloud at work. */
export type Instance = {
  readonly model: Model;
  readonly world: World;
  readonly gate: NonceStore;
  readonly machine: System;
  /** The clock of the world. */
  readonly now: () => number;
  readonly calls: Call[];
  faults: Faults;
  readonly rates: CallCounts;
  /** Calls that take effect later, in the order in which they came. */
  late: readonly Late[];
  readonly log: ((call: Call) => void) | undefined;
  readonly onChange: ((world: World, change: StateChange) => void) | undefined;
};

export type HttpReply = { readonly status: number; readonly body: object; readonly requestId: string };
