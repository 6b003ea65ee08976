import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { request } from 'node:https';
import { dirname } from 'node:path';
import { connect } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { issueCertificate } from '../../src/emulator/http/certificate.ts';
import { folder, snapspec } from '../support/cli.ts';

const now = Date.parse('2026-11-21T10:00:00Z');
const hosts = ['127.0.0.1', 'localhost', '*.aliyuncs.com', '*.cn-hangzhou.aliyuncs.com'];

describe('a certificate', () => {
  const { ca, cert } = issueCertificate(hosts, now);
  const [authority, server] = [new X509Certificate(ca), new X509Certificate(cert)];

  test('is signed by its CA, which may sign, and is no CA itself', () => {
    expect([server.verify(authority.publicKey), authority.verify(authority.publicKey)]).toEqual([true, true]);
    expect([server.checkIssued(authority), authority.ca, server.ca]).toEqual([true, true, false]);
    expect(server.verify(new X509Certificate(issueCertificate(hosts, now).ca).publicKey)).toBe(false);
  });

  test.each([
    ['localhost', 'localhost'],
    ['ecs-cn-hangzhou.aliyuncs.com', '*.aliyuncs.com'],
    ['sts.aliyuncs.com', '*.aliyuncs.com'],
    ['ecd.cn-hangzhou.aliyuncs.com', '*.cn-hangzhou.aliyuncs.com'],
  ])('is for %s, as %s', (host, name) => {
    expect(server.checkHost(host)).toBe(name);
  });

  test('is for this machine, and for no other name', () => {
    expect([server.checkIP('127.0.0.1'), server.checkIP('127.0.0.2')]).toEqual(['127.0.0.1', undefined]);
    expect([server.checkHost('example.com'), server.checkHost('a.b.aliyuncs.com')]).toEqual([undefined, undefined]);
  });

  test('is valid for three months from the day before', () => {
    expect([server.validFrom, server.validTo].map((one) => new Date(one).toISOString().slice(0, 10))).toEqual(['2026-11-20', '2027-02-19']);
  });

  test('has a serial of its own, and is for servers', () => {
    expect(new X509Certificate(issueCertificate(hosts, now).cert).serialNumber).not.toBe(server.serialNumber);
    expect(server.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
  });
});

/** A GET of the admin interface with this CA alone; the code of the error where the certificate is not accepted. */
const get = (url: string, ca?: string): Promise<number | string | undefined> =>
  new Promise((resolve) => {
    const sent = request(`${url}/_snapspec/clock`, { ...(ca && { ca }), agent: false }, (reply) => resolve(reply.resume().statusCode));
    sent.on('error', (error: NodeJS.ErrnoException) => resolve(error.code)).end();
  });

test('snapspec emulator --tls serves https, and prints the file of its CA, which is there while it runs', async () => {
  const lines: string[] = [];
  const end = new AbortController();
  const ran = snapspec(folder({ 'seed.yaml': 'disks: [{id: d-1}]' }), ['emulator', '--seed', 'seed.yaml', '--port', '0', '--tls'], {
    stdout: (text) => void lines.push(...text.trimEnd().split('\n')),
    signal: end.signal,
  });
  await expect.poll(() => lines.length).toBe(3);
  const url = /https:\S+/.exec(lines[0] as string)?.[0] as string;
  const file = /NODE_EXTRA_CA_CERTS=(\S+)/.exec(lines[2] as string)?.[1] as string;
  const ca = readFileSync(file, 'utf8');
  expect([statSync(file).mode & 0o777, statSync(dirname(file)).mode & 0o777]).toEqual([0o600, 0o700]);
  expect([await get(url, ca), await get(url)]).toEqual([200, expect.stringMatching(/SELF_SIGNED|UNABLE_TO/)]);
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', servername: 'sts.aliyuncs.com', ca });
  await new Promise((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject));
  expect(socket.authorized).toBe(true);
  socket.destroy();
  end.abort();
  expect((await ran).code).toBe(0);
  expect(existsSync(dirname(file))).toBe(false);
});
