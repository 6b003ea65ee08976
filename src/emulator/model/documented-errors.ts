import { apiErrorOf } from '../../facts/api-errors/index.ts';
import type { ResourceService } from './operation.ts';
import type { ServiceError } from './refused-call.ts';

/** Messages by error code. */
export type Messages = ReadonlyMap<string, string>;

export const messagesOf = (services: readonly ResourceService[]): Messages =>
  new Map(services.flatMap(({ errors }) => Object.values(errors).map((one) => [one.code, one.message] as const)));

const defaultStatus = 403;

/** An error by its code: the status is that of the operation's page, else that of all operations, else the default. */
export function documentedErrorOf(messages: Messages, action: string, code: string): ServiceError {
  const note = apiErrorOf(code);
  const status = [note?.seen[action] ?? note?.seen['any'] ?? defaultStatus].flat()[0] ?? defaultStatus;
  return { code, status, message: messages.get(code) ?? note?.means ?? 'The request was refused.' };
}
