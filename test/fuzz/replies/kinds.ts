import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { hostileTexts } from '../../support/hostile.ts';
import { grown, mapped, prototypeNames, withEvery } from './values.ts';
import type { Members } from './values.ts';

/** What the service would have answered. */
export type Honest = { readonly status: number; readonly text: string; readonly body: Members };

/**
 * What a reply says of a write. `nothing`: it may or may not have happened. `refused`: the service says that it did not.
 * `odd`: it can be read, and what is odd in it is for whoever needs that part to judge.
 */
export type Says = 'nothing' | 'refused' | 'odd';

/** A way to answer that no service has; `slow` ones end with a deadline only. */
export type Kind = { readonly says: Says; readonly slow?: true; readonly answer: (response: ServerResponse, honest: Honest) => void };

/** Sends a body of JSON or of anything else. */
const send = (response: ServerResponse, body: string | Buffer, status = 200, headers: { readonly [name: string]: string } = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body);
};

/** Sends a piece again and again until the peer is gone. */
function endless(response: ServerResponse, piece: string): void {
  const more = (): void => {
    while (!response.destroyed && response.write(piece));
    if (!response.destroyed) response.once('drain', more);
  };
  more();
}

/** Sends a piece every so often until the peer is gone. */
function drip(response: ServerResponse, piece: () => void, milliseconds: number): void {
  const timer = setInterval(piece, milliseconds);
  response.on('close', () => clearInterval(timer));
}

const text = (says: Says, body: string | Buffer, status?: number, headers?: { readonly [name: string]: string }): Kind => ({
  says,
  answer: (response) => send(response, body, status, headers),
});
const changed = (says: Says, change: (body: Members) => unknown): Kind => ({
  says,
  answer: (response, { body, status }) => send(response, JSON.stringify(change(body)), status),
});
const raw = (says: Says, change: (text: string) => string | Buffer, headers: { readonly [name: string]: string } = {}): Kind => ({
  says,
  answer: (response, honest) => send(response, change(honest.text), honest.status, headers),
});
const withStatus = (status: number): Kind => ({ says: 'nothing', answer: (response, honest) => send(response, honest.text, status) });
const refusal = (members: Members, status = 403): Kind => text('refused', JSON.stringify({ RequestId: 'R-1', ...members }), status);

const short = Object.values(hostileTexts).filter((one) => one.length < 1_000);
const [words, lines] = [short.join(' '), short.join('\n')];
const html = '<!doctype html><title>Sign in</title><script>alert(1)</script>\n::error::x';

