import { ServiceError } from '../../src/cloud/errors.ts';
import { credentialsExpired } from '../../src/facts/api-errors/index.ts';
import type { Expiry } from './scenario.ts';
import type { Heard } from './wire.ts';

/** What the service answers to a call that is signed with credentials that are over. */
export const expired = { code: 'InvalidSecurityToken.Expired', status: 400, message: 'Specified SecurityToken is expired.' };

const isRefused = (heard: Heard): boolean =>
  'error' in heard && heard.error instanceof ServiceError && credentialsExpired(heard.error.code);

/** The temporary credentials of one run. */
export class RunCredentials {
  goodUntil: number;
  readonly #expiry: Expiry;

  constructor(now: number, expiry: Expiry) {
    this.#expiry = expiry;
    this.goodUntil = now + expiry.life;
  }

  /** The next ones, where a call was refused because these have expired; as the product's client does, once for each call. */
  renewed(heard: Heard, used: number, now: number): boolean {
    if (!isRefused(heard) || !this.#expiry.renews) return false;
    // Another call may have found the same ones expired.
    if (this.goodUntil === used) this.goodUntil = now + this.#expiry.life;
    return true;
  }
}
