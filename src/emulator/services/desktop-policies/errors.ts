import type { ServiceError } from '../../model/refused-call.ts';

// ECD publishes no table of error codes; these are assumed.
export const errors = {
  policyNotFound: { code: 'InvalidPolicyId.NotFound', status: 404, message: 'The specified PolicyId does not exist.' },
} as const satisfies { [name: string]: ServiceError };
