import { RefusedCall } from '../model/refused-call.ts';
import type { Caller } from '../model/operation.ts';
import type { ServiceError } from '../model/refused-call.ts';
import type { Service } from '../../facts/services.ts';
import { matchesName } from '../faults/rules.ts';
import type { SeedKey } from '../seed/types.ts';

/** An access key, and the account that it belongs to. */
export type Key = {
  readonly id: string;
  readonly secret: string;
  readonly account: string;
  readonly caller?: Caller;
  /** The security token that belongs to it, and when that expires. */
  readonly token?: string;
  readonly expires?: number;
  readonly disabled?: boolean;
  readonly allow?: readonly string[];
  readonly deny?: readonly string[];
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
} as const satisfies { [name: string]: ServiceError };

function callerOf({ user, role }: SeedKey): Caller | undefined {
  if (role !== undefined) return { type: 'role', name: role };
  return user === undefined ? undefined : { type: 'user', name: user };
}

/** The keys that a seed names. */
export function keysOf(seeds: readonly SeedKey[], account: string): readonly Key[] {
  return seeds.map((one) => {
    const { user: _user, role: _role, expires, ...key } = one;
    const caller = callerOf(one);
    return { ...key, account, ...(caller && { caller }), ...(expires !== undefined && { expires: Date.parse(expires) }) };
  });
}

/** Checks the state and the token of a key whose signature is valid. @throws RefusedCall */
export function checkKey(key: Key, token: string, now: number): void {
  if (key.disabled) throw new RefusedCall(accessErrors.disabled);
  if (token === '' && key.token !== undefined) throw new RefusedCall(accessErrors.tokenMissing);
  if (token !== (key.token ?? '')) throw new RefusedCall(accessErrors.tokenMismatch);
  if (key.expires !== undefined && now >= key.expires) throw new RefusedCall(accessErrors.tokenExpired);
}

/** Checks that the key allows a call; STS is always allowed. @throws RefusedCall */
export function checkAllowed(key: Key, service: Service, action: string): void {
  if (service === 'sts') return;
  const named = (patterns: readonly string[] | undefined): boolean =>
    patterns?.some((one) => matchesName(one, `${service}:${action}`)) ?? false;
  if (named(key.deny) || (key.allow !== undefined && !named(key.allow))) throw new RefusedCall(accessErrors.forbidden);
}
