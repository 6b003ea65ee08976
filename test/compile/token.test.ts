import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../src/base/json.ts';
import type { Json } from '../../src/base/json.ts';
import { base32, bytesOfBase32 } from '../../src/base/base32.ts';
import { digestIn, digestsOf, markerHash, tokenOf } from '../../src/compile/identity.ts';
import type { TokenInput } from '../../src/compile/identity.ts';

const input: TokenInput = {
  account: '1234567890123456',
  region: 'cn-hangzhou',
  api: 'ecs/2014-05-26/CreateSnapshot',
  stack: 'payments',
  address: 'snapshots/before-release',
  occurrence: 'once',
  target: 'd-bp1s5fnvk4gn2tws03ab',
  generation: 0,
};

describe('the recipe of tokens', () => {
  // Frozen: a token that changes takes every backup a second time. The text that is hashed is written out by hand.
  const golden: readonly (readonly [what: string, input: TokenInput, hashed: string])[] = [
    [
      'a snapshot',
      input,
      '{"account":"1234567890123456","address":"snapshots/before-release","api":"ecs/2014-05-26/CreateSnapshot","generation":0,"occurrence":"once","region":"cn-hangzhou","scheme":"ss1","stack":"payments","target":"d-bp1s5fnvk4gn2tws03ab"}',
    ],
    [
      'a group of disks, second generation',
      { ...input, api: 'ecs/2014-05-26/CreateSnapshotGroup', address: 'groups/ledger', target: ['d-1', 'd-2'], generation: 1 },
      '{"account":"1234567890123456","address":"groups/ledger","api":"ecs/2014-05-26/CreateSnapshotGroup","generation":1,"occurrence":"once","region":"cn-hangzhou","scheme":"ss1","stack":"payments","target":["d-1","d-2"]}',
    ],
    [
      'a policy, which has no target',
      { ...input, api: 'ecs/2014-05-26/CreateAutoSnapshotPolicy', address: 'policies/nightly', target: null },
      '{"account":"1234567890123456","address":"policies/nightly","api":"ecs/2014-05-26/CreateAutoSnapshotPolicy","generation":0,"occurrence":"once","region":"cn-hangzhou","scheme":"ss1","stack":"payments","target":null}',
    ],
  ];
  test.each(golden)('%s hashes exactly this text', (_, given, hashed) => {
    const bits = [...createHash('sha256').update(hashed).digest()].map((byte) => byte.toString(2).padStart(8, '0')).join('');
    const fives = bits.match(/.{1,5}/g) ?? [];
    const expected = fives.map((five) => 'abcdefghijklmnopqrstuvwxyz234567'[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
    expect(tokenOf(given)).toBe(`ss1-${expected}`);
  });

  test('golden tokens', () => {
    expect(golden.map(([, given]) => tokenOf(given))).toEqual([
      'ss1-su2rrhxykebufp5xtr6ltu5i4z55wow6p3xsq5hym5uy4ztm57ra',
      'ss1-mzyla77ykh3z5m3mjcpimioqvrz2leszi2sksireesqganwhvhoq',
      'ss1-s7bb3gjugyrqt6s6lqvjaa77ac442xwhu2gmbgxoirdmcevakwwa',
    ]);
    expect(markerHash('payments', 'desktopSnapshots/golden-image', 'once')).toBe('yjfzkpvn5gs2');
  });

  test('it fits the 64 characters that the API allows', () => {
    expect(tokenOf(input)).toMatch(/^ss1-[a-z2-7]{52}$/);
  });

  test('every part changes it', () => {
    const changed: TokenInput[] = [
      { ...input, account: '1' },
      { ...input, region: 'cn-beijing' },
      { ...input, api: 'ecs/2014-05-26/CreateSnapshotGroup' },
      { ...input, stack: 'other' },
      { ...input, address: 'snapshots/other' },
      { ...input, occurrence: 'twice' },
      { ...input, target: 'd-2' },
      { ...input, generation: 1 },
    ];
    expect(new Set([input, ...changed].map(tokenOf)).size).toBe(changed.length + 1);
  });
});

describe('canonical JSON', () => {
  test('is what the reference implementation writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        expect(canonicalJson(value as Json)).toBe(canonicalize(value));
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  test('has no form for lone surrogates and numbers without end', () => {
    expect(() => canonicalJson('\ud800')).toThrow(TypeError);
    expect(() => canonicalJson(Number.POSITIVE_INFINITY)).toThrow(TypeError);
  });
});

describe('base32', () => {
  // The vectors of RFC 4648, lower case and without padding.
  test.each([
    ['', ''],
    ['f', 'my'],
    ['fo', 'mzxq'],
    ['foo', 'mzxw6'],
    ['foob', 'mzxw6yq'],
    ['fooba', 'mzxw6ytb'],
    ['foobar', 'mzxw6ytboi'],
  ])('%s', (text, expected) => {
    expect(base32(Buffer.from(text))).toBe(expected);
  });
});

describe('a token is read back', () => {
  const { generation: _, ...taking } = input;
  test('to the digest that is in it, of any generation', () => {
    for (const generation of [0, 1, 63]) expect(digestIn(tokenOf({ ...input, generation }))).toBe(digestsOf(taking)(generation));
  });

  const token = tokenOf(input);
  test.each([
    ['another scheme', token.replace('ss1-', 'ss2-')],
    ['upper case', token.toUpperCase()],
    ['a letter less', token.slice(0, -1)],
    ['a letter more', `${token}a`],
    ['a letter that base32 has not', `${token.slice(0, 9)}1${token.slice(10)}`],
    ['bits beyond the digest', `${token.slice(0, -1)}b`],
    ['nothing', ''],
  ])('%s is no token', (_name, text) => expect(digestIn(text)).toBeUndefined());

  test('base32 of any bytes', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect([...(bytesOfBase32(base32(bytes)) ?? [-1])]).toEqual([...bytes]);
      }),
    ));

  test('a member that looks like the generation is not taken for it', () => {
    const tricky = { ...taking, address: '"generation":0,' };
    expect(digestsOf(tricky)(7)).toBe(digestIn(tokenOf({ ...tricky, generation: 7 })));
    const text = canonicalJson({ scheme: 'ss1', ...tricky, generation: 7 });
    expect(digestsOf(tricky)(7)).toBe(createHash('sha256').update(text).digest('hex'));
  });
});
