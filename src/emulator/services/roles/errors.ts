import type { ServiceError } from '../../model/refused-call.ts';

const error = (code: string, status: number, message: string): ServiceError => ({ code, status, message });

/** A parameter of a form that STS does not take. */
export const malformed = (name: string, message = `The parameter ${name} is wrongly formed.`): ServiceError =>
  error(`InvalidParameter.${name}`, 400, message);

/** A role that does not exist, by its ARN. */
export const roleNotFound = (arn: string): ServiceError => error('EntityNotExist.Role', 404, `The role not exists: ${arn}.`);

// The page on RRSA and the troubleshooting of STS name these codes; no page read states a status for those of OIDC.
export const roleErrors = {
  rootAccount: error('NoPermission', 403, 'Roles may not be assumed by root accounts.'),
  notTrusted: error(
    'NoPermission',
    403,
    'No permission perform sts:AssumeRole on this Role. Maybe you are not authorized to perform sts:AssumeRole or the specified role does not trust you.',
  ),
  policyGrammar: error('InvalidParameter.PolicyGrammar', 400, 'The parameter Policy has not passed grammar check.'),
  tokenInvalid: error('AuthenticationFail.OIDCToken.Invalid', 400, 'This JsonWebToken is invalid.'),
  tokenExpired: error('AuthenticationFail.OIDCToken.Expired', 400, 'This JsonWebToken is expired.'),
  audience: error('AuthenticationFail.OIDCToken.AudienceNotMatch', 400, 'Invalid audience.'),
  issuer: error(
    'AuthenticationFail.OIDCToken.IssuerNotMatch',
    400,
    "The issuer in the OIDC Token doesn't match the OIDC Provider registered.",
  ),
  providerNotFound: error('AuthenticationFail.NoPermission', 403, 'No such OIDC Provider registered.'),
  notFederated: error('AuthenticationFail.NoPermission', 403, 'There is no permission.'),
} as const satisfies { [name: string]: ServiceError };
