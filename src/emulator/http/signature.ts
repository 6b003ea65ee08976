import { createHash, createHmac } from 'node:crypto';
import { RefusedCall } from '../model/refused-call.ts';
import type { ServiceError } from '../model/refused-call.ts';
import { bodyParameters, canonicalQuery, decoded, encoded } from './request.ts';
import type { HttpRequest } from './request.ts';

/** A signature with its key, its time, and what it covers. */
export type SignatureClaim = {
  readonly keyId: string;
  readonly signature: string;
  readonly time: string;
  readonly nonce: string;
  /** The security token that came with it; empty for none. */
  readonly token: string;
  readonly stringToSign: string;
  /** The signature that this secret would have made. */
  readonly expected: (secret: string) => string;
};

const incomplete = (what: string): ServiceError => ({
  code: 'IncompleteSignature',
  status: 400,
  message: `The request signature does not conform to Aliyun standards: ${what}.`,
});

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/**
 * Reads the claim of a request, signed in either way: V3 (ACS3-HMAC-SHA256, in headers) or V1 (HMAC-SHA1, in parameters).
 * @throws RefusedCall where a piece is missing
 */
export function signatureClaim(request: HttpRequest): SignatureClaim {
  const { authorization = '' } = request.headers;
  if (authorization !== '') return claimV3(request, authorization);
  return claimV1(request);
}

const algorithm = 'ACS3-HMAC-SHA256';
const requiredHeaders = ['host', 'x-acs-content-sha256', 'x-acs-date', 'x-acs-signature-nonce'];

function claimV3(request: HttpRequest, authorization: string): SignatureClaim {
  const pattern = new RegExp(`^${algorithm} Credential=([^,]+),\\s*SignedHeaders=([^,]+),\\s*Signature=([0-9a-f]+)$`);
  const [, keyId, names, signature] = pattern.exec(authorization) ?? [];
  if (keyId === undefined || names === undefined || signature === undefined)
    throw new RefusedCall(incomplete(`Authorization is not "${algorithm} Credential=…,SignedHeaders=…,Signature=…"`));
  const signed = names.split(';');
  checkHeaders(request, signed);
  const stringToSign = `${algorithm}\n${sha256(canonicalRequest(request, signed))}`;
  const { 'x-acs-date': time = '', 'x-acs-signature-nonce': nonce = '', 'x-acs-security-token': token = '' } = request.headers;
  return {
    keyId,
    signature,
    time,
    nonce,
    token,
    stringToSign,
    expected: (secret) => createHmac('sha256', secret).update(stringToSign, 'utf8').digest('hex'),
  };
}

/** Every significant header must be signed, else it could be changed in transit. */
function checkHeaders(request: HttpRequest, signed: readonly string[]): void {
  const present = Object.keys(request.headers).filter((name) => name.startsWith('x-acs-'));
  const unsigned = [...new Set([...requiredHeaders, ...present])].find(
    (name) => !signed.includes(name) || request.headers[name] === undefined,
  );
  if (unsigned !== undefined) throw new RefusedCall(incomplete(`${unsigned} is missing or not signed`));
}

/**
 * What V3 signs. The query is decoded, sorted and encoded again, since clients do not send it in the canonical form;
 * the hash is that of the body as received, whatever the header claims.
 */
export function canonicalRequest(request: HttpRequest, signed: readonly string[]): string {
  const headers = signed.map((name) => `${name}:${(request.headers[name] ?? '').trim()}\n`).join('');
  return [request.method, request.path, canonicalQuery(decoded(request.query)), headers, signed.join(';'), sha256(request.body)].join('\n');
}

const requiredParameters = ['AccessKeyId', 'SignatureMethod', 'SignatureVersion', 'SignatureNonce'];

function claimV1(request: HttpRequest): SignatureClaim {
  const sent = { ...bodyParameters(request), ...decoded(request.query) };
  const { Signature: signature, ...signed } = sent;
  if (signature === undefined) throw new RefusedCall(incomplete('there is neither an Authorization header nor a Signature parameter'));
  const missing = requiredParameters.find((name) => !signed[name]);
  if (missing !== undefined) throw new RefusedCall(incomplete(`${missing} is missing`));
  if (signed['SignatureMethod'] !== 'HMAC-SHA1' || signed['SignatureVersion'] !== '1.0')
    throw new RefusedCall(incomplete('only HMAC-SHA1 of version 1.0 is known'));
  const stringToSign = stringToSignV1(request.method, signed);
  const { AccessKeyId: keyId = '', Timestamp: time = '', SignatureNonce: nonce = '', SecurityToken: token = '' } = signed;
  return {
    keyId,
    signature,
    time,
    nonce,
    token,
    stringToSign,
    expected: (secret) => createHmac('sha1', `${secret}&`).update(stringToSign, 'utf8').digest('base64'),
  };
}

/** What V1 signs: the method, and all parameters of query and body. */
export const stringToSignV1 = (method: string, signed: { readonly [name: string]: string }): string =>
  `${method}&%2F&${encoded(canonicalQuery(signed))}`;
