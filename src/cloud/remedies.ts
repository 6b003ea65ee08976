import { apiErrorOf } from '../facts/api-errors/index.ts';

/** What a person should do about an API error code. */
export function remedyOf(code: string): string {
  return apiErrorOf(code)?.remedy ?? 'Look the code up in the API’s page, and run it again when its cause is gone.';
}

/** What a person should do about a certificate that does not verify. */
export const certificateHelp =
  'Nothing was sent. Check the endpoint and the clock; if a proxy inspects TLS, name its certificate in NODE_EXTRA_CA_CERTS.';
