import type { RequestListener, ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { connectReader, connectWriter } from '../../src/cloud/client.ts';
import { endpointsOf } from '../../src/cloud/endpoints.ts';
import { patientReader } from '../../src/cloud/patient-reader.ts';
import { listAll } from '../../src/cloud/listing.ts';
import { readCall, writeCall } from '../../src/kinds/call-builder.ts';
import { Failure } from '../../src/base/failure.ts';
import { fakeClock } from '../support/fakes.ts';
import { openSockets, serveHttp, serveTls } from '../support/servers.ts';

const read = readCall('cn-hangzhou', 'ecd', 'DescribeDesktops', { RegionId: 'cn-hangzhou' });
const write = writeCall('cn-hangzhou', 'ecd', 'CreateSnapshot', { RegionId: 'cn-hangzhou' });

function connection(endpoint: string, signal?: AbortSignal) {
  const endpoints = endpointsOf('cn-hangzhou', { ecs: endpoint, ecd: endpoint, sts: endpoint });
  return { credentials: { accessKeyId: 'id', accessKeySecret: 'secret' }, endpointsIn: () => endpoints, ...(signal && { signal }) };
}

const start = async (listener: RequestListener) => connection(`http://127.0.0.1:${await serveHttp(listener)}`);
const json = (response: ServerResponse, text: string, status = 200): void => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(text);
};

/** Sends a piece again and again until the peer is gone. */
function endless(response: ServerResponse, piece: string): void {
  const more = (): void => {
    while (!response.destroyed && response.write(piece));
    if (!response.destroyed) response.once('drain', more);
  };
  more();
}

describe('a reply beyond a limit', () => {
  test.each<[string, (response: ServerResponse) => void, RegExp]>([
    ['never ends', (response) => endless(response, `"${'x'.repeat(65_536)}"`), /larger than 32 MiB/],
    ['of an error never ends', (response) => endless(response.writeHead(400), ' '.repeat(65_536)), /larger than 32 MiB/],
    ['is all empty lists', (response) => json(response, `[${'[],'.repeat(1_000_001)}0]`), /more than 1,000,000 values/],
    ['is nested', (response) => json(response, '['.repeat(100_000)), /nested more than 64 deep/],
  ])('that %s is given up, ambiguous and not tried again', async (_, reply, message) => {
    let sent = 0;
    const open = await start((__, response) => {
      sent++;
      reply(response);
    });
    await expect(connectWriter(open).write(write)).rejects.toMatchObject({ name: 'Ambiguous', unsent: false, final: true });
    const listing = { call: read, paging: { type: 'token', size: 100 }, items: ['Desktops'], id: 'DesktopId' } as const;
    await expect(listAll(connectReader(open), listing)).rejects.toThrow(message);
    expect(sent).toBe(2);
    await expect.poll(openSockets).toBe(0);
  });

  test('is none where brackets are part of a text', async () => {
    const text = '[{,\\"'.repeat(300_000);
    const open = await start((_, response) => json(response, `{"RequestId":"R","Text":"${text}"}`));
    expect((await connectReader(open).read(read)).bytes).toBe(text.length + 27);
  });
});

describe('a status', () => {
  /** Every status that is another class, and those of 2xx by which nobody, or not the service, says that all went well. */
  const statuses = [100, 101, 102, 103, 199, 203, 204, 205, 206, 226, 299, 300, 301, 302, 304, 307, 308, 399, 600, 700, 999];
  const bodies = {
    'an honest reply': '{"RequestId":"R","SnapshotId":"s-1","Desktops":[]}',
    'a refusal': '{"RequestId":"R","Code":"Forbidden.RAM","Message":"no"}',
    nothing: '',
    null: 'null',
  };
  const listing = { call: read, paging: { type: 'token', size: 100 }, items: ['Desktops'], id: 'DesktopId' } as const;
  /** Node's own server would not send some of them with a body. */
  const startRaw = (status: number, body: string, type = 'application/json') =>
    start((_, { socket }) => {
      const head = `HTTP/1.1 ${status} X\r\ncontent-type: ${type}\r\ncontent-length: ${body.length}\r\nconnection: close`;
      socket?.end(`${head}\r\n\r\n${body}`);
    });

  describe.each(Object.entries(bodies))('with %s', (_, body) => {
    test.each(statuses)('that is %i is no answer: a write is ambiguous, a read fails', async (status) => {
      const open = await startRaw(status, body);
      await expect(connectWriter(open).write(write)).rejects.toMatchObject({ name: 'Ambiguous', unsent: false, final: false });
      await expect(connectReader(open).read(read)).rejects.toMatchObject({ name: 'Ambiguous' });
      const reader = patientReader(connectReader(open), { clock: fakeClock() });
      await expect(listAll(reader, listing)).rejects.toMatchObject({ type: 'cloud' });
    });
  });

  test.each([400, 404, 429, 499, 500, 503, 599])('of %i without an error code is said, and ambiguous', async (status) => {
    const writer = connectWriter(await startRaw(status, bodies['an honest reply']));
    const message = `ECD CreateSnapshot got no definite answer: the reply has status ${status} and no error code.`;
    await expect(writer.write(write)).rejects.toMatchObject({ name: 'Ambiguous', message });
  });

  test('that is a redirect is said', async () => {
    const writer = connectWriter(await startRaw(302, bodies['an honest reply']));
    const message = 'ECD CreateSnapshot got no definite answer: the reply has status 302; a proxy may have answered.';
    await expect(writer.write(write)).rejects.toMatchObject({ message });
  });

  test.each([200, 201, 202])('of %i is an answer with whatever type of content', async (status) => {
    const open = await startRaw(status, bodies['an honest reply'], 'text/html');
    expect(await connectWriter(open).write(write)).toMatchObject({ requestId: 'R' });
    expect(await listAll(connectReader(open), listing)).toEqual([]);
  });

  test('of 200 with an error code is neither a success nor a refusal', async () => {
    const writer = connectWriter(await startRaw(200, bodies['a refusal']));
    const message = 'ECD CreateSnapshot got no definite answer: the reply has status 200 and the error code Forbidden.RAM.';
    await expect(writer.write(write)).rejects.toMatchObject({ name: 'Ambiguous', unsent: false, message });
  });

  test.each(['200', 'OK', 'success', ''])('of 200 with the code %j is an answer', async (code) => {
    const open = await startRaw(200, JSON.stringify({ RequestId: 'R', Code: code }));
    expect(await connectWriter(open).write(write)).toMatchObject({ requestId: 'R' });
  });

  test.each(['', 'null', '7', '"RequestId"', '[{"RequestId":"R"}]', '{}', '{"RequestId":7}', '<html>'])(
    'of 200 or 404 with %j is no answer',
    async (body) => {
      for (const status of [200, 404])
        await expect(connectWriter(await startRaw(status, body)).write(write)).rejects.toMatchObject({ name: 'Ambiguous', unsent: false });
    },
  );
});

