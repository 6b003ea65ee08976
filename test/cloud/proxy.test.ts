import { describe, expect, test } from 'vitest';
import { connectReader, connectWriter } from '../../src/cloud/client.ts';
import { endpointsOf } from '../../src/cloud/endpoints.ts';
import { isProxied, proxyFromEnvironment } from '../../src/cloud/proxy.ts';
import type { ProxyServer } from '../../src/cloud/proxy.ts';
import { readCall, writeCall } from '../../src/kinds/call-builder.ts';
import { serveHttp, serveProxy, serveTls } from '../support/servers.ts';

const read = readCall('cn-hangzhou', 'ecd', 'DescribeDesktops', { RegionId: 'cn-hangzhou' });
const write = writeCall('cn-hangzhou', 'ecd', 'CreateSnapshot', { RegionId: 'cn-hangzhou' });
const secrets = { accessKeyId: 'LTAI-canary-id', accessKeySecret: 'canary-secret-canary', securityToken: 'canary-token-canary' };

function connection(ecd: string, environment: { readonly [name: string]: string }) {
  const proxy = proxyFromEnvironment(environment);
  return { credentials: secrets, endpointsIn: (region: string) => endpointsOf(region, { ecd }), ...(proxy && { proxy }) };
}

const given = (text: string, noProxy = '') => proxyFromEnvironment({ HTTPS_PROXY: text, NO_PROXY: noProxy }) as ProxyServer;

describe('the proxy of the environment', () => {
  test.each<[string, object]>([
    ['http://proxy.test:3128', { host: 'proxy.test', port: 3128, noProxy: [] }],
    ['proxy.test:3128', { host: 'proxy.test', port: 3128, noProxy: [] }],
    ['http://[::1]', { host: '::1', port: 80, noProxy: [] }],
    ['http://me:p%40ss@proxy.test:1', { host: 'proxy.test', port: 1, authorization: 'Basic bWU6cEBzcw==', noProxy: [] }],
  ])('%s', (text, proxy) => expect(given(text)).toEqual(proxy));

  test('is named in lower case first, and an empty one is none', () => {
    expect(proxyFromEnvironment({ HTTPS_PROXY: 'a:1', https_proxy: 'b:1' })).toMatchObject({ host: 'b' });
    expect(proxyFromEnvironment({ HTTPS_PROXY: '', HTTP_PROXY: 'a:1' })).toBeUndefined();
  });

  test.each(['socks5://p:1', 'https://p:1', 'http://', 'http://me:hidden@:x'])('%s is refused, and not shown', (text) => {
    expect(() => given(text)).toThrow(/^HTTPS_PROXY is not the address of an HTTP proxy\.$/);
  });

  test.each<[string, string, boolean]>([
    ['ecs.aliyuncs.com', '', true],
    ['localhost', '', false],
    ['127.0.0.9', '', false],
    ['::1', '', false],
    ['100.100.100.200', '', false],
    ['127.999.1.1', '', true],
    ['ecs.aliyuncs.com', '*', false],
    ['ecs.aliyuncs.com', 'other, .aliyuncs.com', false],
    ['ecs.aliyuncs.com', 'aliyuncs.com', false],
    ['ECS.aliyuncs.com', '*.ALIYUNCS.com', false],
    ['ecs.aliyuncs.com', 'aliyuncs.com:443', false],
    ['ecs.aliyuncs.com', 'aliyuncs.com:8443', true],
    ['ecs.aliyuncs.com', 'yuncs.com', true],
    ['10.0.0.10', '0.10', true],
    ['10.0.0.10', '10.0.0.10', false],
  ])('for %s with NO_PROXY=%j: %s', (host, noProxy, proxied) => expect(isProxied(given('p:1', noProxy), host, 443)).toBe(proxied));
});

describe('a call through a proxy', () => {
  /** A service for `ecs.test`, and a proxy before it. */
  async function start(refuse?: number) {
    const seen: string[] = [];
    const port = await serveTls((request, response) => {
      seen.push(JSON.stringify(request.headers));
      response.end('{"RequestId":"R-1"}');
    });
    return { service: seen, proxy: await serveProxy(port, refuse) };
  }

  test('shows the proxy the name of the host, and nothing of the call', async () => {
    const { service, proxy } = await start();
    const open = connection('https://ecs.test', { HTTPS_PROXY: `http://me:pw@127.0.0.1:${proxy.port}` });
    const failed = connectReader(open).read(read);
    // The tunnel has the rules of every other connection, so a certificate that no authority signed is refused in it too.
    await expect(failed).rejects.toMatchObject({ name: 'CertificateError' });
    expect([proxy.seen.requests, service]).toEqual([['CONNECT ecs.test:443'], []]);
    expect(JSON.parse(proxy.seen.headers[0] ?? '')).toMatchObject({ host: 'ecs.test:443', 'proxy-authorization': 'Basic bWU6cHc=' });
    expect(proxy.seen.bytes).toContain('ecs.test');
    for (const secret of Object.values(secrets)) expect(proxy.seen.bytes + proxy.seen.headers.join()).not.toContain(secret);
  });

  test.each([403, 407, 502])('that it refuses with %i was not sent', async (status) => {
    const { proxy } = await start(status);
    const open = connection('https://ecs.test', { HTTPS_PROXY: `127.0.0.1:${proxy.port}` });
    await expect(connectWriter(open).write(write)).rejects.toMatchObject({
      name: 'Ambiguous',
      unsent: true,
      message: `ECD CreateSnapshot got no definite answer: the proxy of HTTPS_PROXY refused to connect (${status}).`,
    });
  });

  test('where nothing listens was not sent', async () => {
    const open = connection('https://ecs.test', { HTTPS_PROXY: '127.0.0.1:1' });
    await expect(connectWriter(open).write(write)).rejects.toMatchObject({
      unsent: true,
      message: 'ECD CreateSnapshot got no definite answer: the proxy of HTTPS_PROXY cannot be reached.',
    });
  });
});

test('plain http to this machine never goes through it', async () => {
  const proxy = await serveProxy(1);
  const port = await serveHttp((_, response) => void response.end('{"RequestId":"R-1"}'));
  const open = connection(`http://127.0.0.1:${port}`, { HTTPS_PROXY: `127.0.0.1:${proxy.port}`, HTTP_PROXY: `127.0.0.1:${proxy.port}` });
  expect(await connectReader(open).read(read)).toMatchObject({ requestId: 'R-1' });
  expect(proxy.seen.requests).toEqual([]);
});
