import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Server as TlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Failure } from '../../base/failure.ts';
import type { World } from '../model/world.ts';
import { issuedKey, keysOf } from './access-keys.ts';
import type { Key } from './access-keys.ts';
import { administer, isForAdmin } from './admin.ts';
import type { AdminReply } from './admin.ts';
import { foreignReply, isForeign } from './foreign.ts';
import { clockOver } from '../model/clock.ts';
import type { WorldClock } from '../model/clock.ts';
import type { StateChange } from '../state/changes.ts';
import { changeWorld, currentWorld, faultCounts, setControls } from './admin-actions.ts';
import type { Controls, FaultCount, WorldChange } from './admin-actions.ts';
import type { Delivery } from './response.ts';
import { startFaults } from '../faults/rules.ts';
import { openNonceStore } from './authenticate.ts';
import { handle } from './handler.ts';
import type { ServedInstance } from './handler.ts';
import { executeDueCalls } from '../instance.ts';
import type { Call, Instance } from '../instance.ts';
import type { HttpRequest } from './request.ts';
import { system as realSystem } from '../system.ts';
import type { System } from '../system.ts';
import { loadModel } from '../services/local-model.ts';
import { noCallCounts } from './rate-limit.ts';
import { worldOf } from '../seed/seed.ts';
import type { Seed } from '../seed/types.ts';
import { setSettings } from '../model/parse-settings.ts';
import type { ResourceEdit } from '../model/edit-resource.ts';

export type EmulatorOptions = Pick<Controls, 'faults' | 'settings'> & {
  readonly seed: Seed | World;
  /** 0 takes any free port. */
  readonly port?: number;
  /** Serves https with this certificate and key, as PEM. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** The clock of the world, in milliseconds since 1970; by default that of the system, by which signatures are always judged. */
  readonly clock?: () => number;
  readonly system?: System;
  /** How long a snapshot is being taken; the world's own setting by default. */
  readonly snapshotSeconds?: number;
  readonly keys?: readonly Key[];
  /** How far the time of a request may be off. */
  readonly windowSeconds?: number;
  readonly log?: (call: Call) => void;
  /** Called after every change and before the call is answered, so that whatever was answered can be saved. */
  readonly onChange?: (world: World, change: StateChange) => void;
};

export type Emulator = {
  readonly url: string;
  /** With its port, as an SDK takes it for an endpoint. */
  readonly host: string;
  readonly port: number;
  readonly world: () => World;
  readonly calls: () => readonly Call[];
  /** Requests that came from elsewhere or without a valid signature: they are counted, and nothing of them is kept. */
  readonly refused: () => number;
  /** Sets faults, settings or the clock while it runs. @throws Failure `usage` for invalid values */
  readonly set: (controls: Controls) => void;
  /** Changes a resource as somebody else would. @throws Failure `usage` for a resource or member that does not exist */
  readonly change: (id: string, members: ResourceEdit) => void;
  /** Deletes, rebuilds or adds resources as somebody else would. @throws Failure `usage` for what does not exist, or does not fit */
  readonly happen: (change: WorldChange) => void;
  /** The active faults, with how many calls each matched and how often it was injected. */
  readonly faults: () => readonly FaultCount[];
  readonly close: () => Promise<void>;
};

/** The RPC page states 31 minutes; for V3 no page states any. */
const defaultWindow = 31 * 60;
const largestBody = 1024 * 1024;

const isWorld = (seed: Seed | World): seed is World => 'format' in seed;

