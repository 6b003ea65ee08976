import type { Settings } from '../kinds/emulation-settings.ts';
import type { Reply, World } from '../kinds/emulation.ts';
import type { Service } from '../kinds/kind.ts';
import type { Faults, FaultType } from './faults.ts';
import type { Gate } from './gate.ts';
import type { Machine } from './machine.ts';
import type { ApiRequest, Model } from './model.ts';
import type { Rates } from './rates.ts';
import type { Members } from './things.ts';

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
export type Change =
  /** A call that took effect, with its answer. */
  | {
      readonly type: 'call';
      readonly at: number;
      readonly call: Omit<ApiRequest, 'requestId'>;
      readonly fails?: true;
      readonly reply: Reply;
    }
  | { readonly type: 'settings'; readonly settings: Partial<Settings> }
  | { readonly type: 'thing'; readonly at: number; readonly id: string; readonly set: Members };

/** A call that takes effect later. */
export type Late = { readonly at: number; readonly call: ApiRequest };

/** A local cloud at work. */
export type Running = {
  readonly model: Model;
  readonly world: World;
  readonly gate: Gate;
  readonly machine: Machine;
  /** The clock of the world. */
  readonly now: () => number;
  readonly calls: Call[];
  faults: Faults;
  readonly rates: Rates;
  /** Calls that take effect later, in the order in which they came. */
  late: readonly Late[];
  readonly log: ((call: Call) => void) | undefined;
  readonly onChange: ((world: World, change: Change) => void) | undefined;
};

export type HttpReply = { readonly status: number; readonly body: object; readonly requestId: string };
