import { apiErrorOf } from '../facts/api-errors/index.ts';

/** What a person should do about an API error code. */
export function remedyOf(code: string): string {
  return apiErrorOf(code)?.remedy ?? 'Look the code up in the API’s page, and run it again when its cause is gone.';
}
