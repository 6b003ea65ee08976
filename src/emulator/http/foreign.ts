import type { IncomingHttpHeaders } from 'node:http';

/** Headers that browsers add and no program does: with one of them, a web page has sent the request. */
const browserHeaders = ['origin', 'referer', 'sec-fetch-site'] as const;

const loopbackHost = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i;
/** Clients that are pointed here by an override keep the name of the service, which no foreign page can have. */
const serviceHost = /^[a-z0-9.-]+\.aliyuncs\.com(?::\d+)?$/i;

const loopbackPeers: ReadonlySet<string | undefined> = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/**
 * Whether a request does not come from a program on this machine. The key is published, so a signature does not tell: a web
 * page can make a browser send to 127.0.0.1, and reach it under a name of its own that resolves to it.
 */
export function isForeign(headers: IncomingHttpHeaders, peer: string | undefined, forAdmin: boolean): boolean {
  const { host = '' } = headers;
  const known = loopbackHost.test(host) || (!forAdmin && serviceHost.test(host));
  return !known || !loopbackPeers.has(peer) || browserHeaders.some((name) => headers[name] !== undefined);
}

/** What a foreign request is answered with, whatever it asks for. */
export const foreignReply = { status: 403, body: { error: 'Only programs on this machine may use this address.' } } as const;
