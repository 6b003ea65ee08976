import { createPublicKey, verify } from 'node:crypto';
import { isRecord } from '../../../base/json.ts';
import { RefusedCall } from '../../model/refused-call.ts';
import type { OidcProvider } from '../../model/roles.ts';
import { roleErrors } from './errors.ts';

/** The claims of a token that are checked. Times are seconds since 1970, as the token has them. */
export type OidcClaims = {
  readonly issuer: string;
  readonly subject: string;
  readonly audiences: readonly string[];
  readonly expires: number;
  readonly issued?: number;
};

/** A token as it was sent; its signature is not verified yet. */
export type OidcToken = { readonly claims: OidcClaims; readonly algorithm: string; readonly signed: Buffer; readonly signature: Buffer };

/** Digests by the algorithm of a token; no other algorithm is accepted, and `none` least of all. */
const digests: { readonly [algorithm: string]: string } = { RS256: 'sha256', RS384: 'sha384', RS512: 'sha512' };

function partOf(text: string): { readonly [name: string]: unknown } {
  const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  if (!isRecord(value as never)) throw new SyntaxError('not an object');
  return value as { readonly [name: string]: unknown };
}

/** Whether a claim is a moment that a date can hold. */
const isMoment = (value: unknown): value is number => typeof value === 'number' && Math.abs(value) < 8.64e12;

function claimsOf({ iss, sub, aud, exp, iat }: { readonly [name: string]: unknown }): OidcClaims {
  if (typeof iss !== 'string' || typeof sub !== 'string' || !isMoment(exp)) throw new SyntaxError('a claim is missing');
  const audiences = [aud].flat().filter((one) => typeof one === 'string');
  return { issuer: iss, subject: sub, audiences, expires: exp, ...(isMoment(iat) && { issued: iat }) };
}

/** Reads a token. @throws RefusedCall for what is not a JSON Web Token with the claims that are checked */
export function readToken(text: string): OidcToken {
  const [header = '', payload = '', signature = '', ...more] = text.trim().split('.');
  try {
    if (more.length > 0) throw new SyntaxError('too many parts');
    const { alg } = partOf(header);
    const signed = Buffer.from(`${header}.${payload}`, 'utf8');
    return { claims: claimsOf(partOf(payload)), algorithm: String(alg), signed, signature: Buffer.from(signature, 'base64url') };
  } catch {
    throw new RefusedCall(roleErrors.tokenInvalid);
  }
}

function isSigned({ algorithm, signed, signature }: OidcToken, publicKeys: readonly string[]): boolean {
  const digest = Object.hasOwn(digests, algorithm) ? digests[algorithm] : undefined;
  if (digest === undefined) return false;
  const keys = publicKeys.map((pem) => createPublicKey(pem)).filter((key) => key.asymmetricKeyType === 'rsa');
  return keys.some((key) => verify(digest, signed, key, signature));
}

/** Checks issuer, signature, audience and expiry of a token. @throws RefusedCall */
export function checkToken(token: OidcToken, provider: OidcProvider, now: number): void {
  const { claims } = token;
  if (claims.issuer !== provider.issuer) throw new RefusedCall(roleErrors.issuer);
  if (!isSigned(token, provider.publicKeys)) throw new RefusedCall(roleErrors.tokenInvalid);
  if (!claims.audiences.some((one) => provider.clientIds.includes(one))) throw new RefusedCall(roleErrors.audience);
  if (now >= claims.expires * 1000) throw new RefusedCall(roleErrors.tokenExpired);
}
