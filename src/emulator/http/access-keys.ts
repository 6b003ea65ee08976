import { RefusedCall } from '../model/refused-call.ts';
import type { Caller } from '../model/operation.ts';
import type { ServiceError } from '../model/refused-call.ts';
import { needsNoPermission } from '../../facts/permissions.ts';
import { worldsOf } from '../model/accounts.ts';
import { allowedBy } from '../model/ram-policy.ts';
import { permits } from '../model/roles.ts';
import type { Permissions } from '../model/roles.ts';
import type { World } from '../model/world.ts';
import type { RequestedCall } from './request.ts';
import { requiredFor } from './authorization.ts';
import { localAccount, localKey } from '../seed/default-key.ts';
import type { Seed, SeedKey } from '../seed/types.ts';

/** An access key, and the account that it belongs to. */
export type Key = Permissions & {
  readonly id: string;
  readonly secret: string;
  readonly account: string;
  readonly caller?: Caller;
  /** The security token that belongs to it, and when that expires. */
  readonly token?: string;
  readonly expires?: number;
  readonly disabled?: boolean;
  /** What a session restricts itself to. */
  readonly sessionPolicy?: Permissions;
};

// The pages name some of these codes, and few statuses; the rest is what users of the gateway report.
const accessErrors = {
  disabled: { code: 'Forbidden.AccessKeyDisabled', status: 403, message: 'The specified access key is disabled.' },
  tokenMissing: {
    code: 'MissingSecurityToken',
    status: 400,
    message: 'SecurityToken is mandatory for this action.',
  },
  tokenMismatch: {
    code: 'InvalidSecurityToken.MismatchWithAccessKey',
    status: 400,
    message: 'Specified SecurityToken mismatch with the AccessKey.',
  },
  tokenExpired: { code: 'InvalidSecurityToken.Expired', status: 400, message: 'Specified SecurityToken is expired.' },
  forbidden: {
    code: 'Forbidden.RAM',
    status: 403,
    message: "User not authorized to operate on the specified resource, or this API doesn't support RAM.",
  },
  roleForbidden: {
    code: 'NoPermission',
    status: 403,
    message: 'You are not authorized to do this action. You should be authorized by RAM.',
  },
} as const satisfies { [name: string]: ServiceError };

function callerOf({ user, role }: SeedKey): Caller | undefined {
  if (role !== undefined) return { type: 'role', name: role };
  return user === undefined ? undefined : { type: 'user', name: user };
}

function keyOf(one: SeedKey, account: string): Key {
  const { user: _user, role: _role, expires, ...key } = one;
  const caller = callerOf(one);
  return { ...key, account, ...(caller && { caller }), ...(expires !== undefined && { expires: Date.parse(expires) }) };
}

/** The keys of every account of a seed, those of the default one first; without any it has the fixed one. */
export function keysOf({ account = localAccount, keys = [], accounts = [] }: Seed): readonly Key[] {
  const own = keys.length > 0 ? keys.map((one) => keyOf(one, account)) : [{ ...localKey, account }];
  return [...own, ...accounts.flatMap((other) => (other.keys ?? []).map((one) => keyOf(one, other.id)))];
}

/** The key that STS issued under an id, with what its role is allowed. */
export function issuedKey(world: World, id: string): Key | undefined {
  for (const { account, sessions, roles = [] } of worldsOf(world)) {
    const session = sessions.find(id);
    const role = roles.find((one) => one.name === session?.role);
    if (session === undefined || role === undefined) continue;
    const { secret, token, name, expiresAt: expires, policy: sessionPolicy } = session;
    const { allow, deny, policies } = role;
    const caller = { type: 'role', name: role.name, session: name } as const;
    return {
      id,
      secret,
      account,
      caller,
      token,
      expires,
      ...(allow && { allow }),
      ...(deny && { deny }),
      ...(policies && { policies }),
      ...(sessionPolicy && { sessionPolicy }),
    };
  }
  return undefined;
}

/** Checks the state and the token of a key whose signature is valid. @throws RefusedCall */
export function checkKey(key: Key, token: string, now: number): void {
  if (key.disabled) throw new RefusedCall(accessErrors.disabled);
  if (token === '' && key.token !== undefined) throw new RefusedCall(accessErrors.tokenMissing);
  if (token !== (key.token ?? '')) throw new RefusedCall(accessErrors.tokenMismatch);
  if (key.expires !== undefined && now >= key.expires) throw new RefusedCall(accessErrors.tokenExpired);
}

function granted({ policies, account }: Key, call: RequestedCall, home: string): boolean {
  if (policies === undefined) return true;
  const { action, resources } = requiredFor(call, account, home);
  return allowedBy(policies, action, resources);
}

/**
 * Checks that the key allows a call; who calls may always be asked.
 * @param home the region of an endpoint that serves all regions
 * @throws RefusedCall
 */
export function checkAllowed(key: Key, call: RequestedCall, home: string): void {
  const operation = `${call.service}:${call.action}`;
  if (needsNoPermission.has(operation)) return;
  if (permits(key, operation) && permits(key.sessionPolicy ?? {}, operation) && granted(key, call, home)) return;
  throw new RefusedCall(call.service === 'sts' ? accessErrors.roleForbidden : accessErrors.forbidden);
}
