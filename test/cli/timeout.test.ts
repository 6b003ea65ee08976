import { request } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { serveHttp } from '../support/servers.ts';
import { cloud, folder, snapspec, withKeys } from '../support/cli.ts';

const spec = `apiVersion: snapspec/v1
stack: demo
region: cn-hangzhou
snapshots:
  one:
    diskId: d-1
    occurrence: first
    retentionDays: 7
`;

/** A front of a local cloud that sends the replies of some actions byte by byte, without end. */
async function trickling(isSlow: (action: string) => boolean): Promise<string[]> {
  const emulator = await cloud({ disks: [{ id: 'd-1' }] });
  const port = await serveHttp((asked: IncomingMessage, response: ServerResponse) => {
    if (isSlow(String(asked.headers['x-acs-action']))) {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(timer));
      return;
    }
    const { method, url: path, headers } = asked;
    asked.pipe(
      request({ host: '127.0.0.1', port: emulator.port, method, path, headers }, (reply) => {
        response.writeHead(reply.statusCode ?? 0, reply.headers);
        reply.pipe(response);
      }),
    );
  });
  withKeys();
  const url = `http://127.0.0.1:${port}`;
  return ['--endpoint-ecs', url, '--endpoint-ecd', url, '--endpoint-sts', url, '--settle', '0', '--timeout', '3s'];
}

const message = /error: The run did not end within its --timeout of 3 seconds\.\n {2}help: Give a longer --timeout/;

describe('--timeout', () => {
  test('ends a read with 5', async () => {
    const flags = await trickling((action) => action.startsWith('Describe'));
    const { code, stderr } = await snapspec(folder({ 'snapspec.yaml': spec }), ['plan', ...flags]);
    expect(code).toBe(5);
    expect(stderr).toMatch(message);
  });

  test('ends an apply with an unanswered write with 4, and reports it', async () => {
    const flags = await trickling((action) => action === 'CreateSnapshot');
    const { code, stderr, stdout } = await snapspec(folder({ 'snapspec.yaml': spec }), ['apply', '--auto-approve', ...flags]);
    expect(stderr).toMatch(message);
    expect(stdout).toContain('the run ended before its outcome was known');
    expect(code).toBe(4);
  });

  test.each(['0', '-1', '1d', 'soon', '25h', '1e3'])('%s is no time', async (given) => {
    const { code, stderr } = await snapspec(folder({ 'snapspec.yaml': spec }), ['plan', '--local', '--timeout', given]);
    expect([code, stderr]).toEqual([64, `error: --timeout ${given} is not a time of at most 24h.\n  help: For example: --timeout 15m\n`]);
  });
});
