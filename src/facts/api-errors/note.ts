/** What an error code of the API means for the one who sent the call. */
export type ErrorClass =
  /** the requested state exists already */
  | 'already'
  /** the call did nothing, for a temporary reason: it can be sent again as it is */
  | 'passing'
  /** the token was used before: only reading the cloud shows with what effect */
  | 'token-spent'
  /** a call with the same token is being worked on */
  | 'token-in-use'
  /** the service does not know either whether it was carried out */
  | 'ambiguous'
  /** too many calls: it can be sent again in the next minute */
  | 'throttled'
  /** it was refused, and will be again until somebody does something */
  | 'final';

/**
 * Who can do something about an error, and when.
 *
 * - `static`: the text of a spec shows it before anything is sent
 * - `live`: reading the cloud shows it before the call
 * - `retry`: it passes by itself
 * - `idempotency`: what an earlier call did has to be looked up
 * - `human`: somebody has to act outside the spec
 */
export type ErrorOrigin = 'static' | 'live' | 'retry' | 'idempotency' | 'human';

/** One error code of the API. */
export type ApiErrorNote = {
  readonly code: string;
  /** Codes that mean the same but are too many to list, or end in something that varies. */
  readonly family?: RegExp;
  readonly origin: ErrorOrigin;
  /** Where it differs from what the origin says: passing for `retry`, token-spent for `idempotency`, else final. */
  readonly handling?: ErrorClass;
  /** Operations for which it says that what they ask for is so already. */
  readonly alreadyFor?: readonly string[];
  /** Operations after which it does not say that nothing was done. */
  readonly ambiguousFor?: readonly string[];
  /** It passes once snapshots of the disk that are being taken are finished, and not before. */
  readonly awaitsSnapshots?: true;
  /** HTTP statuses by operation, as the pages give them; null where no page does. `any` is every operation. */
  readonly seen: { readonly [operation: string]: number | null | readonly number[] };
  readonly means: string;
  /** The live data that shows it before the call. */
  readonly shows?: string;
  /** Set where snapspec never sends what causes it. */
  readonly never?: true;
  readonly remedy: string;
};
