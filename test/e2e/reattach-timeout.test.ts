import { request } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cloud, folder, rowsOf, snapspec, towards, withKeys } from '../support/cli.ts';
import { theirPolicies } from '../support/crowded-disk.ts';
import { serveHttp } from '../support/servers.ts';

const disk = 'd-bp1moving0000000001';
const seed = {
  account: '1234567890123456',
  region: 'cn-hangzhou',
  disks: [{ id: disk }],
  policies: theirPolicies(disk),
};
const at = 'schedule: {timezone: Asia/Shanghai, at: ["02:00"]}, retentionDays: 14';
const spec = (holder: string, other: string): string =>
  `apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\napprove: {reductions: 1, reason: it moves}\npolicies:\n  ${holder}: {${at}, disks: {any: [{id: ${disk}}]}}\n  ${other}: {${at}, disks: {any: []}}\n`;

test('what a run has just taken off is attached though its time is over', async () => {
  withKeys();
  const emulator = await cloud(seed);
  const cwd = folder({ 'snapspec.yaml': spec('old', 'new') });
  expect((await snapspec(cwd, ['apply', '--auto-approve', ...towards(emulator)])).code).toBe(0);
  let isTakenOff = false;
  const port = await serveHttp((asked: IncomingMessage, response: ServerResponse) => {
    const action = String(asked.headers['x-acs-action']);
    // Nothing is read any more once the disk is taken off.
    if (isTakenOff && action.startsWith('Describe')) return;
    const { method, url: path, headers } = asked;
    asked.pipe(
      request({ host: '127.0.0.1', port: emulator.port, method, path, headers }, (reply) => {
        if (action === 'CancelAutoSnapshotPolicy') isTakenOff = true;
        response.writeHead(reply.statusCode ?? 0, reply.headers);
        reply.pipe(response);
      }),
    );
  });
  writeFileSync(join(cwd, 'snapspec.yaml'), spec('new', 'old'));
  const url = `http://127.0.0.1:${port}`;
  const flags = ['--endpoint-ecs', url, '--endpoint-ecd', url, '--endpoint-sts', url, '--settle', '1', '--timeout', '4s'];
  const { code, stdout } = await snapspec(cwd, ['apply', '--auto-approve', ...flags]);
  expect(isTakenOff).toBe(true);
  const holders = rowsOf<{ name: string; attached: object }>(emulator, 'policies').filter(({ attached }) => disk in attached);
  expect(holders.map(({ name }) => name)).toContain('s-new');
  expect(stdout).toContain('was seen under');
  expect(code).toBe(4);
});
