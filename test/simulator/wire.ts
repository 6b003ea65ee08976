import { isRecord } from '../../src/base/json.ts';
import type { Json } from '../../src/base/json.ts';
import type { Reply } from '../../src/cloud/client.ts';
import { Ambiguous, classify } from '../../src/cloud/errors.ts';
import type { Delivery } from '../../src/emulator/http/response.ts';
import type { ReadCall, WriteCall } from '../../src/kinds/calls.ts';
import { textAt } from '../../src/kinds/reply-reader.ts';

/** What the network layer of Node and the SDK throw where a reply does not come. */
export const accidents = {
  late: { name: 'RequestTimeoutError', message: 'ReadTimeout' },
  reset: { name: 'Error', code: 'ECONNRESET', syscall: 'read', errno: -104, message: 'read ECONNRESET' },
  refused: { name: 'Error', code: 'ECONNREFUSED', syscall: 'connect', errno: -111, message: 'connect ECONNREFUSED' },
  unreachable: { name: 'Error', code: 'EHOSTUNREACH', syscall: 'read', errno: -113, message: 'read EHOSTUNREACH' },
  aborted: { name: 'Error', code: 'ECONNRESET', message: 'aborted' },
} as const;
export type Accident = (typeof accidents)[keyof typeof accidents];

const classified = (call: ReadCall | WriteCall, thrown: unknown): Error => classify(call, thrown);

/** A reply in time, or what the client throws instead. */
export type Heard = { readonly reply: Reply } | { readonly error: Error };

export const accident = (call: ReadCall | WriteCall, what: Accident): Heard => ({ error: classified(call, what) });

/** The error classes of the SDK, by what it throws for a reply with such a status and code. */
function refusal(status: number, body: { readonly [name: string]: Json }, retryAfter: string | undefined): object {
  const [code, requestId] = [String(body['Code']), String(body['RequestId'])];
  const thrown = {
    statusCode: status,
    code,
    message: `code: ${status}, ${String(body['Message'])} request id: ${requestId}`,
    data: body,
    requestId,
  };
  const milliseconds = Number.parseInt(retryAfter ?? '', 10);
  if (code.includes('Throttling'))
    return { ...thrown, name: 'ThrottlingError', ...(Number.isNaN(milliseconds) ? {} : { retryAfter: milliseconds }) };
  return { ...thrown, name: status < 500 ? 'ClientError' : 'ServerError' };
}

const asJson = (body: string): Json | SyntaxError => {
  try {
    return JSON.parse(body) as Json;
  } catch (error) {
    return error as SyntaxError;
  }
};

/** The date of a reply, which has whole seconds. */
const dateOf = (sentAt: number): number => Math.floor(sentAt / 1000) * 1000;

/** What the client makes of a successful body; it is the same check that the product's client makes. */
export function heardBody(call: ReadCall | WriteCall, body: Json, sentAt: number): Heard {
  const requestId = textAt(body, 'RequestId');
  if (!isRecord(body) || requestId === undefined) return { error: new Ambiguous(call, 'the reply has no RequestId', false) };
  return { reply: { body, requestId, date: dateOf(sentAt) } as Reply };
}

/** What the client makes of a delivery: a reply, or what it throws. */
export function heardOf(call: ReadCall | WriteCall, delivery: Delivery, sentAt: number): Heard {
  if (delivery.type === 'none') return accident(call, accidents.reset);
  if (delivery.type === 'cut') return accident(call, accidents.aborted);
  const body = asJson(delivery.body);
  if (body instanceof SyntaxError) return { error: classified(call, body) };
  if (delivery.status >= 400 && isRecord(body))
    return { error: classified(call, refusal(delivery.status, body, delivery.headers['x-acs-retry-after'])) };
  return heardBody(call, body, sentAt);
}
