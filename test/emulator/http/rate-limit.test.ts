import { expect, test } from 'vitest';
import { worldOf } from '../../../src/emulator/index.ts';
import { countCall, noCallCounts } from '../../../src/emulator/http/rate-limit.ts';

test('by default the one rate holds that a page states: 1,000 copies in a minute', () => {
  const [rates, world] = [noCallCounts(), worldOf({}, 0)];
  const call = (action: string, at: number): void => {
    countCall(rates, world, { service: 'ecs', action, params: { RegionId: 'cn-hangzhou' } }, world.account, at, 400);
  };
  for (let count = 0; count < 1000; count++) call('CopySnapshot', count);
  expect(() => call('CopySnapshot', 59_999)).toThrow('throttling');
  call('CopySnapshot', 60_000);
  for (let count = 0; count < 2000; count++) call('CreateSnapshot', 60_000);
});
