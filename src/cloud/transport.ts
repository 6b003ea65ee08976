import { AsyncLocalStorage } from 'node:async_hooks';
import http from 'node:http';
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import https from 'node:https';
import { isProxied, tunnelOf } from './proxy.ts';
import type { ProxyServer } from './proxy.ts';
import { replyLimits } from './reply-limits.ts';

/** What bounds the requests of one piece of work. */
export type Bounds = {
  /** Milliseconds that all of it may take. */
  readonly deadline: number;
  /** Ends it earlier, with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly proxy?: ProxyServer;
  /** Called with the number of bytes of a body as they arrive. */
  readonly received?: (bytes: number) => void;
};

/** A reply was given up while it was read. */
export class ReplyLimitError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'ReplyLimitError';
  }
}

type Work = { readonly signal: AbortSignal; readonly fail: (error: unknown) => void; readonly bounds: Bounds };

const current = new AsyncLocalStorage<Work>();

/** Bytes are counted before anything collects them. */
function limitReply(reply: IncomingMessage, { fail, bounds }: Work): void {
  const exceeded = replyLimits();
  const push = reply.push.bind(reply);
  reply.push = (chunk: Uint8Array | null, ...rest) => {
    const reason = chunk === null ? undefined : exceeded(chunk);
    bounds.received?.(chunk?.length ?? 0);
    if (reason === undefined) return push(chunk, ...rest);
    fail(new ReplyLimitError(reason));
    return false;
  };
}

function agentOf({ host, port }: RequestOptions, { bounds: { proxy } }: Work): RequestOptions {
  const proxied = proxy !== undefined && isProxied(proxy, String(host), Number(port));
  return proxied ? { agent: tunnelOf(proxy) } : {};
}

type Request = (options: RequestOptions, ...rest: never[]) => ClientRequest;

function bounded(request: Request, isTls: boolean): Request {
  return (options, ...rest) => {
    const work = current.getStore();
    if (work === undefined || typeof options !== 'object' || options instanceof URL) return request(options, ...rest);
    const sent = request({ ...options, ...(isTls && agentOf(options, work)), signal: work.signal }, ...rest);
    return sent.once('response', (reply: IncomingMessage) => limitReply(reply, work));
  };
}

let installed = false;

/**
 * The SDK takes neither an agent nor a signal nor a limit, and its own client only a time without a byte. So the two
 * functions that it sends with are wrapped, for requests of bounded work alone.
 */
function install(): void {
  if (installed) return;
  installed = true;
  http.request = bounded(http.request as Request, false) as typeof http.request;
  https.request = bounded(https.request as Request, true) as typeof https.request;
}

const late = (): Error => Object.assign(new Error('late'), { name: 'RequestTimeoutError' });

/**
 * Does work whose HTTP requests end with it: at the deadline, at the signal or beyond a limit of replies their sockets are
 * destroyed, so that no abandoned download goes on.
 * @throws ReplyLimitError, the signal's reason, or an error named RequestTimeoutError
 */
export async function withinBounds<T>(bounds: Bounds, work: () => Promise<T>): Promise<T> {
  const { deadline, signal } = bounds;
  signal?.throwIfAborted();
  install();
  const controller = new AbortController();
  let reject: (error: unknown) => void = () => {};
  const failed = new Promise<never>((_, refuse) => (reject = refuse));
  const fail = (error: unknown): void => {
    reject(error);
    controller.abort();
  };
  const timer = setTimeout(() => fail(late()), deadline);
  const stop = (): void => fail(signal?.reason);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([current.run({ signal: controller.signal, fail, bounds }, work), failed]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}
