import { request as plainRequest } from 'node:http';
import { Agent } from 'node:https';
import { isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { ConnectionOptions } from 'node:tls';
import { Failure } from '../base/failure.ts';
import { isLoopback } from './endpoints.ts';

/** A proxy, and the hosts that are reached without it. */
export type ProxyServer = {
  readonly host: string;
  readonly port: number;
  /** The value of `Proxy-Authorization`. */
  readonly authorization?: string;
  readonly noProxy: readonly string[];
};

type Environment = { readonly [name: string]: string | undefined };

/** The lower-case name goes first, as in curl. */
const given = (environment: Environment, name: string): string => environment[name.toLowerCase()] || environment[name] || '';

/**
 * The proxy of `HTTPS_PROXY` and `NO_PROXY`, in either case.
 * @throws Failure `usage` for what is not the address of an HTTP proxy; its text is not shown, since it may hold a password
 */
export function proxyFromEnvironment(environment: Environment): ProxyServer | undefined {
  const text = given(environment, 'HTTPS_PROXY');
  if (text === '') return undefined;
  const address = text.includes('://') ? text : `http://${text}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'http:' || url.hostname === '')
    throw new Failure('usage', 'HTTPS_PROXY is not the address of an HTTP proxy.', {
      help: 'Give http://HOST:PORT, or http://USER:PASSWORD@HOST:PORT.',
    });
  const user = [url.username, url.password].map(decodeURIComponent).join(':');
  const noProxy = given(environment, 'NO_PROXY').split(/[\s,]+/);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || 80),
    ...(user !== ':' && { authorization: `Basic ${Buffer.from(user).toString('base64')}` }),
    noProxy: noProxy.filter((one) => one !== '').map((one) => one.toLowerCase()),
  };
}

/** Where ECS instances ask for their metadata and credentials. */
const metadataHost = '100.100.100.200';

/** `*`, a host, a domain with or without a dot before it, each also with a port. */
function excludes(rule: string, host: string, port: number): boolean {
  const [, name = '', only] = /^(.*?)(?::(\d+))?$/.exec(rule) ?? [];
  if (only !== undefined && Number(only) !== port) return false;
  const domain = name.replace(/^\*?\./, '');
  return name === '*' || host === domain || (isIP(host) === 0 && host.endsWith(`.${domain}`));
}

/** Whether a host is reached through the proxy: never this machine, nor the metadata of an instance. */
export function isProxied({ noProxy }: ProxyServer, host: string, port: number): boolean {
  const name = host.toLowerCase();
  return !isLoopback(name) && name !== metadataHost && !noProxy.some((rule) => excludes(rule, name, port));
}

/** The proxy did not connect, so nothing was sent to the service. */
export class ProxyError extends Error {
  /** The message is not used: the SDK's client writes the whole URL into it. */
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.reason = `the proxy of HTTPS_PROXY ${reason}`;
    this.name = 'ProxyError';
  }
}

type Created = Parameters<Agent['createConnection']>[1];
type Target = Parameters<Agent['createConnection']>[0] & { readonly servername?: string };

/** Connects by CONNECT, and speaks TLS with the host itself: the proxy sees its name and nothing of the calls. */
class TunnelAgent extends Agent {
  private readonly proxy: ProxyServer;

  constructor(proxy: ProxyServer) {
    super({ keepAlive: true });
    this.proxy = proxy;
  }

  override createConnection(target: Target, created: Created): undefined {
    const fail = (reason: string): void => (created as (error: Error) => void)(new ProxyError(reason));
    const { host, port, authorization } = this.proxy;
    const path = `${target.host}:${target.port}`;
    const headers = { host: path, ...(authorization !== undefined && { 'proxy-authorization': authorization }) };
    const tunnel = plainRequest({ host, port, method: 'CONNECT', path, headers, agent: false, timeout: 30_000 });
    tunnel.once('timeout', () => tunnel.destroy(new Error('timeout')));
    tunnel.once('error', () => fail('cannot be reached'));
    tunnel.once('connect', ({ statusCode }, socket) => {
      if (statusCode === 200) return created?.(null, connectTls({ ...target, socket } as ConnectionOptions));
      socket.destroy();
      fail(`refused to connect (${statusCode})`);
    });
    tunnel.end();
  }
}

const agents = new Map<string, Agent>();

/** The agent that connects through a proxy; one for each, so that its connections are used again. */
export function tunnelOf(proxy: ProxyServer): Agent {
  const key = JSON.stringify(proxy);
  const agent = agents.get(key) ?? new TunnelAgent(proxy);
  agents.set(key, agent);
  return agent;
}
