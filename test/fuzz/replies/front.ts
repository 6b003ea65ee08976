import { createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { services } from '../../../src/facts/services.ts';
import type { Honest, Kind } from './kinds.ts';

/** What stands before a local cloud, and answers some calls in its place. */
export type Front = {
  readonly url: string;
  /** The operations that were called, and those that were called after the first write. */
  readonly seen: ReadonlySet<string>;
  readonly seenAfter: ReadonlySet<string>;
  /** How many calls it answered in place of the cloud. */
  readonly struck: () => number;
  readonly close: () => void;
};

/**
 * When an operation is answered by another: always, or once something was written. A call that is `lost` never reaches the
 * cloud; else it is carried out, and only its answer is another.
 */
export type Strike = { readonly operation: string; readonly kind: Kind; readonly from: 'start' | 'first write'; readonly lost: boolean };

/** What the cloud could have said to a write that never arrived. */
const lostBody = { RequestId: 'R-LOST', SnapshotId: 's-lost', SnapshotGroupId: 'ssg-lost', AutoSnapshotPolicyId: 'sp-lost' };
const lost: Honest = { status: 200, text: JSON.stringify(lostBody), body: lostBody };

export const isRead = (operation: string): boolean => /^\w+ (?:Describe|Get|List)/.test(operation);

/** The service and the action of a call; each service has its own version. */
function operationOf({ url = '', headers }: IncomingMessage): string {
  const query = new URL(url, 'http://x').searchParams;
  const version = headers['x-acs-version'] ?? query.get('Version');
  const [service] = Object.entries(services).find(([, one]) => one.version === version) ?? ['?'];
  return `${service} ${headers['x-acs-action'] ?? query.get('Action')}`;
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function forward(port: number, { method, url, headers }: IncomingMessage, body: Buffer): Promise<Honest> {
  return new Promise((resolve, reject) => {
    const onward = httpRequest({ host: '127.0.0.1', port, method, path: url, headers }, async (reply) => {
      const text = String(await bytesOf(reply));
      resolve({ status: reply.statusCode ?? 500, text, body: JSON.parse(text) as Honest['body'] });
    });
    onward.on('error', reject).end(body);
  });
}

function pass(response: ServerResponse, { status, text }: Honest): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(text);
}

/** Starts one before the local cloud at a port. */
export async function startFront(port: number, strike?: Strike): Promise<Front> {
  const [seen, seenAfter] = [new Set<string>(), new Set<string>()];
  let written = false;
  let strikes = 0;
  const server = createServer(async (request, response) => {
    const operation = operationOf(request);
    seen.add(operation);
    if (written) seenAfter.add(operation);
    written ||= !isRead(operation);
    const struck = strike?.operation === operation && (strike.from === 'start' || written) ? strike : undefined;
    const body = await bytesOf(request);
    const honest = struck?.lost ? lost : await forward(port, request, body);
    response.on('error', () => {});
    if (struck === undefined) return pass(response, honest);
    strikes++;
    struck.kind.answer(response, honest);
  });
  server.on('connection', (socket) => socket.on('error', () => {}));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    seenAfter,
    struck: () => strikes,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
