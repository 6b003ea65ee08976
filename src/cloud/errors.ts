import { Failure } from '../base/failure.ts';
import type { Service } from '../facts/services.ts';
import { services } from '../facts/services.ts';
import { ProxyError } from './proxy.ts';
import { ReplyLimitError } from './transport.ts';

/** A call, for messages. */
export type CallName = { readonly service: Service; readonly action: string };

type Answer = {
  readonly code: string;
  readonly status: number;
  readonly message: string;
  readonly requestId: string;
  readonly retryAfter?: number;
};

/** A definite answer of the API: the call was refused and had no effect. */
export class ServiceError extends Error {
  readonly service: Service;
  readonly action: string;
  readonly code: string;
  readonly status: number;
  readonly requestId: string;
  /** What the service says of the time until it may be asked again, in a unit that no page names. */
  readonly retryAfter: number | undefined;
  /** The message without the RequestId, for where that is shown beside it. */
  readonly summary: string;

  constructor(call: CallName, answer: Answer) {
    const refused = `${services[call.service].title} ${call.action} was refused with ${answer.code}`;
    const reason = answer.message === '' ? '.' : `: ${sentence(answer.message)}`;
    super(`${refused} (${answer.status}, RequestId ${answer.requestId})${reason}`);
    this.name = 'ServiceError';
    this.summary = `${refused} (${answer.status})${reason}`;
    this.service = call.service;
    this.action = call.action;
    this.code = answer.code;
    this.status = answer.status;
    this.requestId = answer.requestId;
    this.retryAfter = answer.retryAfter;
  }
}

/** The endpoint is not who it must be, so nothing was sent to it: definite, and the same however often it is tried. */
export class CertificateError extends Error {
  constructor(call: CallName, host: string, code: string) {
    super(`${services[call.service].title} ${call.action} was not sent: the certificate of ${host} does not verify (${code}).`);
    this.name = 'CertificateError';
  }
}

/** No definite answer: the call may or may not have taken effect. */
export class Ambiguous extends Error {
  readonly service: Service;
  readonly action: string;
  /** The request never left: nothing was listening, or no such host. */
  readonly unsent: boolean;
  /** Another attempt would end the same: the reply exceeds a limit, or the run is over. */
  readonly final: boolean;

  constructor(call: CallName, why: string, unsent: boolean, final = false) {
    super(`${services[call.service].title} ${call.action} got no definite answer: ${why}.`);
    this.name = 'Ambiguous';
    this.service = call.service;
    this.action = call.action;
    this.unsent = unsent;
    this.final = final;
  }
}

/** What the API wrote, with a full stop at its end. */
const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** An error of the SDK, or of what is below it. */
type Thrown = {
  readonly name?: unknown;
  readonly code?: unknown;
  /** The call of the system that failed. */
  readonly syscall?: unknown;
  readonly statusCode?: unknown;
  readonly requestId?: unknown;
  readonly data?: unknown;
  readonly retryAfter?: unknown;
  readonly message?: unknown;
};

/** What OpenSSL and Node say of a certificate that does not verify. */
const certificateCodes =
  /^(?:CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_CERT_|HOSTNAME_MISMATCH$|INVALID_(?:CA|PURPOSE)$|PATH_LENGTH_|CRL_)/;

/** The connection was never made: no such host, or nothing listens. */
const unsentCodes = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/** The same while connecting; on a connection that stands they say nothing of what was sent over it. */
const unreachableCodes = new Set(['EHOSTUNREACH', 'ENETUNREACH']);

const isUnsent = (code: string, syscall: unknown): boolean =>
  unsentCodes.has(code) || (unreachableCodes.has(code) && syscall === 'connect');

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value !== 'undefined' ? value : undefined;
}

function ambiguityOf(thrown: Thrown): string {
  const code = text(thrown.code);
  if (thrown.name === 'SyntaxError') return 'the reply is not JSON; a proxy may have answered';
  // Read beyond a body that is no object.
  if (thrown.name === 'TypeError') return 'the reply is not understood';
  if (thrown.name === 'RequestTimeoutError') return 'the reply did not arrive in time';
  if (code === undefined && typeof thrown.statusCode === 'number') return `the reply has status ${thrown.statusCode} and no error code`;
  // Messages of the network layer contain the whole URL with its parameters, so only the code is shown.
  return code === undefined ? 'the connection failed' : `the connection failed (${code})`;
}

/** Errors of the SDK that carry the service's own refusal. */
const refusals = new Set(['ClientError', 'ThrottlingError']);

/**
 * What the SDK threw, as one of ours. Only a reply with an error code and a status below 500 is definite;
 * after anything else a write may have taken effect.
 */
export function classify(call: CallName, error: unknown, host = 'the endpoint'): ServiceError | CertificateError | Ambiguous {
  if (error instanceof Failure) return new Ambiguous(call, 'the run ended before it was answered', false, true);
  if (error instanceof ReplyLimitError) return new Ambiguous(call, error.message, false, true);
  if (error instanceof ProxyError) return new Ambiguous(call, error.reason, true);
  const thrown = (typeof error === 'object' && error !== null ? error : {}) as Thrown;
  const code = text(thrown.code);
  const status = typeof thrown.statusCode === 'number' ? thrown.statusCode : undefined;
  const data = (typeof thrown.data === 'object' && thrown.data !== null ? thrown.data : {}) as { Message?: unknown; RequestId?: unknown };
  if (code !== undefined && status !== undefined && status < 500 && refusals.has(String(thrown.name)))
    return new ServiceError(call, {
      code,
      status,
      message: text(data.Message) ?? '',
      requestId: text(thrown.requestId) ?? text(data.RequestId) ?? 'unknown',
      ...(typeof thrown.retryAfter === 'number' && { retryAfter: thrown.retryAfter }),
    });
  if (code !== undefined && status !== undefined && thrown.name === 'ServerError')
    return new Ambiguous(call, `the service answered ${status} ${code}`, false);
  if (code !== undefined && certificateCodes.test(code)) return new CertificateError(call, host, code);
  const unsent = code !== undefined && isUnsent(code, thrown.syscall);
  return new Ambiguous(call, unsent ? `nothing answers at ${host}` : ambiguityOf(thrown), unsent);
}
