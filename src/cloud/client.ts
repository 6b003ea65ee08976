import * as core from '@alicloud/openapi-core';
import { OpenApiUtil, $OpenApiUtil } from '@alicloud/openapi-core';
import * as dara from '@darabonba/typescript';
import type { Json } from '../base/json.ts';
import { textAt } from '../kinds/reply-reader.ts';
import type { ReadCall, WriteCall } from '../kinds/calls.ts';
import type { Service } from '../facts/services.ts';
import { credentialsExpired } from '../facts/api-errors/index.ts';
import { services } from '../facts/services.ts';
import { sameCredentials } from './credentials.ts';
import type { Credentials, Renew } from './credentials.ts';
import type { Endpoint, Endpoints } from './endpoints.ts';
import { Ambiguous, ServiceError, classify } from './errors.ts';
import type { ProxyServer } from './proxy.ts';
import { wireParams } from './requests.ts';
import { areOfRun, identityCall, learnAccount } from './run-account.ts';
import { withinBounds } from './transport.ts';

/** An answer: the raw body, which may hold more than the SDK's models know. */
export type Reply = {
  readonly body: Json;
  readonly requestId: string;
  /** Of the body as it was received. */
  readonly bytes?: number;
  /** The time of the service, in milliseconds since 1970, from the header Date. */
  readonly date?: number;
  /** When the attempt was sent that was answered, by the clock of the run. */
  readonly sentAt?: number;
};

/** The means to read; planning has nothing else. */
export type Reader = {
  /** @throws ServiceError when refused, CertificateError, Ambiguous when there is no definite answer, the reason of the run's signal */
  readonly read: (call: ReadCall) => Promise<Reply>;
  /** Read calls sent so far. */
  readonly calls: () => number;
};

/** The means to change something; only apply is given it. */
export type Writer = {
  /** @throws ServiceError when refused, CertificateError, Ambiguous when it may or may not have happened */
  readonly write: (call: WriteCall) => Promise<Reply>;
};

export type Connection = {
  readonly credentials: Credentials;
  /** Where these are temporary: those that come after them. */
  readonly renew?: Renew;
  /** The endpoints of a region. */
  readonly endpointsIn: (region: string) => Endpoints;
  readonly proxy?: ProxyServer;
  /** Ends every call of the run, with a Failure as its reason. */
  readonly signal?: AbortSignal;
};

/** Milliseconds without a byte after which the SDK gives up, and those that a whole reading call may take. */
const idleTimeout = 30_000;
const readDeadline = 45_000;

/** A write that was not answered so long is given up on: what it does later, it does within the settle time. */
const writeDeadline = 20_000;

// The class is the default export under one loader, and a member of it under another.
const Client = ((core.default as unknown as { default?: typeof core.default }).default ?? core.default) as typeof core.default;
type Client = InstanceType<typeof Client>;

function connect(credentials: Credentials, { protocol, host }: Endpoint, region: string): Client {
  // Retry options stay unset: the only layer that retries is ours.
  return new Client(
    new $OpenApiUtil.Config({
      accessKeyId: credentials.accessKeyId,
      accessKeySecret: credentials.accessKeySecret,
      ...(credentials.securityToken !== undefined && { securityToken: credentials.securityToken }),
      endpoint: host,
      protocol,
      regionId: region,
      // The SDK's connect timeout is really an idle timeout, so both are set alike.
      readTimeout: idleTimeout,
      connectTimeout: idleTimeout,
      userAgent: 'snapspec',
    }),
  );
}

function request(
  client: Client,
  service: Service,
  action: string,
  query: { [name: string]: unknown },
): Promise<{ [key: string]: unknown }> {
  const params = new $OpenApiUtil.Params({
    action,
    version: services[service].version,
    protocol: 'HTTPS',
    pathname: '/',
    method: 'POST',
    authType: 'AK',
    style: 'RPC',
    reqBodyType: 'formData',
    bodyType: 'json',
  });
  return client.callApi(params, new $OpenApiUtil.OpenApiRequest({ query: OpenApiUtil.query(query) }), new dara.RuntimeOptions({}));
}

/**
 * Statuses by which the service itself answers, with all of it in the body. Of the other ones below 300 some are a part of an
 * answer, or what something in between made of it.
 */
const answered: ReadonlySet<unknown> = new Set([200, 201, 202]);

const allWell = /^(?:200|ok|success)$/i;

