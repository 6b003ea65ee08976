import { Failure } from '../base/failure.ts';
import { withinBounds } from './transport.ts';
import type { Bounds } from './transport.ts';

/** Keys that sign requests. They stay in memory, and are never printed. */
export type Credentials = { readonly accessKeyId: string; readonly accessKeySecret: string; readonly securityToken?: string };

/** Milliseconds for the whole chain: it may exchange a token, and ask for the metadata of an instance. */
const deadline = 60_000;

const sources = [
  'the environment (ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET)',
  'an OIDC role (ALIBABA_CLOUD_ROLE_ARN, ALIBABA_CLOUD_OIDC_PROVIDER_ARN, ALIBABA_CLOUD_OIDC_TOKEN_FILE)',
  'a profile of the aliyun CLI (~/.aliyun/config.json)',
  'the credentials file (~/.alibabacloud/credentials)',
  'the RAM role of this ECS instance',
].join(', ');

/**
 * The first credentials of Alibaba's own chain.
 * @throws Failure `cloud` where there are none. The library's own message is never shown: it can hold the keys.
 */
export async function defaultCredentials(bounds: Omit<Bounds, 'deadline'> = {}): Promise<Credentials> {
  try {
    const loaded = await import('@alicloud/credentials');
    // The class is the default export under one loader, and a member of it under another.
    const Chain = ((loaded.default as { default?: unknown }).default ?? loaded.default) as typeof loaded.default;
    const { accessKeyId, accessKeySecret, securityToken } = await withinBounds({ deadline, ...bounds }, () => new Chain().getCredential());
    if (!accessKeyId || !accessKeySecret) throw new TypeError('incomplete');
    return { accessKeyId, accessKeySecret, ...(securityToken && { securityToken }) };
  } catch {
    bounds.signal?.throwIfAborted();
    throw new Failure('cloud', 'No credentials were found.', {
      help: `Looked in ${sources}. An incomplete or unreadable source counts as none. To try without an account, add --local.`,
    });
  }
}

/** Gives the credentials that come after those that have expired. */
export type Renew = (expired: Credentials) => Promise<Credentials>;

/** Renews credentials from where they came from, once for all calls that found the same ones expired. */
export function renewal(first: Credentials, load: () => Promise<Credentials>): Renew {
  let current = first;
  let loading: Promise<Credentials> | undefined;
  return async (expired) => {
    if (current !== expired) return current;
    loading ??= load().finally(() => {
      loading = undefined;
    });
    current = await loading;
    return current;
  };
}

/** Whether these sign as those do. */
export const sameCredentials = (a: Credentials, b: Credentials): boolean =>
  a.accessKeyId === b.accessKeyId && a.accessKeySecret === b.accessKeySecret && a.securityToken === b.securityToken;
