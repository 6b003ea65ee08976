import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect } from 'node:net';
import type { AddressInfo, Server as NetServer, Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach } from 'vitest';

const fixture = (name: string): string => readFileSync(join(import.meta.dirname, '../fixtures', name), 'utf8');

/** A certificate that no authority signed, for the name `ecs.test`. */
const tls = { key: fixture('tls-key.pem'), cert: fixture('tls-cert.pem') };

const open: NetServer[] = [];
const sockets = new Set<Socket>();

afterEach(() => {
  for (const server of open.splice(0)) server.close();
  for (const socket of sockets) socket.destroy();
  sockets.clear();
});

async function listen(server: Server): Promise<number> {
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Connections that are open to the servers of this test. */
export const openSockets = (): number => sockets.size;

/** The port of a server of plain HTTP that is closed after the test. */
export const serveHttp = (listener: RequestListener): Promise<number> => listen(createServer(listener));

/** The port of a server that shows this certificate. */
export const serveTls = (listener: RequestListener): Promise<number> => listen(createTlsServer(tls, listener) as unknown as Server);

/** A proxy that connects to a port of this machine whatever host it is asked for, and records what it sees. */
export async function serveProxy(port: number, refuse?: number) {
  const seen: { readonly requests: string[]; readonly headers: string[]; bytes: string } = { requests: [], headers: [], bytes: '' };
  const server = createServer((request, response) => {
    seen.requests.push(`${request.method} ${request.url}`);
    response.writeHead(502).end();
  });
  server.on('connect', ({ method, url, headers }, socket: Socket) => {
    seen.requests.push(`${method} ${url}`);
    seen.headers.push(JSON.stringify(headers));
    if (refuse !== undefined) return socket.end(`HTTP/1.1 ${refuse} No\r\n\r\n`);
    const target = connect(port, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
    socket.on('data', (chunk: Buffer) => {
      seen.bytes += chunk.toString('latin1');
      target.write(chunk);
    });
    target.on('data', (chunk: Buffer) => socket.write(chunk));
    target.on('close', () => socket.destroy()).on('error', () => {});
    socket.on('close', () => target.destroy()).on('error', () => {});
  });
  return { port: await listen(server), seen };
}