/**
 * Starts a local cloud on this machine. A world that is given is changed in place.
 * @throws Failure `usage` where the port is taken
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const system = options.system ?? realSystem;
  const clock = clockOver(options.clock ?? system.now);
  const instance = createInstance(options, system, clock.now);
  if (options.faults !== undefined) setControls(instance, clock, { faults: options.faults });
  if (options.settings !== undefined) setControls(instance, clock, { settings: options.settings });
  const server = await createListener(options, instance, (request, response) => void serve(instance, clock, request, response));
  const port = await listen(server, options.port ?? 0);
  const host = `127.0.0.1:${port}`;
  return {
    url: `${options.tls ? 'https' : 'http'}://${host}`,
    host,
    port,
    world: () => currentWorld(instance),
    calls: () => instance.calls,
    refused: () => instance.refused,
    set: (controls) => setControls(instance, clock, controls),
    change: (id, members) => changeWorld(instance, { id, set: members }),
    happen: (change) => changeWorld(instance, change),
    faults: () => faultCounts(instance),
    close: () => close(server),
  };
}

function createInstance(options: EmulatorOptions, system: System, now: () => number): ServedInstance {
  const { seed, snapshotSeconds, windowSeconds = defaultWindow, log, onChange } = options;
  const world = isWorld(seed) ? seed : worldOf(seed, now());
  setSettings(world, snapshotSeconds === undefined ? {} : { snapshotSeconds });
  const keys = options.keys ?? keysOf(isWorld(seed) ? { account: world.account } : seed);
  return {
    model: loadModel(),
    world,
    nonces: openNonceStore(keys, windowSeconds, (id) => issuedKey(world, id)),
    system,
    now,
    calls: [],
    refused: 0,
    faults: startFaults({ rules: [] }),
    rates: noCallCounts(),
    delayed: [],
    past: [],
    log,
    onChange,
  };
}

/** What listens; https is loaded only where it is asked for. */
async function createListener({ tls }: EmulatorOptions, instance: Instance, listener: RequestListener): Promise<Server | TlsServer> {
  if (tls === undefined) return createServer(listener);
  const [{ createServer: createTlsServer }, { issueCertificate }] = await Promise.all([import('node:https'), import('./certificate.ts')]);
  const server = createTlsServer(tls, listener);
  let foreign = false;
  // Before the handshake of a connection, so that the setting holds from the next one on.
  server.prependListener('connection', () => {
    const { foreignCertificate } = instance.world.settings;
    if (foreign === foreignCertificate) return;
    foreign = foreignCertificate;
    server.setSecureContext(foreign ? issueCertificate(['127.0.0.1', 'localhost'], instance.system.now()) : tls);
  });
  return server;
}

function listen(server: Server | TlsServer, port: number): Promise<number> {
  // A client keeps its connections; dropping an idle one first would look like a lost reply.
  server.keepAliveTimeout = 60_000;
  return new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        new Failure('usage', `Port ${port} of 127.0.0.1 cannot be used: ${cause.message}.`, {
          help: 'Choose another port, or 0 for any free one.',
          cause,
        }),
      ),
    );
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server | TlsServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) throw new RangeError('the body of a request is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function httpRequestOf(request: IncomingMessage): Promise<HttpRequest> {
  const [path = '/', ...query] = (request.url ?? '/').split('?');
  const headers = Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value] as const);
  return {
    method: request.method ?? '',
    path,
    query: query.join('?'),
    headers: Object.fromEntries(headers),
    body: await readBody(request),
  };
}

async function serve(instance: ServedInstance, clock: WorldClock, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    if (isForeign(request.headers, request.socket.remoteAddress, isForAdmin(request.url ?? ''))) return refuseForeign(instance, response);
    const asked = await httpRequestOf(request);
    executeDueCalls(instance);
    if (isForAdmin(asked.path)) return answerJson(administer(instance, clock, asked), response);
    const delivery = handle(instance, asked);
    if (delivery.wait > 0) await instance.system.wait(delivery.wait);
    send(delivery, skewedDate(instance), response);
  } catch {
    // The peer has disconnected, or sends more than any call needs: there is nobody to answer.
    response.destroy();
  }
}

function answerJson({ status, body }: AdminReply, response: ServerResponse): void {
  response.writeHead(status, { 'content-type': 'application/json;charset=utf-8' });
  response.end(JSON.stringify(body));
}

/** Its body is not read, so the connection cannot be used again. */
function refuseForeign(instance: ServedInstance, response: ServerResponse): void {
  instance.refused++;
  response.setHeader('connection', 'close');
  answerJson(foreignReply, response);
}

/** Replies are dated by the clock that judges requests. */
const skewedDate = ({ system, world }: ServedInstance): string =>
  new Date(system.now() + world.settings.clockSkewSeconds * 1000).toUTCString();

/** Sends a reply, a part of it, or nothing; where it is not whole, the connection ends. */
function send({ type, status, headers, body }: Delivery, date: string, response: ServerResponse): void {
  if (type === 'none') {
    response.destroy();
    return;
  }
  if (type === 'endless') {
    response.writeHead(status, { date, ...headers });
    writeEndlessly(response, body);
    return;
  }
  const bytes = Buffer.from(body, 'utf8');
  response.writeHead(status, { date, ...headers, 'content-length': bytes.length });
  if (type === 'whole') response.end(bytes);
  else response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}

const padding = ' '.repeat(64 * 1024);

/** Begins with the text of a reply, and goes on with blanks, as fast as the peer reads, until it disconnects. */
function writeEndlessly(response: ServerResponse, body: string): void {
  const more = (): void => {
    if (!response.destroyed) response.write(padding);
  };
  response.on('drain', more);
  response.write(body.slice(0, -1));
  more();
}