/** Everything that a server may answer instead. */
export const kinds: { readonly [what: string]: Kind } = {
  'an endless body': { says: 'nothing', answer: (response) => endless(response.writeHead(200), `"${'x'.repeat(65_536)}"`) },
  'an endless error': { says: 'nothing', answer: (response) => endless(response.writeHead(400), ' '.repeat(65_536)) },
  'an endless list': {
    says: 'nothing',
    answer: (response) => endless(response.writeHead(200), '{"RequestId":"R","a":['.padEnd(8_192, '0,')),
  },
  'a body of 40 MiB': text('nothing', `{"RequestId":"R","Text":"${'x'.repeat(40 * 1024 * 1024)}"}`),
  'a million empty lists': text('nothing', `{"RequestId":"R","a":[${'[],'.repeat(1_000_001)}0]}`),
  'a text of 30 MiB': changed('odd', (body) => ({ ...body, Text: 'x'.repeat(30 * 1024 * 1024) })),
  'JSON that is too deep': text('nothing', `{"RequestId":"R","a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
  'JSON cut off': raw('nothing', (honest) => honest.slice(0, honest.length / 2)),
  'a connection cut off': {
    says: 'nothing',
    answer: (response, honest) => {
      response.writeHead(200, { 'content-length': String(honest.text.length + 100) });
      response.write(honest.text, () => response.destroy());
    },
  },
  'a reset': { says: 'nothing', answer: (response) => void response.socket?.resetAndDestroy() },
  'no HTTP': { says: 'nothing', answer: (response) => void response.socket?.end(`SSH-2.0-x\r\n${words}\r\n`) },
  'headers without end': { says: 'nothing', answer: (response) => send(response, '{}', 200, { 'x-much': 'x'.repeat(200_000) }) },
  'an empty body': text('nothing', ''),
  'no content': text('nothing', '', 204),
  'HTML with 200': text('nothing', html, 200, { 'content-type': 'text/html' }),
  'HTML with 404': text('nothing', html, 404, { 'content-type': 'text/html' }),
  'HTML with 503': text('nothing', html, 503, { 'content-type': 'text/html' }),
  'nothing with 429': text('nothing', '', 429),
  'a redirect': text('nothing', '', 302, { location: 'http://127.0.0.1:9/elsewhere' }),
  'a redirect to itself': text('nothing', '', 307, { location: '/' }),
  // What an honest reply says, under a status that says that it is none.
  ...Object.fromEntries([206, 302, 600].map((status) => [`an honest reply with ${status}`, withStatus(status)])),
  'not modified': text('nothing', '', 304),
  compressed: raw('nothing', (honest) => gzipSync(honest), { 'content-encoding': 'gzip' }),
  'compressed garbage': text('nothing', Buffer.alloc(4_096, 0x8b), 200, { 'content-encoding': 'gzip' }),
  'a compressed bomb': text('nothing', gzipSync(Buffer.alloc(256 * 1024 * 1024)), 200, { 'content-encoding': 'gzip' }),
  'UTF-16': raw('nothing', (honest) => Buffer.from(honest, 'utf16le')),
  'two documents': raw('nothing', (honest) => honest + honest),
  ...Object.fromEntries(['null', '7', '"text"', '[]', 'true', '{}', '[{"RequestId":"R"}]'].map((json) => [json, text('nothing', json)])),
  'no RequestId': changed('nothing', ({ RequestId: _, ...body }) => body),
  'a RequestId that is an object': changed('nothing', (body) => ({ ...body, RequestId: { toString: 'x' } })),
  'names in lower case': changed('nothing', (body) =>
    Object.fromEntries(Object.entries(body).map(([name, value]) => [name.toLowerCase(), value])),
  ),
  'a failure of the service': text('nothing', JSON.stringify({ RequestId: 'R-1', Code: 'InternalError', Message: words }), 500),
  'only a RequestId': changed('odd', ({ RequestId }) => ({ RequestId })),
  'a list that is an object': changed('odd', (body) => mapped(body, (value) => (Array.isArray(value) ? (value[0] ?? {}) : value))),
  'numbers for everything': changed('odd', (body) => withEvery(body, 7)),
  'lists for everything': changed('odd', (body) => withEvery(body, [[{}]])),
  'objects for everything': changed('odd', (body) => withEvery(body, { toString: 1, length: -1 })),
  'null for everything': changed('odd', (body) => withEvery(body, null)),
  'empty texts': changed('odd', (body) => withEvery(body, '')),
  'huge numbers': changed('odd', (body) => mapped(body, (value) => (typeof value === 'number' ? 1e308 : value))),
  'infinite numbers': raw('odd', (honest) => honest.replace(/:(\d+)/g, ':1e999')),
  'negative numbers': changed('odd', (body) => mapped(body, (value) => (typeof value === 'number' ? -1 : value))),
  'names of prototypes': raw('odd', (honest) => honest.replaceAll('{', `{${prototypeNames},`).replaceAll(',}', '}')),
  'members twice': raw('odd', (honest) => honest.replace('{', '{"RequestId":"R-0","TotalCount":0,"NextToken":"x",')),
  'invalid UTF-8': raw('odd', (honest) => Buffer.from(honest.replaceAll('-', '\xff\xc0\xed\xa0\x80'), 'latin1')),
  'commands in every text': changed('odd', (body) => mapped(body, (value) => (typeof value === 'string' ? `${value} ${words}` : value))),
  'commands as every text': changed('odd', (body) => mapped(body, (value) => (typeof value === 'string' ? lines : value))),
  'a large page': changed('odd', (body) => grown(body, 50_000)),
  'pages without end': changed('odd', (body) => ({ ...body, TotalCount: 1e9, NextToken: String(Math.random()) })),
  'a refusal with 200': text('nothing', JSON.stringify({ RequestId: 'R-1', Code: 'Forbidden.RAM', Message: words }), 200),
  'an error of wrong types': text('odd', JSON.stringify({ RequestId: [], Code: { toString: 1 }, Message: [[]] }), 400),
  'a refusal with commands': refusal({ Code: `Forbidden.${words}`, Message: lines, HostId: lines, Recommend: lines, RequestId: lines }),
  'a refusal of 10 MB': refusal({ Code: 'Forbidden.RAM', Message: 'x'.repeat(10_000_000) }),
  'a code of 1 MB': refusal({ Code: 'x'.repeat(1_000_000), Message: 'x' }),
  'a code that is a prototype': refusal({ Code: '__proto__', Message: 'constructor' }),
  'a slow drip': { says: 'nothing', slow: true, answer: (response) => drip(response.writeHead(200), () => response.write(' '), 1_000) },
  silence: { says: 'nothing', slow: true, answer: () => {} },
  'informational replies without end': {
    says: 'nothing',
    slow: true,
    answer: (response) => drip(response, () => response.socket?.write('HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n'), 50),
  },
};
