import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { canonicalQuery, decoded } from '../../src/emulator/http/request.ts';
import type { HttpRequest } from '../../src/emulator/http/request.ts';
import { authenticate, openNonceStore } from '../../src/emulator/http/authenticate.ts';
import { canonicalRequest, signatureClaim } from '../../src/emulator/http/signature.ts';
import { RefusedCall } from '../../src/emulator/model/refused-call.ts';

// Both vectors are published: on the page of signature V3, and on that of the RPC signature.
const headerNames = 'host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version';
const v3: HttpRequest = {
  method: 'POST',
  path: '/',
  query: 'ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai',
  headers: {
    host: 'ecs.cn-shanghai.aliyuncs.com',
    'x-acs-action': 'RunInstances',
    'x-acs-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'x-acs-date': '2023-10-26T10:22:32Z',
    'x-acs-signature-nonce': '3156853299f313e23d1673dc12e1703d',
    'x-acs-version': '2014-05-26',
    authorization: `ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=${headerNames},Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0`,
  },
  body: '',
};
const v3Secret = 'YourAccessKeySecret';

const v1Signed = {
  Timestamp: '2016-02-23T12:46:24Z',
  Format: 'XML',
  AccessKeyId: 'testid',
  Action: 'DescribeRegions',
  SignatureMethod: 'HMAC-SHA1',
  SignatureNonce: '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf',
  Version: '2014-05-26',
  SignatureVersion: '1.0',
};
const v1: HttpRequest = {
  method: 'GET',
  path: '/',
  query: `${canonicalQuery(v1Signed)}&Signature=${encodeURIComponent('OLeaidS1JvxuMvnyHOwuJ+uX5qY=')}`,
  headers: { host: 'ecs.aliyuncs.com' },
  body: '',
};

const matches = (request: HttpRequest, secret: string): boolean => {
  try {
    const claim = signatureClaim(request);
    return claim.expected(secret) === claim.signature;
  } catch (error) {
    if (error instanceof RefusedCall) return false;
    throw error;
  }
};

test('the published vector of V3 verifies', () => {
  const hash = createHash('sha256')
    .update(canonicalRequest(v3, headerNames.split(';')))
    .digest('hex');
  expect(hash).toBe('7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259');
  expect(matches(v3, v3Secret)).toBe(true);
  expect(signatureClaim(v3).keyId).toBe('YourAccessKeyId');
});

test('the published vector of V1 verifies, in the query and in a form body', () => {
  expect(matches(v1, 'testsecret')).toBe(true);
  const [signed, signature] = v1.query.split('&Signature=');
  expect(
    matches(
      {
        ...v1,
        query: `Signature=${signature}`,
        body: signed ?? '',
        headers: { ...v1.headers, 'content-type': 'application/x-www-form-urlencoded' },
      },
      'testsecret',
    ),
  ).toBe(true);
});

/** The text with one character changed, at every place. */
const altered = (text: string): string[] =>
  [...text].map((char, at) => `${text.slice(0, at)}${char === 'z' ? 'y' : 'z'}${text.slice(at + 1)}`).filter((one) => one !== text);

test('one byte altered anywhere in what V3 signs is noticed', () => {
  const requests: HttpRequest[] = [
    { ...v3, method: 'GET' },
    { ...v3, path: '/z' },
    { ...v3, body: 'z' },
    ...altered(v3.query).map((query) => ({ ...v3, query })),
    ...Object.entries(v3.headers)
      .filter(([name]) => name !== 'authorization')
      .flatMap(([name, value]) => altered(value ?? '').map((one) => ({ ...v3, headers: { ...v3.headers, [name]: one } }))),
    ...altered(v3.headers['authorization'] ?? '').map((authorization) => ({ ...v3, headers: { ...v3.headers, authorization } })),
  ];
  const passed = requests.filter((request) => matches(request, v3Secret) && signatureClaim(request).keyId === 'YourAccessKeyId');
  expect(requests.length).toBeGreaterThan(400);
  expect(passed).toEqual([]);
});

test('a header that V3 does not sign is refused', () => {
  expect(() => signatureClaim({ ...v3, headers: { ...v3.headers, 'x-acs-security-token': 'token' } })).toThrow(
    /x-acs-security-token is missing or not signed/,
  );
});

test('one byte altered anywhere in what V1 signs is noticed', () => {
  const same = JSON.stringify(decoded(v1.query));
  const requests = altered(v1.query)
    .map((query) => ({ ...v1, query }))
    .filter((one) => JSON.stringify(decoded(one.query)) !== same);
  const passed = requests.filter((request) => matches(request, 'testsecret'));
  expect(passed).toEqual([]);
  expect(matches({ ...v1, method: 'POST' }, 'testsecret')).toBe(false);
});

const now = Date.parse('2023-10-26T10:22:32Z');
const gate = () => openNonceStore([{ id: 'YourAccessKeyId', secret: v3Secret, account: '1' }], 1860);
const refused = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof RefusedCall) return `${error.code} ${error.status}`;
    throw error;
  }
  return 'let in';
};

test('the gate refuses another time, an unknown key, a wrong secret, and a nonce that was used', () => {
  expect(refused(() => authenticate(gate(), v3, now + 1_861_000))).toBe('InvalidTimeStamp.Expired 400');
  expect(refused(() => authenticate(gate(), v3, now - 1_861_000))).toBe('InvalidTimeStamp.Expired 400');
  expect(refused(() => authenticate(openNonceStore([], 1860), v3, now))).toBe('InvalidAccessKeyId.NotFound 404');
  expect(refused(() => authenticate(openNonceStore([{ id: 'YourAccessKeyId', secret: 'other', account: '1' }], 1860), v3, now))).toBe(
    'SignatureDoesNotMatch 400',
  );
  const one = gate();
  expect(refused(() => authenticate(one, v3, now))).toBe('let in');
  expect(refused(() => authenticate(one, v3, now + 1_860_000))).toBe('SignatureNonceUsed 400');
});

test('what is missing is named', () => {
  const without = (name: string): HttpRequest => ({
    ...v3,
    headers: Object.fromEntries(Object.entries(v3.headers).filter(([key]) => key !== name)),
  });
  expect(refused(() => signatureClaim(without('authorization')))).toBe('IncompleteSignature 400');
  expect(refused(() => signatureClaim(without('x-acs-date')))).toBe('IncompleteSignature 400');
  expect(refused(() => signatureClaim({ ...v1, query: v1.query.replace(/SignatureNonce=[^&]*&/, '') }))).toBe('IncompleteSignature 400');
});
