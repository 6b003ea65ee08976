import { describe, expect, test } from 'vitest';
import type { Reader } from '../../src/cloud/client.ts';
import { serviceClock } from '../../src/engine/service-clock.ts';

const call = { service: 'ecs', action: 'DescribeRegions', region: 'cn-hangzhou', params: {} } as never;
const readerAt = (date?: number): Reader => ({
  calls: () => 0,
  read: async () => ({ body: {}, requestId: 'R', ...(date !== undefined && { date }) }),
});

describe('the time of the service', () => {
  test('is that of its last reply, and goes on with the clock of this machine', async () => {
    let here = 1_000;
    const { reader, now } = serviceClock(readerAt(90_000), { now: () => here });
    expect(now()).toBe(1_000);
    await reader.read(call);
    expect(now()).toBe(90_000);
    here += 500;
    expect(now()).toBe(90_500);
  });

  test('is that of this machine where replies have no date', async () => {
    const { reader, now } = serviceClock(readerAt(), { now: () => 1_000 });
    await reader.read(call);
    expect(now()).toBe(1_000);
  });
});
