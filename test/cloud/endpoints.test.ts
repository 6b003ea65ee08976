import { describe, expect, test } from 'vitest';
import { endpointsFromEnvironment, endpointsOf } from '../../src/cloud/endpoints.ts';

describe('where ECS is reached', () => {
  test.each([
    ['ecs.cn-hangzhou.aliyuncs.com', 'https', 'ecs.cn-hangzhou.aliyuncs.com'],
    ['https://proxy.example:8443/', 'https', 'proxy.example:8443'],
    ['http://127.0.0.1:8080', 'http', '127.0.0.1:8080'],
    ['http://localhost', 'http', 'localhost'],
    ['http://[::1]:80', 'http', '[::1]:80'],
    ['http://127.255.0.9:65535', 'http', '127.255.0.9:65535'],
    ['http://LOCALHOST:80', 'http', 'LOCALHOST:80'],
  ])('%s', (ecs, protocol, host) => expect(endpointsOf('cn-hangzhou', { ecs }).ecs).toEqual({ protocol, host }));

  test.each([
    ['http://ecs.example', 'is plain http.'],
    ['http://127.0.0.1.evil.example', 'is plain http.'],
    ['https://user@host', 'is not a host.'],
    ['https://host/path', 'is not a host.'],
    ['host:port', 'is not a host.'],
    ['', 'is not a host.'],
    ['-host', 'is not a host.'],
    ['http://127.999.1.1', 'is plain http.'],
    ['http://127.1', 'is plain http.'],
    ['http://127.0.0.1.', 'is not a host.'],
    ['http://127.0.0.1:99999', 'is not a host.'],
    ['https://ecs.example:65536', 'is not a host.'],
    ['http://localhost.evil.example', 'is plain http.'],
    ['http://[::2]', 'is plain http.'],
    ['http://[evil]', 'is not a host.'],
  ])('%s is refused', (ecs, message) => {
    expect(() => endpointsOf('cn-hangzhou', { ecs })).toThrow(message);
  });

  test.each(['cn-hangzhou.evil.example/', 'CN', '', '../x'])('the region %j can change no host', (region) =>
    expect(() => endpointsOf(region, {})).toThrow('is not a region id.'),
  );
});

test('the environment names an endpoint for each service; an empty one is none', () =>
  expect(
    endpointsFromEnvironment({ ALIBABA_CLOUD_ENDPOINT_ECS: 'a', ALIBABA_CLOUD_ENDPOINT_STS: '', ALIBABA_CLOUD_ENDPOINT_ECD: undefined }),
  ).toEqual({ ecs: 'a' }));
