import { describe, expect, test } from 'vitest';
import { listAll, readOnce } from '../../src/cloud/listing.ts';
import { readCall } from '../../src/kinds/call-builder.ts';
import type { Listing } from '../../src/kinds/calls.ts';
import { fakeClock, fakeReader, lost, refusal, unsent } from '../support/fakes.ts';
import type { Answer } from '../support/fakes.ts';

const call = readCall('ecs', 'DescribeSnapshots', { RegionId: 'cn-hangzhou' });
const tokens: Listing = { call, paging: { type: 'token', size: 2 }, items: ['Items', 'Item'] };
const numbers: Listing = { call, paging: { type: 'number', size: 2 }, items: ['Items', 'Item'] };
const page = (items: readonly string[], more: object = {}): Answer => ({ Items: { Item: items }, ...more });

/** Lists what these pages give, one after the other. */
async function listed(listing: Listing, ...pages: readonly Answer[]) {
  const reader = fakeReader((_, number) => pages[number - 1]);
  const clock = fakeClock();
  const items = await listAll(reader, clock, listing);
  return { items, params: reader.sent.map((one) => one.params), sleeps: clock.sleeps };
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

  test.each<[string, readonly Answer[], string]>([
    ['a page without a total', [page(['a'])], 'the reply has no TotalCount'],
    ['an empty page before the total', [page(['a', 'b'], { TotalCount: 3 }), page([], { TotalCount: 3 })], '2 of 3 were listed'],
  ])('%s is an incomplete list', (_, pages, why) =>
    expect(listed(numbers, ...pages)).rejects.toMatchObject({ type: 'cloud', message: expect.stringContaining(`is incomplete: ${why}.`) }),
  );
});

describe('one read call', () => {
  async function read(...answers: readonly Answer[]) {
    const reader = fakeReader((_, number) => answers[number - 1]);
    const clock = fakeClock();
    const result = await readOnce(reader, clock, call).then(
      () => 'read',
      (error: Error & { help?: string }) => error,
    );
    return { result, calls: reader.calls(), sleeps: clock.sleeps };
  }

  test.each<[string, () => Error]>([
    ['throttling', () => refusal('Throttling.User', 400)],
    ['a lost reply', lost],
  ])('%s is retried three times, ever later', async (_, error) => {
    expect(await read(error(), error(), error(), {})).toEqual({ result: 'read', calls: 4, sleeps: [1000, 2000, 4000] });
    expect(await read(error(), error(), error(), error(), {})).toMatchObject({ result: { type: 'cloud' }, calls: 4 });
  });

  test.each<[string, () => Error, object]>([
    [
      'a refusal',
      () => refusal('Forbidden.RAM'),
      { type: 'cloud', message: expect.stringContaining('Forbidden.RAM'), help: expect.stringMatching(/\.$/) },
    ],
    ['nobody listens', unsent, { type: 'cloud', help: expect.stringContaining('Check the network') }],
    ['a defect of ours', () => new TypeError('no parameter'), { name: 'TypeError' }],
  ])('%s is not retried', async (_, error, expected) => {
    expect(await read(error(), {})).toMatchObject({ result: expected, calls: 1, sleeps: [] });
  });
});
