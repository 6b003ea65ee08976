import { request } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { cloud, folder, snapspec, withKeys } from '../support/cli.ts';
import { serveHttp } from '../support/servers.ts';

const spec = `apiVersion: snapspec/v1
stack: demo
region: cn-hangzhou
snapshots: {one: {diskId: d-1, occurrence: first}, two: {diskId: d-2, occurrence: first}}
`;

/** A front of a local cloud that answers reads in its own way once a snapshot has been created. */
async function front(afterwards: (asked: IncomingMessage, response: ServerResponse) => void) {
  const emulator = await cloud({ disks: [{ id: 'd-1' }, { id: 'd-2' }] });
  let creates = 0;
  let reads = 0;
  const port = await serveHttp((asked, response) => {
    const action = String(asked.headers['x-acs-action']);
    if (creates === 2 && action.startsWith('Describe')) {
      reads += 1;
      return afterwards(asked, response);
    }
    const { method, url: path, headers } = asked;
    asked.pipe(
      request({ host: '127.0.0.1', port: emulator.port, method, path, headers }, (reply) => {
        if (action === 'CreateSnapshot') creates += 1;
        response.writeHead(reply.statusCode ?? 0, reply.headers);
        reply.pipe(response);
      }),
    );
  });
  withKeys();
  const url = `http://127.0.0.1:${port}`;
  const flags = ['--endpoint-ecs', url, '--endpoint-ecd', url, '--endpoint-sts', url, '--settle', '0', '--auto-approve'];
  return { emulator, flags, reads: () => reads };
}

/** All that a local cloud holds. */
const emulated = async ({ url }: { readonly url: string }): Promise<string> => (await fetch(`${url}/_snapspec/state`)).text();

/** Nobody waits for what passes; only the end of the run is never reached by waiting. */
const hasty = {
  now: () => Date.now(),
  sleep: (milliseconds: number, signal?: AbortSignal) =>
    milliseconds < 600_000
      ? Promise.resolve()
      : new Promise<void>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error))),
};

test('the cloud dies after the writes: what was made is printed, then why it could not be read again', async () => {
  const { emulator, flags, reads } = await front((_, response) => response.destroy());
  const cwd = folder({ 'snapspec.yaml': spec });
  const order: string[] = [];
  const { code, stdout, stderr } = await snapspec(cwd, ['apply', ...flags], {
    clock: hasty,
    stdout: (text) => void order.push(`stdout ${text}`),
    stderr: (text) => void order.push(`stderr ${text}`),
  });
  expect([stdout, stderr]).toEqual(['', '']);
  const report = order.findIndex((one) => one.startsWith('stdout') && one.includes('2 operations: 2 unknown.'));
  const failure = order.findIndex((one) => one.startsWith('stderr error: '));
  expect(report).toBeGreaterThan(0);
  expect(failure).toBeGreaterThan(report);
  const made = [...(await emulated(emulator)).matchAll(/"(s-[a-z0-9]+)"/g)].map(([, id]) => id as string);
  expect(new Set(made).size).toBe(2);
  for (const id of made) expect(order[report]).toContain(id);
  expect(reads()).toBeGreaterThan(0);
  // What was answered and could not be seen is not called done: a token that is remembered names what is gone.
  expect(code).toBe(4);
});

test('as a document too: the receipt is whole, and the failure is on standard error', async () => {
  const { flags } = await front((_, response) => response.destroy());
  const { code, stdout, stderr } = await snapspec(folder({ 'snapspec.yaml': spec }), ['apply', '--format', 'json', ...flags], {
    clock: hasty,
  });
  const receipt = JSON.parse(stdout) as { results: { outcome: string; resourceId: string }[]; after?: object };
  expect(receipt.results.map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown']);
  expect(receipt.results.every(({ resourceId }) => /^s-/.test(resourceId))).toBe(true);
  expect(receipt).not.toHaveProperty('after');
  expect(stderr).toMatch(/^error: /m);
  // What was answered and could not be seen is not called done: a token that is remembered names what is gone.
  expect(code).toBe(4);
});

test('a last look that is throttled until --timeout: the results are printed first', async () => {
  const { flags } = await front((asked, response) => {
    asked.resume();
    response.writeHead(400, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ Code: 'Throttling.User', Message: 'Too many.', RequestId: 'R-1' }));
  });
  const { code, stdout, stderr } = await snapspec(folder({ 'snapspec.yaml': spec }), ['apply', ...flags, '--timeout', '3s']);
  expect(stdout).toContain('2 operations: 2 unknown.');
  expect(stderr).toContain('the service limits its calls by the minute');
  expect(stderr).toMatch(/error: The run did not end within its --timeout of 3 seconds\.\n/);
  // What was answered and could not be seen is not called done: a token that is remembered names what is gone.
  expect(code).toBe(4);
});
