import { expect, test } from 'vitest';
import { Listings } from '../../src/observe/listings.ts';

test('what is listed is known by its id, in whichever order the service lists it', () => {
  const orders = [
    ['s-2', 's-10', 's-1'],
    ['s-1', 's-2', 's-10', 's-2'],
  ].map((ids) => {
    const listings = new Listings<{ id: string }>(({ id }) => id);
    listings.add(ids.map((id) => ({ id })));
    return listings.items.map(({ id }) => id);
  });
  expect(orders).toEqual([
    ['s-1', 's-10', 's-2'],
    ['s-1', 's-10', 's-2'],
  ]);
});
