import { flatten } from '../../src/cloud/flatten.ts';
import type { Delivery } from '../../src/emulator/http/response.ts';
import type { ApiReply } from '../../src/emulator/index.ts';
import type { Json } from '../../src/base/json.ts';
import type { ReadCall, WriteCall } from '../../src/kinds/calls.ts';
import type { Cloud, Sent } from './cloud.ts';
import { expired } from './credentials.ts';
import type { Faults, Trip } from './faults.ts';
import type { Actor } from './ledger.ts';
import type { Scheduler } from './scheduler.ts';
import type { Story } from './story.ts';
import { accident, accidents, heardBody, heardOf } from './wire.ts';
import type { Heard } from './wire.ts';

/** Milliseconds after which a client gives up reading. */
const readDeadline = 45_000;
/** Milliseconds after which it gives up writing, where the settle time is not shorter. */
const writeDeadline = 20_000;

/** How a call is sent: with which credentials, for how long it may take, and what it is to meet. */
export type Sender = { readonly goodUntil: number; readonly deadline?: number; readonly aim?: string };

/** Milliseconds after which the client gives a call up. */
export const deadlineOf = (call: ReadCall | WriteCall, settle: number): number =>
  'reads' in call ? readDeadline : Math.min(writeDeadline, settle > 0 ? settle : writeDeadline);

/** A call on its way. */
export type Sending = {
  readonly call: ReadCall | WriteCall;
  readonly sent: Sent;
  readonly trip: Trip;
  readonly sentAt: number;
  /** It is under way, has been carried out, or was answered. */
  phase: 'under way' | 'arrived' | 'answered';
};

const isReply = (answer: Delivery | ApiReply): answer is ApiReply => 'reads' in answer;

/** As JSON arrives: what is undefined is not there. What has nothing of that is handed on as it is: nobody changes it. */
function received(value: unknown): Json {
  if (typeof value !== 'object' || value === null) return value as Json;
  if (Array.isArray(value)) {
    const items = value.map(received);
    return items.every((item, at) => item === value[at]) ? (value as Json) : items;
  }
  let isSame = true;
  const copy: { [name: string]: Json } = {};
  for (const name in value) {
    const before = (value as { readonly [name: string]: unknown })[name];
    if (before === undefined) {
      isSame = false;
      continue;
    }
    const after = (copy[name] = received(before));
    if (after !== before) isSame = false;
  }
  return isSame ? (value as Json) : copy;
}

function heard(call: ReadCall | WriteCall, answer: Delivery | ApiReply, sentAt: number): Heard {
  if (!isReply(answer)) return heardOf(call, answer, sentAt);
  if (answer.code === '') return heardBody(call, received(answer.body), sentAt);
  const delivery: Delivery = { type: 'whole', status: answer.status, headers: {}, body: JSON.stringify(answer.body), wait: 0 };
  return heardOf(call, delivery, sentAt);
}

/** A success that does not say what was made. */
function withoutIds(answer: Delivery | ApiReply): Delivery | ApiReply {
  if (!isReply(answer) || answer.code !== '') return answer;
  const body = Object.fromEntries(Object.entries(answer.body).filter(([name]) => name === 'RequestId' || !name.endsWith('Id')));
  return { ...answer, body };
}

/** A listing whose last item is not there. */
function withoutLast(answer: Delivery | ApiReply): Delivery | ApiReply {
  if (!isReply(answer) || answer.code !== '') return answer;
  const cut = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.slice(0, -1);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, cut(inner)]));
  };
  return { ...answer, body: cut(answer.body) as ApiReply['body'] };
}

/** What a fault leaves of an answer that the service itself has given well. */
const left: { readonly [fault: string]: (answer: Delivery | ApiReply) => Delivery | ApiReply } = {
  unnamed: withoutIds,
  mislaid: withoutLast,
};

/** Whoever the caller was, the service does not let the call in. */
const refusedAsExpired = (reads: boolean): ApiReply => {
  const { code, status, message } = expired;
  return { status, code, reads, body: { RequestId: 'R-expired', Code: code, Message: message } };
};

export type NetworkParts = {
  readonly scheduler: Scheduler;
  readonly cloud: Cloud;
  readonly faults: Faults;
  readonly settle: number;
  readonly story: Story;
};

/** Carries calls to the cloud and replies back, as long as each takes. */
export class Network {
  readonly #parts: NetworkParts;

  constructor(parts: NetworkParts) {
    this.#parts = parts;
  }

  /** Sends a call. @param hear called at most once, when the client knows more */
  send(actor: Actor, call: ReadCall | WriteCall, sender: Sender | undefined, hear: (what: Heard, sending: Sending) => void): Sending {
    const { scheduler, faults, settle, story } = this.#parts;
    const reads = 'reads' in call;
    const { goodUntil = Number.POSITIVE_INFINITY, deadline = deadlineOf(call, settle), aim } = sender ?? {};
    const sent: Sent = { service: call.service, action: call.action, params: flatten(call.params) };
    const drawn = faults.trip({ action: call.action, reads, tokened: 'ClientToken' in call.params }, deadline, aim);
    const isExpired = drawn.lost !== true && (aim === 'expired' || scheduler.now + drawn.out > goodUntil);
    const trip: Trip = isExpired ? { out: drawn.out, back: drawn.back, fault: 'expired' } : drawn;
    const sending: Sending = { call, sent, trip, sentAt: scheduler.now, phase: 'under way' };
    story.sent(actor, sending);
    let isHeard = false;
    let giveUp = (): void => {};
    const once = (what: Heard): void => {
      if (isHeard) return;
      isHeard = true;
      giveUp();
      hear(what, sending);
    };
    if (trip.accident !== undefined)
      scheduler.after(Math.min(300, trip.out + 50), () => once(accident(call, trip.accident ?? accidents.reset)));
    if (trip.lost !== true) scheduler.after(trip.out, () => this.#arrive(actor, sending, once));
    giveUp = scheduler.after(deadline, () => once(accident(call, accidents.late)));
    return sending;
  }

  #arrive(actor: Actor, sending: Sending, once: (what: Heard) => void): void {
    const { scheduler, cloud, story } = this.#parts;
    const { call, sent, trip } = sending;
    const reads = 'reads' in call;
    const answer = trip.fault === 'expired' ? refusedAsExpired(reads) : cloud.arrive(actor, sent, trip.rule);
    if (sending.phase === 'under way') sending.phase = 'arrived';
    story.arrived(actor, sending, answer);
    const sentAt = scheduler.now;
    const wait = isReply(answer) ? 0 : answer.wait;
    scheduler.after(trip.back + wait, () => {
      sending.phase = 'answered';
      once(heard(call, left[trip.fault]?.(answer) ?? answer, sentAt));
    });
  }
}
