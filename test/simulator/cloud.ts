import type { FaultRule, World } from '../../src/emulator/index.ts';
import { distorted } from '../../src/emulator/faults/distort.ts';
import { startFaults } from '../../src/emulator/faults/rules.ts';
import { deliverFaulty } from '../../src/emulator/http/faulty-delivery.ts';
import { countCall, noCallCounts } from '../../src/emulator/http/rate-limit.ts';
import { whole } from '../../src/emulator/http/response.ts';
import type { Delivery } from '../../src/emulator/http/response.ts';
import { execute } from '../../src/emulator/instance.ts';
import type { Instance } from '../../src/emulator/instance.ts';
import type { ApiReply, ApiRequest } from '../../src/emulator/index.ts';
import { RefusedCall } from '../../src/emulator/model/refused-call.ts';
import type { ReplyBody } from '../../src/emulator/model/wire-value.ts';
import { rememberState } from '../../src/emulator/model/replicas.ts';
import { Ledger } from './ledger.ts';
import type { Actor, RowChange } from './ledger.ts';
import type { Scenario } from './scenario.ts';
import type { Scheduler } from './scheduler.ts';
import { account, freshWorld, model, region } from './worlds.ts';

/** Told of every change of the world, right after it. */
export type OnChange = (actor: Actor, call: ApiRequest | undefined, changes: readonly RowChange[], isLater: boolean) => void;

type Service = ApiRequest['service'];
/** A call with its parameters as they are on the wire. */
export type Sent = { readonly service: Service; readonly action: string; readonly params: ApiRequest['params'] };

const theCloud: Actor = { kind: 'cloud', name: 'the cloud' };

/** The local cloud's model in virtual time: its faults and replicas are those of the local cloud itself. */
export class Cloud {
  readonly world: World;
  readonly ledger: Ledger;
  readonly #scheduler: Scheduler;
  readonly #instance: Instance;
  readonly #rates = noCallCounts();
  readonly #minutes: boolean;
  readonly #onChange: OnChange;
  #requests = 0;

  constructor(scenario: Scenario, scheduler: Scheduler, onChange: OnChange) {
    this.world = freshWorld(scenario.category, scenario.crowd);
    this.world.settings = { ...this.world.settings, ...scenario.settings };
    this.ledger = new Ledger(this.world);
    this.#scheduler = scheduler;
    this.#minutes = scenario.minutes;
    this.#onChange = onChange;
    const now = (): number => scheduler.now;
    this.#instance = {
      model,
      world: this.world,
      system: { now, requestId: () => this.#requestId(), wait: () => Promise.resolve() },
      now,
      calls: [],
      refused: 0,
      faults: startFaults({ seed: scenario.seed, rules: [] }),
      delayed: [],
      past: [],
      log: undefined,
      onChange: undefined,
    };
  }

  /** Most seeds have no limit, and counting costs. */
  get #isLimited(): boolean {
    for (const _ in this.world.settings.callsPerMinute) return true;
    return false;
  }

  #requestId(): string {
    this.#requests += 1;
    return `R-${this.#requests}`;
  }

  /** Lets a call arrive now. @returns what is sent back, or a body that arrives whole */
  arrive(actor: Actor, sent: Sent, rule?: FaultRule): Delivery | ApiReply {
    const call: ApiRequest = { ...sent, account, region, requestId: this.#requestId() };
    this.elapse();
    const reply = this.#throttled(call) ?? this.#handled(call, rule);
    this.report(actor, call);
    for (const { at, call: later } of this.#instance.delayed) this.#runLater(actor, at, later);
    this.#instance.delayed = [];
    return reply;
  }

  /** Lets the cloud do what is due by now. */
  elapse(): void {
    model.tick(this.world, this.#scheduler.now);
    this.report(theCloud, undefined);
  }

  /** Changes the world without a call: what somebody else does, or the service itself. Replicas see it late. */
  edit(actor: Actor, change: (world: World, now: number) => void): void {
    this.elapse();
    this.#instance.past = rememberState(this.#instance, this.#scheduler.now);
    change(this.world, this.#scheduler.now);
    this.report(actor, undefined);
  }

  /**
   * Says what was changed since the last time, and by whom.
   * @param isLater the call was answered before it took effect
   */
  report(actor: Actor, call: ApiRequest | undefined, isLater = false): void {
    if (call !== undefined && model.reads(call)) return;
    const changes = this.ledger.changes();
    if (changes.length > 0) this.#onChange(actor, call, changes, isLater);
  }

  #handled(call: ApiRequest, rule: FaultRule | undefined): Delivery | ApiReply {
    if (rule !== undefined) {
      const deliver = (reply: ApiReply): Delivery =>
        whole({ status: reply.status, body: this.#shown(reply.body), requestId: call.requestId });
      return deliverFaulty(this.#instance, call, rule, model.reads(call), deliver).delivery;
    }
    const reply = execute(this.#instance, call, this.#scheduler.now);
    return { ...reply, body: this.#shown(reply.body) };
  }

  #shown(body: ReplyBody): ReplyBody {
    return this.#minutes ? distorted(body, { type: 'times-in-minutes' }) : body;
  }

  #throttled(call: ApiRequest): ApiReply | undefined {
    if (!this.#isLimited) return undefined;
    try {
      countCall(this.#rates, this.world, call, account, this.#scheduler.now, model.documentedError(call.action, 'Throttling').status);
      return undefined;
    } catch (error) {
      if (!(error instanceof RefusedCall)) throw error;
      const body = { RequestId: call.requestId, Code: error.code, Message: error.message };
      return { status: error.status, code: error.code, reads: model.reads(call), body };
    }
  }

  /** What was accepted, and takes effect later. */
  #runLater(actor: Actor, at: number, call: ApiRequest): void {
    this.#scheduler.after(at - this.#scheduler.now, () => {
      this.elapse();
      execute(this.#instance, call, this.#scheduler.now);
      this.report(actor, call, true);
    });
  }
}
