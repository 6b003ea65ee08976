import { describe, expect, test } from 'vitest';
import { parseFaults, parseSeed } from '../../src/emulator/index.ts';
import { requestedCall } from '../../src/emulator/http/authenticate.ts';

// What is beside the spec is read as carefully as the spec, and no text of it becomes a pattern. Milliseconds are many times
// what an honest one takes; each of these once took longer than 30 s.
const patience = 5_000;

function within<T>(work: () => T): T | string {
  const began = performance.now();
  try {
    return work();
  } catch (error) {
    return (error as Error).message;
  } finally {
    expect(performance.now() - began).toBeLessThan(patience);
  }
}

describe.each([
  ['a seed', parseSeed],
  ['faults', parseFaults],
])('%s', (_, read) => {
  test.each<[string, string, RegExp]>([
    ['of keys within keys', '? '.repeat(480), /nested more than 64 deep/],
    ['of lists within lists', '['.repeat(50_000), /nested more than 64 deep/],
    ['of aliases', `a: &a [x]\n${'b: [*a, *a]\n'.repeat(50)}`, /anchor/i],
  ])('%s is refused at once', (__, text, message) => {
    expect(within(() => read(text, 'x.yaml'))).toMatch(message);
  });
});

test.each(['((.|.|.|.)*)*z', '(', '.*', '[', 'cn-(a|aa)+'])('a region %j of a seed is a text, not a pattern', (region) => {
  const { regions = [] } = parseSeed(JSON.stringify({ regions: ['cn-hangzhou', region] }), 'seed.yaml');
  const headers = { host: `ecs.cn-${'a'.repeat(40)}.aliyuncs.com` };
  const request = { method: 'GET', path: '/', query: 'Version=2014-05-26&Action=DescribeDisks', headers, body: '' };
  expect(within(() => requestedCall(request, regions))).toEqual({
    service: 'ecs',
    action: 'DescribeDisks',
    params: expect.anything(),
  });
});
