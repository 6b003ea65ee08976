import Ecs from '@alicloud/ecs20140526';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { readingOperations } from '../../src/facts/reading-operations.ts';
import { readCall } from '../../src/kinds/call-builder.ts';
import type { ReadCall } from '../../src/kinds/calls.ts';
import { kinds } from '../../src/kinds/registry.ts';

// The SDK is CommonJS: its class stands one default deeper where ES modules import it.
const Client = ((Ecs as unknown as { readonly default?: typeof Ecs }).default ?? Ecs) as typeof Ecs;
const reads = /^(Describe|Get|List)/;

describe('operations that change nothing', () => {
  test('are named as reading operations are, and published', () => {
    for (const action of Object.values(readingOperations).flat()) expect(action).toMatch(reads);
    const client = Client.prototype as unknown as { readonly [name: string]: unknown };
    for (const action of readingOperations.ecs)
      expect(client[`${action[0]?.toLowerCase()}${action.slice(1)}`], action).toBeTypeOf('function');
  });

  test('hold no operation by which a kind writes', () => {
    const written = kinds.map((kind) => kind.createAction);
    expect(Object.values(readingOperations).flat()).not.toEqual(expect.arrayContaining(written));
    for (const action of written) expect(action).not.toMatch(reads);
  });
});

test('a reading call takes no other operation', () => {
  expectTypeOf(readCall<'ecs'>)
    .parameter(2)
    .toEqualTypeOf<(typeof readingOperations.ecs)[number]>();
  expectTypeOf<'DescribeSnapshots'>().toExtend<Parameters<typeof readCall<'ecs'>>[2]>();
  expectTypeOf<'DeleteSnapshot'>().not.toExtend<Parameters<typeof readCall<'ecs'>>[2]>();
  expectTypeOf<'DescribeDesktops'>().not.toExtend<Parameters<typeof readCall<'ecs'>>[2]>();
  expectTypeOf<'CreateSnapshot'>().not.toExtend<ReadCall['action']>();
  expect(readCall('cn-hangzhou', 'ecs', 'DescribeDisks', { RegionId: 'cn-hangzhou', DiskIds: undefined }).params).toEqual({
    RegionId: 'cn-hangzhou',
  });
});
