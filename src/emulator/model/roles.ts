import type { RamPolicy } from './ram-policy.ts';

/** What somebody may do, as patterns such as `ecs:Describe*`; everything, where `allow` is absent. `deny` wins. */
export type Permissions = {
  readonly allow?: readonly string[];
  readonly deny?: readonly string[];
  /** Policies that have to allow it too, where there are any. */
  readonly policies?: readonly RamPolicy[];
};

/** The tokens of an OIDC provider that may assume a role; a member that is absent accepts every value, `*` at its end any suffix. */
export type FederatedTrust = { readonly provider: string; readonly audience?: string; readonly subject?: string };

/** A RAM role with its trust policy. */
export type Role = Permissions & {
  readonly name: string;
  /** Who may assume it: `acs:ram::<account>:root` is every user and role of the account, else `…:user/<name>` or `…:role/<name>`. */
  readonly trust?: readonly string[];
  readonly federated?: readonly FederatedTrust[];
  /** The longest session, in seconds; 3600 by default. */
  readonly maxSessionSeconds?: number;
};

/** An OIDC provider that is registered with an account. */
export type OidcProvider = {
  readonly name: string;
  readonly issuer: string;
  /** The audiences that are accepted. */
  readonly clientIds: readonly string[];
  /** The keys that its tokens are signed with, as PEM. */
  readonly publicKeys: readonly string[];
};

/** A key that STS issued for a role. Times are milliseconds since 1970. */
export type Session = {
  /** The id of its access key. */
  readonly id: string;
  readonly serial: number;
  readonly secret: string;
  readonly token: string;
  readonly role: string;
  readonly name: string;
  readonly expiresAt: number;
  /** By its own policy, which restricts the role's. */
  readonly policy?: Permissions;
};

/** The name of a role's session, where STS says who calls. */
export const assumedRoleArn = (account: string, role: string, session: string): string =>
  `acs:sts::${account}:assumed-role/${role}/${session}`;

/** Whether permissions allow an operation, named as `ecs:DescribeDisks`. */
export function permits({ allow, deny }: Permissions, operation: string): boolean {
  const named = (patterns: readonly string[]): boolean => patterns.some((one) => matchesPattern(one, operation));
  return !named(deny ?? []) && (allow === undefined || named(allow));
}

/** Whether a pattern matches a text: it is the text itself, or a prefix of it that ends in `*`. */
export const matchesPattern = (pattern: string, text: string): boolean =>
  pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : pattern === text;
