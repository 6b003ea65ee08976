import type { Connection } from './cloud/client.ts';
import type { Credentials } from './cloud/credentials.ts';
import { endpointsFromEnvironment, endpointsOf } from './cloud/endpoints.ts';
import type { GivenEndpoints } from './cloud/endpoints.ts';
import type { ProxyServer } from './cloud/proxy.ts';

/** Access to the cloud. Without anything: Alibaba's own endpoints, and the credentials of Alibaba's own chain. */
export type CloudAccess = {
  /**
   * Keys; or what gives them, which is asked again where temporary ones have expired. By default the chain that the command
   * line uses: environment, OIDC role, profile of the aliyun CLI, credentials file, role of the instance.
   */
  readonly credentials?: Credentials | (() => Promise<Credentials>);
  /** Hosts, or `http://127.0.0.1:port`; Alibaba's own by default. */
  readonly endpoints?: GivenEndpoints;
  /** The proxy that is asked to connect; none by default. */
  readonly proxy?: ProxyServer;
  /** Milliseconds that a listing may lag behind a write; 30,000 by default. */
  readonly settle?: number;
};

/**
 * The access that the command line would have: the endpoints and the proxy that the environment names, and the chain.
 * @throws Failure `usage` for a proxy that is none
 */
export async function accessFromEnvironment(environment: { readonly [name: string]: string | undefined }): Promise<CloudAccess> {
  const { proxyFromEnvironment } = await import('./cloud/proxy.ts');
  const proxy = proxyFromEnvironment(environment);
  return { endpoints: endpointsFromEnvironment(environment), ...(proxy && { proxy }) };
}

/**
 * A connection whose temporary credentials are renewed where they came from.
 * @throws Failure `usage` for a bad region or endpoint, `cloud` where no credentials are found
 */
export async function connectionTo(access: CloudAccess, region: string, signal?: AbortSignal): Promise<Connection> {
  const { credentials: given, endpoints = {}, proxy } = access;
  const bounds = { ...(proxy && { proxy }), ...(signal && { signal }) };
  const base = { endpointsIn: (at: string) => endpointsOf(at, endpoints), ...bounds };
  // A bad one is said before credentials are asked for.
  endpointsOf(region, endpoints);
  if (typeof given === 'object') return { credentials: given, ...base };
  const { defaultCredentials, renewal } = await import('./cloud/credentials.ts');
  const load = given ?? (() => defaultCredentials(bounds));
  const credentials = await load();
  return { credentials, renew: renewal(credentials, load), ...base };
}
