import { createHash } from 'node:crypto';
import { missingParameter } from '../model/common-errors.ts';
import { RefusedCall } from '../model/refused-call.ts';
import type { ServiceError } from '../model/refused-call.ts';
import { services } from '../../facts/services.ts';
import type { Service } from '../../facts/services.ts';
import { checkKey } from './access-keys.ts';
import type { Key } from './access-keys.ts';
import { bodyParameters, decoded } from './request.ts';
import type { HttpRequest, RequestedCall } from './request.ts';

export type { RequestedCall } from './request.ts';
import type { WireParameters } from '../model/arguments.ts';
import { signatureClaim } from './signature.ts';

/** The keys that are accepted, how far the time of a request may be off, and the nonces that were used, each with its expiry. */
export type NonceStore = {
  readonly keys: readonly Key[];
  /** A key that was issued while the cloud runs. */
  readonly issued: (id: string) => Key | undefined;
  readonly windowSeconds: number;
  readonly nonces: Map<string, number>;
};

// What every gateway of Alibaba Cloud answers. The pages state some of the statuses; the rest is what its users report.
const gatewayErrors = {
  timeMissing: {
    code: 'IllegalTimestamp',
    status: 400,
    message: 'The input parameter "Timestamp" that is mandatory for processing this request is not supplied.',
  },
  timeMalformed: { code: 'InvalidTimeStamp.Format', status: 400, message: 'Specified time stamp or date value is not well formatted.' },
  timeExpired: { code: 'InvalidTimeStamp.Expired', status: 400, message: 'Specified time stamp or date value is expired.' },
  keyNotFound: { code: 'InvalidAccessKeyId.NotFound', status: 404, message: 'Specified access key is not found.' },
  nonceUsed: { code: 'SignatureNonceUsed', status: 400, message: 'Specified signature nonce was used already.' },
  version: { code: 'InvalidVersion', status: 400, message: 'Specified parameter Version is not valid.' },
  method: { code: 'UnsupportedHTTPMethod', status: 403, message: 'This http method is not supported.' },
  path: { code: 'InvalidAction.NotFound', status: 404, message: 'Specified api is not found, please check your url and method.' },
} as const satisfies { [name: string]: ServiceError };

const mismatch = (stringToSign: string): ServiceError => ({
  code: 'SignatureDoesNotMatch',
  status: 400,
  message: `Specified signature is not matched with our calculation. server string to sign is:${stringToSign}`,
});

/** A store in which no nonce was used yet. */
export const openNonceStore = (
  keys: readonly Key[],
  windowSeconds: number,
  issued: NonceStore['issued'] = () => undefined,
): NonceStore => ({
  keys,
  issued,
  windowSeconds,
  nonces: new Map(),
});

function checkTime(text: string, now: number, windowSeconds: number): void {
  if (text === '') throw new RefusedCall(gatewayErrors.timeMissing);
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw new RefusedCall(gatewayErrors.timeMalformed);
  if (Math.abs(now - at) > windowSeconds * 1000) throw new RefusedCall(gatewayErrors.timeExpired);
}

/** What is remembered of a nonce is short, however long it is. */
const nonceKey = (nonce: string): string => (nonce.length <= 64 ? nonce : createHash('sha256').update(nonce, 'utf8').digest('hex'));

/** A nonce is remembered for as long as its request could be sent again. */
function useNonce(store: NonceStore, nonce: string, now: number): void {
  if ((store.nonces.get(nonce) ?? 0) > now) throw new RefusedCall(gatewayErrors.nonceUsed);
  for (const [old, until] of store.nonces) {
    if (until > now) break;
    store.nonces.delete(old);
  }
  store.nonces.delete(nonce);
  store.nonces.set(nonce, now + 2 * store.windowSeconds * 1000);
}

/**
 * The key whose secret made the signature of a request.
 * @param worldNow the moment by which keys expire
 * @throws RefusedCall in the order of the service: time, key, signature, the key's state and token, nonce, in this order
 */
export function authenticate(store: NonceStore, request: HttpRequest, now: number, worldNow = now): Key {
  const claim = signatureClaim(request);
  checkTime(claim.time, now, store.windowSeconds);
  const key = store.keys.find((one) => one.id === claim.keyId) ?? store.issued(claim.keyId);
  if (key === undefined) throw new RefusedCall(gatewayErrors.keyNotFound);
  if (claim.expected(key.secret) !== claim.signature) throw new RefusedCall(mismatch(claim.stringToSign));
  checkKey(key, claim.token, worldNow);
  useNonce(store, `${key.id} ${nonceKey(claim.nonce)}`, now);
  return key;
}

/** The service is known by the version alone: the same name can be an operation of two of them. */
function serviceOf(version: string): Service {
  const found = Object.entries(services).find(([, one]) => one.version === version);
  if (found === undefined) throw new RefusedCall(gatewayErrors.version);
  return found[0] as Service;
}

/** The region in the name of an endpoint, such as `ecs.cn-hangzhou.aliyuncs.com`; one for all regions has none. */
function regionOfHost(host: string, regions: readonly string[]): string | undefined {
  const whole = `.${host}`;
  const named = regions.filter((region) => whole.includes(`.${region}.`) || whole.includes(`-${region}.`));
  return named.sort((a, b) => b.length - a.length)[0];
}

/**
 * The operation that a request calls, with its parameters: from headers, query or form body.
 * @throws RefusedCall where the operation is not named or not known
 */
export function requestedCall(request: HttpRequest, regions: readonly string[]): RequestedCall {
  if (request.method !== 'GET' && request.method !== 'POST') throw new RefusedCall(gatewayErrors.method);
  if (request.path !== '/') throw new RefusedCall(gatewayErrors.path);
  const params: WireParameters = { ...bodyParameters(request), ...decoded(request.query) };
  const action = request.headers['x-acs-action'] ?? params['Action'] ?? '';
  const service = serviceOf(request.headers['x-acs-version'] ?? params['Version'] ?? '');
  if (action === '') throw new RefusedCall(missingParameter('Action'));
  const region = regionOfHost(request.headers['host'] ?? '', regions);
  return { service, action, params, ...(region !== undefined && { region }) };
}
