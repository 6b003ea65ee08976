import type { Json } from '../base/json.ts';
import type { Reply } from '../cloud/client.ts';
import { Ambiguous, CertificateError, ServiceError } from '../cloud/errors.ts';
import { certificateHelp, remedyOf } from '../cloud/remedies.ts';
import { classOf } from '../facts/api-errors/index.ts';
import type { ErrorClass } from '../facts/api-errors/index.ts';

/** What the service refused with, for a person. */
export type Refusal = {
  readonly code: string;
  readonly requestId: string;
  readonly message: string;
  /** Of a limit: what the header says of the wait, in a unit that no page names. */
  readonly retryAfter?: number;
};

/** What came of one call. Plain data, so that the same answers lead to the same decisions. */
export type Answer =
  | {
      readonly type: 'success';
      readonly body: Json;
      readonly requestId: string;
      /** The time of the service, in milliseconds since 1970. */
      readonly date?: number;
    }
  /** Nothing was done, and the code says why. */
  | { readonly type: 'refused'; readonly class: Exclude<ErrorClass, 'ambiguous'>; readonly refusal: Refusal }
  /** Nothing was done, and no code says so: the request never left, or the endpoint is not who it must be. */
  | { readonly type: 'unsent'; readonly reason: string; readonly help?: string; readonly final: boolean }
  /** It may have taken effect. */
  | { readonly type: 'unclear'; readonly reason: string };

/** The answer that a reply is. */
export const answerOfReply = ({ body, requestId, date }: Reply): Answer => ({
  type: 'success',
  body,
  requestId,
  ...(date !== undefined && { date }),
});

/**
 * The answer that an error of the client is. Definite is a code whose class says that nothing was done; everything else is
 * unclear.
 * @throws what no client throws: a defect
 */
export function answerOfError(error: unknown, action: string): Answer {
  if (error instanceof CertificateError) return { type: 'unsent', reason: error.message, help: certificateHelp, final: true };
  if (error instanceof Ambiguous)
    return error.unsent ? { type: 'unsent', reason: error.message, final: false } : { type: 'unclear', reason: error.message };
  if (!(error instanceof ServiceError)) throw error;
  const { code, requestId, summary: message, retryAfter } = error;
  const found = classOf(code, action);
  if (found === 'ambiguous') return { type: 'unclear', reason: error.message };
  return {
    type: 'refused',
    class: found,
    refusal: { code, requestId, message, ...(retryAfter !== undefined && { retryAfter }) },
  };
}

/** What a person should do about a refusal. */
export const helpFor = ({ code }: Refusal): string => remedyOf(code);
