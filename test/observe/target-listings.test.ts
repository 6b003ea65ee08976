import { expect, test } from 'vitest';
import { TargetListings } from '../../src/observe/target-listings.ts';

const subject = { of: 'targets', target: 'disk' } as const;

test('what is known of targets is the same thing until another listing comes in, since more is derived from it', () => {
  const listings = new TargetListings('cn-hangzhou');
  listings.record(subject, [{ DiskId: 'd-1' }]);
  const first = listings.inventory();
  expect(listings.inventory()).toBe(first);
  expect([...first.disk.keys()]).toEqual(['d-1']);
  listings.record(subject, [{ DiskId: 'd-1' }, { DiskId: 'd-2' }]);
  expect([...listings.inventory().disk.keys()]).toEqual(['d-1', 'd-2']);
});
