import type { Clock } from '../../src/base/clock.ts';
import type { Json } from '../../src/base/json.ts';
import type { Reader, Reply, Writer } from '../../src/cloud/client.ts';
import { flatten } from '../../src/cloud/flatten.ts';
import { patientReader } from '../../src/cloud/patient-reader.ts';
import { countCall, noCallCounts } from '../../src/emulator/http/rate-limit.ts';
import { execute } from '../../src/emulator/instance.ts';
import type { Instance } from '../../src/emulator/instance.ts';
import { loadModel, worldOf } from '../../src/emulator/index.ts';
import type { ApiReply, ApiRequest, Seed } from '../../src/emulator/index.ts';
import { startFaults } from '../../src/emulator/faults/rules.ts';
import { RefusedCall } from '../../src/emulator/model/refused-call.ts';
import type { ReadCall, WriteCall } from '../../src/kinds/calls.ts';
import { Scheduler } from '../simulator/scheduler.ts';
import { heardBody, heardOf } from '../simulator/wire.ts';

/** One call, when it arrived and the code with which it was refused; empty where it was not. */
export type Arrived = { readonly at: number; readonly action: string; readonly writes: boolean; readonly code: string };

/** Milliseconds that a call is under way, and its answer. */
const latency = 50;

/** The local cloud's model in virtual time, where nothing goes wrong but its limits by the minute. */
export class VirtualCloud {
  readonly scheduler: Scheduler;
  readonly calls: Arrived[] = [];
  readonly instance: Instance;
  readonly #account: string;
  readonly #region: string;
  readonly #rates = noCallCounts();

  constructor(
    seed: Seed & { readonly account: string; readonly region: string },
    start: number,
    callsPerMinute: { readonly [action: string]: number },
  ) {
    this.#account = seed.account;
    this.#region = seed.region;
    this.scheduler = new Scheduler(start);
    const now = (): number => this.scheduler.now;
    const world = worldOf(seed, start);
    world.settings = { ...world.settings, snapshotSeconds: 0, callsPerMinute };
    this.instance = {
      model: loadModel(),
      world,
      system: { now, requestId: () => `R-${this.calls.length}`, wait: () => Promise.resolve() },
      now,
      calls: [],
      refused: 0,
      faults: startFaults({ rules: [] }),
      delayed: [],
      past: [],
      log: undefined,
      onChange: undefined,
    };
  }

  readonly clock: Clock = {
    now: () => this.scheduler.now,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        const takeBack = this.scheduler.after(milliseconds, resolve);
        signal?.addEventListener('abort', () => (takeBack(), reject(signal.reason)), { once: true });
      }),
  };

  /** What a run is given to reach it. */
  client(): { readonly reader: Reader; readonly writer: Writer } {
    let reads = 0;
    const reader: Reader = {
      calls: () => reads,
      read: (call) => {
        reads += 1;
        return this.#send(call);
      },
    };
    return { reader: patientReader(reader, { clock: this.clock }), writer: { write: (call) => this.#send(call) } };
  }

  /** Lets virtual time pass until a promise is settled. */
  async until<T>(work: Promise<T>): Promise<T> {
    let isOver = false;
    const watched = work.finally(() => {
      isOver = true;
    });
    watched.catch(() => {});
    await this.scheduler.run(() => isOver);
    return watched;
  }

  #send(call: ReadCall | WriteCall): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.scheduler.after(latency, () => {
        const reply = this.#answer(call);
        this.calls.push({ at: this.scheduler.now, action: call.action, writes: 'writes' in call, code: reply.code });
        const body = JSON.parse(JSON.stringify(reply.body)) as Json;
        const sentAt = this.scheduler.now;
        const heard =
          reply.code === ''
            ? heardBody(call, body, sentAt)
            : heardOf(call, { type: 'whole', status: reply.status, headers: {}, body: JSON.stringify(body), wait: 0 }, sentAt);
        this.scheduler.after(latency, () => ('reply' in heard ? resolve(heard.reply) : reject(heard.error)));
      });
    });
  }

  #answer({ service, action, params }: ReadCall | WriteCall): ApiReply {
    const { model, world } = this.instance;
    const requestId = `R-${this.calls.length}`;
    const call: ApiRequest = { service, action, params: flatten(params), account: this.#account, region: this.#region, requestId };
    const { now } = this.scheduler;
    model.tick(world, now);
    try {
      countCall(this.#rates, world, call, this.#account, now, model.documentedError(action, 'Throttling').status);
    } catch (error) {
      if (!(error instanceof RefusedCall)) throw error;
      const body = { RequestId: requestId, Code: error.code, Message: error.message };
      return { status: error.status, code: error.code, reads: model.reads(call), body };
    }
    return execute(this.instance, call, now);
  }
}
