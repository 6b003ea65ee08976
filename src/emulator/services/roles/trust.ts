import { findWorld } from '../../model/accounts.ts';
import type { Caller } from '../../model/operation.ts';
import { RefusedCall } from '../../model/refused-call.ts';
import { matchesPattern } from '../../model/roles.ts';
import type { OidcProvider, Role } from '../../model/roles.ts';
import type { World } from '../../model/world.ts';
import { malformed, roleErrors, roleNotFound } from './errors.ts';
import type { OidcClaims } from './oidc-token.ts';

/** A role, and the world of its account. */
export type FoundRole = { readonly world: World; readonly role: Role };

/** The account and the name in an ARN of RAM, such as `acs:ram::1234567890123456:role/backup`. */
function partsOf(arn: string, type: 'role' | 'oidc-provider'): { readonly account: string; readonly name: string } | undefined {
  const [, account, name] = new RegExp(`^acs:ram::(\\d+):${type}/([\\w.@-]+)$`).exec(arn) ?? [];
  return account === undefined || name === undefined ? undefined : { account, name };
}

/** The role of an ARN, in whichever account. @throws RefusedCall for one that does not exist */
export function findRole(root: World, arn: string): FoundRole {
  const parts = partsOf(arn, 'role');
  if (parts === undefined) throw new RefusedCall(malformed('RoleArn'));
  const world = findWorld(root, parts.account);
  const role = world?.roles?.find((one) => one.name === parts.name);
  if (world === undefined || role === undefined) throw new RefusedCall(roleNotFound(arn));
  return { world, role };
}

/** The provider of an ARN. @throws RefusedCall for one that does not exist */
export function findProvider(root: World, arn: string): OidcProvider & { readonly account: string } {
  const parts = partsOf(arn, 'oidc-provider');
  const found = parts && findWorld(root, parts.account)?.oidcProviders?.find((one) => one.name === parts.name);
  if (parts === undefined || found === undefined) throw new RefusedCall(roleErrors.providerNotFound);
  return { ...found, account: parts.account };
}

/** Checks that a role trusts who calls. @throws RefusedCall; the account itself may assume no role */
export function checkTrusted({ trust = [] }: Role, account: string, caller: Caller | undefined): void {
  if (caller === undefined) throw new RefusedCall(roleErrors.rootAccount);
  const names = [`acs:ram::${account}:root`, `acs:ram::${account}:${caller.type}/${caller.name}`];
  if (!trust.some((one) => names.includes(one))) throw new RefusedCall(roleErrors.notTrusted);
}

/** Checks that a role trusts the token of a provider of its own account. @throws RefusedCall */
export function checkFederated(
  { world, role }: FoundRole,
  provider: { readonly account: string; readonly name: string },
  claims: OidcClaims,
): void {
  const trusted = (role.federated ?? []).some(
    ({ provider: name, audience = '*', subject = '*' }) =>
      name === provider.name && claims.audiences.some((one) => matchesPattern(audience, one)) && matchesPattern(subject, claims.subject),
  );
  if (world.account !== provider.account || !trusted) throw new RefusedCall(roleErrors.notFederated);
}
