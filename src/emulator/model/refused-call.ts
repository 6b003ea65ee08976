import type { Refusal } from '../../facts/fact.ts';

/** An error of the service, in its own words. */
export type ServiceError = Refusal & { readonly message: string };
/** An error whose message, if it has none, is looked up by its code. */
export type ErrorCode = Refusal & { readonly message?: string };

/** Thrown to refuse a call. */
export class RefusedCall extends Error {
  readonly code: string;
  readonly status: number;

  constructor(error: ErrorCode) {
    super(error.message ?? '');
    this.name = 'RefusedCall';
    this.code = error.code;
    this.status = error.status;
  }
}
