import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { localKey } from '../../../src/emulator/index.ts';
import { stringToSignV1 } from '../../../src/emulator/http/signature.ts';
import { cloud, region } from '../client.ts';
import type { Cloud } from '../client.ts';

let open: Cloud | undefined;
afterEach(async () => {
  await open?.emulator.close();
  open = undefined;
});
const start = async (): Promise<Cloud> => (open = await cloud({ disks: [{ id: 'd-1' }] }));

type Sent = {
  readonly path: string;
  readonly method?: string;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: string;
};

const agent = new Agent({ keepAlive: true, maxSockets: 20 });

/** The status of a raw request; 0 where the connection ends without one. */
const status = (local: Cloud, { path, method = 'GET', headers = {}, body }: Sent): Promise<number> =>
  new Promise((resolve) => {
    const sent = request(`${local.emulator.url}${path}`, { method, headers, agent }, (reply) => {
      reply.resume().on('close', () => resolve(reply.statusCode ?? 0));
    });
    sent.on('error', () => resolve(0));
    sent.end(body);
  });

let nonces = 0;

/** A query that is signed with the published key, as a web page could sign it. */
function signedQuery(params: { readonly [name: string]: string }): string {
  const signed = {
    Version: '2014-05-26',
    AccessKeyId: localKey.id,
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: `nonce-${++nonces}`,
    Timestamp: `${new Date().toISOString().slice(0, 19)}Z`,
    ...params,
  };
  const Signature = createHmac('sha1', `${localKey.secret}&`).update(stringToSignV1('GET', signed)).digest('base64');
  return `/?${new URLSearchParams({ ...signed, Signature })}`;
}
const create = (): string => signedQuery({ Action: 'CreateSnapshot', DiskId: 'd-1' });

describe('a web page', () => {
  test.each([
    ['its origin', { origin: 'http://evil.example' }],
    ['an opaque origin', { origin: 'null' }],
    ['an image', { 'sec-fetch-site': 'cross-site' }],
    ['a link', { referer: 'http://evil.example/' }],
    ['a name that resolves to this machine', { host: 'evil.example' }],
    ['a name that looks like the service', { host: 'ecs.aliyuncs.com.evil.example' }],
  ])('changes nothing, known by %s', async (_, headers: { [name: string]: string }) => {
    const local = await start();
    const before = JSON.stringify(local.emulator.world());
    const admin = { path: '/_snapspec/settings', method: 'POST', headers, body: '{"snapshotSeconds":60}' };
    expect([await status(local, { path: create(), headers }), await status(local, admin)]).toEqual([403, 403]);
    expect(JSON.stringify(local.emulator.world())).toBe(before);
    expect([local.emulator.calls(), local.emulator.refused()]).toEqual([[], 2]);
  });

  test('a program with the same query does, also under the name of the service', async () => {
    const local = await start();
    const asService = { path: create(), headers: { host: 'ecs.cn-hangzhou.aliyuncs.com' } };
    expect([await status(local, { path: create() }), await status(local, asService)]).toEqual([200, 200]);
    expect(local.emulator.calls().map(({ action }) => action)).toEqual(['CreateSnapshot', 'CreateSnapshot']);
  });
});

describe('a request that is not admitted', () => {
  test('is counted, and nothing of it is kept', async () => {
    const local = await start();
    const action = 'A'.repeat(8_000);
    for (let count = 0; count < 300; count++)
      await status(local, { path: '/', method: 'POST', headers: { 'x-acs-action': action }, body: 'B'.repeat(10_000) });
    expect([local.emulator.calls(), local.emulator.refused()]).toEqual([[], 300]);
  });

  test('thousands of them leave the memory as it was', async () => {
    const local = await start();
    const body = `Action=${'C'.repeat(60_000)}`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-acs-version': '2014-05-26' };
    const round = async (count: number): Promise<number> => {
      for (let done = 0; done < count; done += 20)
        await Promise.all(Array.from({ length: 20 }, () => status(local, { path: '/', method: 'POST', headers, body })));
      return process.memoryUsage().heapUsed;
    };
    const before = await round(100);
    // Kept whole, these would take 60 MB.
    const after = await round(1000);
    expect(local.emulator.refused()).toBe(1100);
    expect(after - before).toBeLessThan(40 * 1024 * 1024);
  });
});

describe('a signed call', () => {
  test('with an endless name or nonce is recorded only in part', async () => {
    const local = await start();
    await status(local, { path: signedQuery({ Action: `D${'e'.repeat(5_000)}`, SignatureNonce: 'n'.repeat(7_000) }) });
    expect(local.emulator.calls().map(({ action }) => action.length)).toEqual([64]);
  });
});

describe('an admin request', () => {
  const ask = async (local: Cloud, path: string, body: unknown) => {
    const reply = await fetch(`${local.emulator.url}/_snapspec/${path}`, { method: 'POST', body: JSON.stringify(body) });
    return { status: reply.status, body: (await reply.json()) as { error?: string } };
  };

  test.each(['30\r\nx: y', '30\n', 'é', '\u0000'])('cannot set a Retry-After of %j', async (retryAfter) => {
    const local = await start();
    const { status, body } = await ask(local, 'faults', [{ type: 'error-before', retryAfter }]);
    expect(status).toBe(400);
    expect(body.error).toMatch(/^faults: rules\[0\]\.retryAfter is ".+"; it must be the value of a header: printable ASCII in one line/);
    expect(await local.ecs('DescribeDisks', region)).toMatchObject({ TotalCount: 1 });
  });

  test.each([1e308, -1e308, 1e13, '99999999999999d'])('that advances the clock by %j is answered', async (advance) => {
    const local = await start();
    const { status, body } = await ask(local, 'clock', { advance });
    expect([status, body.error]).toEqual([400, expect.stringMatching(/^The clock cannot be advanced by/)]);
    expect(await local.ecs('DescribeDisks', region)).toMatchObject({ TotalCount: 1 });
  });
});
