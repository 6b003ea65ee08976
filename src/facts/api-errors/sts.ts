import type { ApiErrorNote } from './note.ts';

const token = { AssumeRoleWithOIDC: null } as const;
const newToken = 'Let the job ask its OIDC provider for a new token, with the audience that the role expects, and run it again.';

/** What STS answers where a role is assumed, also by OIDC. snapspec itself meets them through its credentials. */
export const sts: readonly ApiErrorNote[] = [
  {
    code: 'EntityNotExist.Role',
    origin: 'human',
    seen: { AssumeRole: 404, AssumeRoleWithOIDC: null },
    means: 'The role does not exist.',
    remedy: 'Check the ARN of the role, and its account.',
  },
  {
    code: 'NoPermission',
    origin: 'human',
    seen: { AssumeRole: 403 },
    means: 'The caller may not assume the role, or the role does not trust the caller; the account itself may assume none.',
    remedy: 'Ask for the RAM permission sts:AssumeRole on the role, and let its trust policy name the caller.',
  },
  {
    code: 'InvalidParameter.PolicyGrammar',
    origin: 'human',
    seen: { AssumeRole: 400, AssumeRoleWithOIDC: 400 },
    means: 'The session policy is not a valid policy.',
    remedy: 'Correct the session policy in the configuration of the credentials.',
  },
  {
    code: 'AuthenticationFail.NoPermission',
    origin: 'human',
    seen: token,
    means: 'The OIDC provider is not registered, or the role does not trust it for this token.',
    remedy: 'Let the trust policy of the role name the provider, and the audience and subject of the token.',
  },
  {
    code: 'AuthenticationFail.OIDCToken.Invalid',
    origin: 'human',
    seen: token,
    means: 'The OIDC token is not valid: it is malformed, or its signature is not that of the provider.',
    remedy: newToken,
  },
  { code: 'AuthenticationFail.OIDCToken.Expired', origin: 'human', seen: token, means: 'The OIDC token has expired.', remedy: newToken },
  {
    code: 'AuthenticationFail.OIDCToken.AudienceNotMatch',
    origin: 'human',
    seen: token,
    means: 'The audience of the OIDC token is none of the client ids of the provider.',
    remedy: newToken,
  },
  {
    code: 'AuthenticationFail.OIDCToken.IssuerNotMatch',
    origin: 'human',
    seen: token,
    means: 'The issuer of the OIDC token is not that of the provider.',
    remedy: 'Check the issuer of the registered provider and the ARN of the provider.',
  },
];
