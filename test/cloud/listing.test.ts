import { describe, expect, test } from 'vitest';
import { listAll } from '../../src/cloud/listing.ts';
import { readCall } from '../../src/kinds/call-builder.ts';
import type { Listing } from '../../src/kinds/calls.ts';
import { fakeReader } from '../support/fakes.ts';
import type { Answer } from '../support/fakes.ts';

const call = readCall('cn-hangzhou', 'ecs', 'DescribeSnapshots', { RegionId: 'cn-hangzhou' });
const tokens: Listing = { call, paging: { type: 'token', size: 2 }, items: ['Items', 'Item'], id: 'Id' };
const numbers: Listing = { call, paging: { type: 'number', size: 2 }, items: ['Items', 'Item'], id: 'Id' };
const page = (ids: readonly string[], more: object = {}): Answer => ({ Items: { Item: ids.map((Id) => ({ Id })) }, ...more });

/** Lists what these pages give, one after the other. */
async function listed(listing: Listing, ...pages: readonly Answer[]) {
  const reader = fakeReader((_, number) => pages[number - 1]);
  const items = await listAll(reader, listing);
  return { items: items.map((one) => (one as { Id: string }).Id), params: reader.sent.map((one) => one.params) };
}

describe('by token', () => {
  test('until there is none, with the token of the page before', async () => {
    const { items, params } = await listed(
      tokens,
      page(['a', 'b'], { NextToken: 't1' }),
      page(['c'], { NextToken: 't2' }),
      page([], { NextToken: '' }),
    );
    expect(items).toEqual(['a', 'b', 'c']);
    expect(params).toEqual([
      { RegionId: 'cn-hangzhou', MaxResults: 2 },
      { RegionId: 'cn-hangzhou', MaxResults: 2, NextToken: 't1' },
      { RegionId: 'cn-hangzhou', MaxResults: 2, NextToken: 't2' },
    ]);
  });

  test('an empty page in between does not end the list', async () =>
    expect((await listed(tokens, page([], { NextToken: 't1' }), page(['a']))).items).toEqual(['a']));

  test('a token that is repeated is an incomplete list, also after others', async () => {
    for (const sequence of [
      ['t1', 't1'],
      ['t1', 't2', 't1'],
    ])
      await expect(
        listed(tokens, ...sequence.map((token, index) => page([`a${index}`], { NextToken: token })), page([])),
      ).rejects.toMatchObject({
        type: 'cloud',
        message: 'The list of ECS DescribeSnapshots is incomplete: a page token was repeated.',
      });
  });
});

describe('by number', () => {
  test('until the total is reached', async () => {
    const { items, params } = await listed(numbers, page(['a', 'b'], { TotalCount: 3 }), page(['c'], { TotalCount: 3 }));
    expect(items).toEqual(['a', 'b', 'c']);
    expect(params.map((one) => [one['PageNumber'], one['PageSize']])).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });

  test('nothing', async () => expect((await listed(numbers, page([], { TotalCount: 0 }))).items).toEqual([]));

  test.each<[string, readonly Answer[]]>([
    [
      'an item that comes twice stands for one, and the list is read again',
      [page(['a', 'b'], { TotalCount: 3 }), page(['b'], { TotalCount: 3 })],
    ],
    ['an empty page before the total', [page(['a', 'b'], { TotalCount: 3 }), page([], { TotalCount: 3 })]],
    ['a page that comes twice', [page(['a', 'b'], { TotalCount: 4 }), page(['a', 'b'], { TotalCount: 4 })]],
  ])('%s: whole in the second reading', async (_, first) => {
    const whole = [page(['a', 'b'], { TotalCount: 3 }), page(['c'], { TotalCount: 3 })];
    expect((await listed(numbers, ...first, ...whole)).items).toEqual(['a', 'b', 'c']);
    await expect(listed(numbers, ...first, ...first)).rejects.toMatchObject({
      type: 'cloud',
      message: expect.stringMatching(/is incomplete: 2 of [34] were listed\.$/),
    });
  });

  test('what was deleted between two pages is not missed: the last total counts', async () =>
    expect((await listed(numbers, page(['a', 'b'], { TotalCount: 3 }), page([], { TotalCount: 2 }))).items).toEqual(['a', 'b']));
});

/** Every way in which a reply is no page of the listing (the last of each: of either type of paging). */
describe.each([
  ['by token', tokens],
  ['by number', numbers],
] as const)('a reply that is not understood is an incomplete list: %s', (_, listing) => {
  test.each<[string, Answer, string]>([
    ['no list', { TotalCount: 0 }, 'a reply has no list Items.Item'],
    ['no member of the list', { Items: {}, TotalCount: 0 }, 'a reply has no list Items.Item'],
    ['other names', { items: { item: [] }, TotalCount: 0 }, 'a reply has no list Items.Item'],
    ['null for the list', { Items: { Item: null }, TotalCount: 0 }, 'a reply has something else than a list Items.Item'],
    ['one object for the list', { Items: { Item: { Id: 'a' } }, TotalCount: 1 }, 'a reply has something else than a list Items.Item'],
    ['a text for the list', { Items: { Item: 'a' }, TotalCount: 1 }, 'a reply has something else than a list Items.Item'],
    ['an item without its id', { Items: { Item: [{ id: 'a' }] }, TotalCount: 1 }, 'an item has no Id'],
    ['an item with a number for its id', { Items: { Item: [{ Id: 7 }] }, TotalCount: 1 }, 'an item has no Id'],
    ['an item with an empty id', { Items: { Item: [{ Id: '' }] }, TotalCount: 1 }, 'an item has no Id'],
    ['an item that is none', { Items: { Item: [null] }, TotalCount: 1 }, 'an item has no Id'],
  ])('%s', (_name, answer, why) =>
    expect(listed(listing, answer)).rejects.toMatchObject({
      type: 'cloud',
      message: `The list of ECS DescribeSnapshots is incomplete: ${why}.`,
      help: expect.stringContaining('Nothing is planned from an incomplete list'),
    }),
  );
});

test.each<[string, Answer, string]>([
  ['without a total', page(['a']), 'a reply has no TotalCount'],
  ['with a total that is no number', page(['a'], { TotalCount: 'many' }), 'a reply has no TotalCount'],
  ['with a total below 0', page([], { TotalCount: -1 }), 'a reply has no TotalCount'],
])('a page by number %s is incomplete', (_, answer, why) =>
  expect(listed(numbers, answer)).rejects.toMatchObject({ message: expect.stringContaining(`is incomplete: ${why}.`) }),
);

test.each<[string, readonly Answer[], string]>([
  ['is no text', [page(['a'], { NextToken: 7 })], 'a page token is no text'],
  ['leads to the same page', [page(['a'], { NextToken: 't1' }), page(['a'], { NextToken: 't2' })], 'a page was repeated'],
  ['leads to an earlier page', [page(['a'], { NextToken: 't1' }), page(['b'], { NextToken: 't2' }), page(['a'])], 'a page was repeated'],
])('a token that %s is incomplete', (_, pages, why) =>
  expect(listed(tokens, ...pages)).rejects.toMatchObject({ message: expect.stringContaining(`is incomplete: ${why}.`) }),
);
