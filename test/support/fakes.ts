import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../../src/base/clock.ts';
import type { Json } from '../../src/base/json.ts';
import type { Reader, Writer } from '../../src/cloud/client.ts';
import { Ambiguous, ServiceError } from '../../src/cloud/errors.ts';
import type { ReadCall, WriteCall } from '../../src/kinds/calls.ts';

/** A clock that only moves when somebody sleeps, and remembers for how long. */
export type FakeClock = Clock & { readonly sleeps: number[] };

/** @param onSleep runs in the middle of a sleep: what happens elsewhere meanwhile */
export function fakeClock(onSleep: (milliseconds: number) => void = () => {}): FakeClock {
  let now = Date.UTC(2026, 10, 25);
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => now,
    sleep: async (milliseconds, signal) => {
      signal?.throwIfAborted();
      sleeps.push(milliseconds);
      now += milliseconds;
      onSleep(milliseconds);
      signal?.throwIfAborted();
    },
  };
}

/** A clock that runs so many times faster than that of the machine: for what must wait beside something real. */
export function fastClock(factor: number): Clock {
  const start = Date.UTC(2026, 10, 25);
  const begun = performance.now();
  return {
    now: () => start + Math.round((performance.now() - begun) * factor),
    sleep: async (milliseconds, signal) => {
      await setTimeout(milliseconds / factor, undefined, { ...(signal && { signal }) }).catch(() => signal?.throwIfAborted());
    },
  };
}

/** An answer to a call: a body, or what is thrown instead. */
export type Answer = Json | Error;

function reply(answer: Answer | undefined, action: string) {
  if (answer === undefined) throw new TypeError(`the test has no answer for ${action}`);
  if (answer instanceof Error) throw answer;
  return { body: answer, requestId: `R-${action}` };
}

/** A reader that answers each call by a function, and remembers the calls. */
export function fakeReader(answer: (call: ReadCall, number: number) => Answer | undefined): Reader & { readonly sent: ReadCall[] } {
  const sent: ReadCall[] = [];
  return {
    sent,
    calls: () => sent.length,
    read: async (call) => {
      sent.push(call);
      return reply(answer(call, sent.length), call.action);
    },
  };
}

/** A writer that answers each call by a function, and remembers the calls. */
export function fakeWriter(answer: (call: WriteCall, number: number) => Answer | undefined): Writer & { readonly sent: WriteCall[] } {
  const sent: WriteCall[] = [];
  return {
    sent,
    write: async (call) => {
      sent.push(call);
      return reply(answer(call, sent.length), call.action);
    },
  };
}

const name = { service: 'ecs', action: 'Call' } as const;

/** A definite refusal. */
export const refusal = (code: string, status = 403): ServiceError =>
  new ServiceError(name, { code, status, message: 'No.', requestId: 'R-refused' });

/** A call that may have taken effect. */
export const lost = (): Ambiguous => new Ambiguous(name, 'the connection failed', false);

/** A call that never left. */
export const unsent = (): Ambiguous => new Ambiguous(name, 'nothing answers at x', true);