/** What the SDK gives for an answer: to it a redirect, a part of a reply or an empty object is a success too. @returns or why it is none */
function understand({ statusCode, body }: { readonly [key: string]: unknown }): Omit<Reply, 'bytes'> | string {
  if (!answered.has(statusCode)) return `the reply has status ${String(statusCode)}; a proxy may have answered`;
  const reply = body as Json;
  const [requestId, code] = [textAt(reply, 'RequestId'), textAt(reply, 'Code')];
  if (requestId === undefined) return 'the reply has no RequestId';
  // No answer of the operations that are called has one, but some other ones of the service say that all went well by it.
  if (code !== undefined && code !== '' && !allWell.test(code))
    return `the reply has status ${String(statusCode)} and the error code ${code}`;
  return { body: reply, requestId };
}

type Call = Omit<ReadCall, 'reads'> | Omit<WriteCall, 'writes'>;

/** Sends calls with one set of credentials, by one client for every service and region. */
function senderWith(credentials: Credentials, connection: Connection): (call: Call, deadline: number) => Promise<Reply> {
  const clients = new Map<string, Client>();
  const { proxy, signal } = connection;
  const bounds = { ...(proxy && { proxy }), ...(signal && { signal }) };
  return async ({ region, service, action, params }, deadline) => {
    const endpoint = connection.endpointsIn(region)[service];
    const name = `${service} ${region}`;
    const client = clients.get(name) ?? connect(credentials, endpoint, region);
    clients.set(name, client);
    const query = await wireParams(service, action, params);
    let bytes = 0;
    const received = (more: number): void => {
      bytes += more;
    };
    const answer = await withinBounds({ deadline, ...bounds, received }, () => request(client, service, action, query)).catch(
      (error: unknown) => {
        throw classify({ service, action }, error, endpoint.host);
      },
    );
    const understood = understand(answer);
    if (typeof understood === 'string') throw new Ambiguous({ service, action }, understood, false);
    const date = Date.parse(textAt(answer['headers'] as Json, 'date') ?? '');
    return { ...understood, bytes, ...(Number.isFinite(date) && { date }) };
  };
}

/** The credentials after those that have expired; undefined where there are none, or none of the same account. */
async function renewed(expired: Credentials, connection: Connection, region: string): Promise<Credentials | undefined> {
  const { renew, signal } = connection;
  const next = await renew?.(expired).catch(() => undefined);
  if (next === undefined || signal?.aborted || sameCredentials(next, expired)) return undefined;
  const ask = (): Promise<Reply> => senderWith(next, connection)(identityCall(region), writeDeadline);
  return (await areOfRun(renew, next, ask)) ? next : undefined;
}

/**
 * Sends calls; each is given up on after so many milliseconds. A call that was refused because its credentials have expired
 * had no effect: it is sent once more with fresh ones, within the same time, so that it never arrives later than another.
 */
function sender(connection: Connection, deadline = readDeadline): (call: Call) => Promise<Reply> {
  let credentials = connection.credentials;
  let send = senderWith(credentials, connection);
  return async (call) => {
    const used = credentials;
    const begun = performance.now();
    try {
      const reply = await send(call, deadline);
      learnAccount(connection.renew, call.action, reply.body);
      return reply;
    } catch (error) {
      if (!(error instanceof ServiceError) || !credentialsExpired(error.code)) throw error;
      const next = await renewed(used, connection, call.region);
      const left = deadline - (performance.now() - begun);
      if (next !== undefined && !sameCredentials(next, credentials)) {
        credentials = next;
        send = senderWith(next, connection);
      }
      if (next === undefined || left <= 0) throw error;
      return await send(call, left);
    }
  };
}

/** Means to read only: no value of this type can change anything in the cloud. */
export function connectReader(connection: Connection): Reader {
  const send = sender(connection);
  let calls = 0;
  return {
    read: async (call) => {
      calls++;
      try {
        return await send(call);
      } catch (error) {
        // Only for a write does it matter that it may have arrived.
        connection.signal?.throwIfAborted();
        throw error;
      }
    },
    calls: () => calls,
  };
}

/**
 * Means to write, for apply.
 * @param settle milliseconds within which a write takes effect or never does: where it is shorter, a write is given up on so early
 */
export function connectWriter(connection: Connection, settle = writeDeadline): Writer {
  const send = sender(connection, settle > 0 ? Math.min(settle, writeDeadline) : writeDeadline);
  return { write: (call) => send(call) };
}