describe('a listing', () => {
  const pages = (body: (page: number) => object, type: 'token' | 'number') => {
    let page = 0;
    const reader = { read: async () => ({ body: body(++page) as never, requestId: 'R', bytes: 1_000_000 }), calls: () => page };
    return listAll(reader, { call: read, paging: { type, size: 100 }, items: ['Items'], id: 'Id' });
  };
  const items = (count: number, page = 0): object[] => Array.from({ length: count }, (_, index) => ({ Id: `${page}-${index}` }));

  test('of 200,000 items in one page is read', async () => {
    const all = await pages(() => ({ Items: items(200_000), TotalCount: 200_000 }), 'number');
    expect(all).toHaveLength(200_000);
  });

  test.each<[string, 'token' | 'number', (page: number) => object, RegExp]>([
    ['whose tokens are always new', 'token', (page) => ({ Items: items(1, page), NextToken: `t${page}` }), /larger than 256 MiB/],
    ['with too many items', 'token', (page) => ({ Items: items(5_000, page), NextToken: `t${page}` }), /more than 500000 items/],
    ['that ignores the page', 'number', () => ({ Items: items(100), TotalCount: 250 }), /100 of 250 were listed/],
    ['that ignores the token', 'token', (page) => ({ Items: items(100), NextToken: `t${page}` }), /a page was repeated/],
    ['with an endless token', 'token', () => ({ Items: items(1), NextToken: 'x'.repeat(5_000) }), /a page token is longer than 4096/],
  ])('%s is incomplete', async (_, type, body, message) => {
    await expect(pages(body, type)).rejects.toThrow(message);
  });
});

describe('the end of a run', () => {
  const trickle: RequestListener = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(timer));
  };

  test('ends a read with its reason and destroys the connection', async () => {
    const over = new AbortController();
    const reading = connectReader({ ...(await start(trickle)), signal: over.signal }).read(read);
    setTimeout(() => over.abort(new Failure('cloud', 'over')), 200);
    await expect(reading).rejects.toThrow('over');
    await expect.poll(openSockets).toBe(0);
  });

  test('leaves a write unknown, and starts none', async () => {
    const over = new AbortController();
    const open = { ...(await start(trickle)), signal: over.signal };
    const writing = connectWriter(open).write(write);
    setTimeout(() => over.abort(new Failure('cloud', 'over')), 200);
    await expect(writing).rejects.toMatchObject({ name: 'Ambiguous', unsent: false, final: true });
    await expect.poll(openSockets).toBe(0);
  });
});

test('a certificate that does not verify is definite: nothing was sent, and it is tried once', async () => {
  let sent = 0;
  const port = await serveTls((_, response) => {
    sent++;
    json(response, '{}');
  });
  const open = connection(`https://127.0.0.1:${port}`);
  await expect(connectWriter(open).write(write)).rejects.toMatchObject({
    name: 'CertificateError',
    message: `ECD CreateSnapshot was not sent: the certificate of 127.0.0.1:${port} does not verify (DEPTH_ZERO_SELF_SIGNED_CERT).`,
  });
  const reader = connectReader(open);
  const listing = { call: read, paging: { type: 'token', size: 100 }, items: ['Desktops'], id: 'DesktopId' } as const;
  await expect(listAll(patientReader(reader, { clock: fakeClock() }), listing)).rejects.toMatchObject({
    type: 'cloud',
    help: expect.stringMatching(/^Nothing was sent/),
  });
  expect([reader.calls(), sent]).toEqual([1, 0]);
});
