import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Failure } from '../../base/failure.ts';
import type { World } from '../model/world.ts';
import { keysOf } from './access-keys.ts';
import type { Key } from './access-keys.ts';
import { administer, isForAdmin } from './admin.ts';
import { clockOver } from '../model/clock.ts';
import type { WorldClock } from '../model/clock.ts';
import { executeLate } from '../model/execute.ts';
import type { StateChange } from '../instance.ts';
import { changeOf, control, faultCounts, worldNow } from './control.ts';
import type { Controls, FaultCount } from './control.ts';
import type { Delivery } from './response.ts';
import { faultsOf } from '../faults/rules.ts';
import { openNonceStore } from './authenticate.ts';
import { handle } from './handler.ts';
import type { Call, Instance } from '../instance.ts';
import type { HttpRequest } from './request.ts';
import { localAccount, localKey } from '../seed/default-key.ts';
import { system as realMachine } from '../system.ts';
import type { System } from '../system.ts';
import { loadModel } from '../model/model.ts';
import { noCallCounts } from './rate-limit.ts';
import { worldOf } from '../seed/seed.ts';
import type { Seed } from '../seed/types.ts';
import { setSettings } from '../model/parse-settings.ts';
import type { Attributes } from '../model/edit-resource.ts';

export type EmulatorOptions = Pick<Controls, 'faults' | 'settings'> & {
  readonly seed: Seed | World;
  /** 0 takes any free port. */
  readonly port?: number;
  /** The clock of the world, in milliseconds since 1970; the wall's by default. Signatures are held to the wall's. */
  readonly clock?: () => number;
  readonly machine?: System;
  /** How long a snapshot is being taken; the world's own setting by default. */
  readonly snapshotSeconds?: number;
  readonly keys?: readonly Key[];
  /** How far the time of a request may be off. */
  readonly windowSeconds?: number;
  readonly log?: (call: Call) => void;
  /** Called after every change and before it is answered, so that what is answered can be kept. */
  readonly onChange?: (world: World, change: StateChange) => void;
};

export type Emulator = {
  readonly url: string;
  /** With its port, as an SDK takes it for an endpoint. */
  readonly host: string;
  readonly port: number;
  readonly world: () => World;
  readonly calls: () => readonly Call[];
  /** Sets faults, settings or the clock while it runs. @throws Failure `usage` for what is wrong */
  readonly set: (controls: Controls) => void;
  /** Changes a thing as somebody else would. @throws Failure `usage` for a thing or a member that is not there */
  readonly change: (id: string, members: Attributes) => void;
  /** The faults at work, with how many calls each matched and how often it struck. */
  readonly faults: () => readonly FaultCount[];
  readonly close: () => Promise<void>;
};

/** The RPC page states 31 minutes; for V3 no page states any. */
const usualWindow = 31 * 60;
const largestBody = 1024 * 1024;

const isWorld = (seed: Seed | World): seed is World => 'format' in seed;

/**
 * Starts a local cloud on this machine. A world that is given is used as it is, and changed in place.
 * @throws Failure `usage` where the port is taken
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const machine = options.machine ?? realMachine;
  const clock = clockOver(options.clock ?? machine.now);
  const running = await begin(options, machine, clock.now);
  if (options.faults !== undefined) control(running, clock, { faults: options.faults });
  if (options.settings !== undefined) control(running, clock, { settings: options.settings });
  const server = createServer((request, response) => void serve(running, clock, request, response));
  const port = await listen(server, options.port ?? 0);
  const host = `127.0.0.1:${port}`;
  return {
    url: `http://${host}`,
    host,
    port,
    world: () => worldNow(running),
    calls: () => running.calls,
    set: (controls) => control(running, clock, controls),
    change: (id, members) => changeOf(running, id, members),
    faults: () => faultCounts(running),
    close: () => close(server),
  };
}

async function begin(options: EmulatorOptions, machine: System, now: () => number): Promise<Instance> {
  const { seed, snapshotSeconds, windowSeconds = usualWindow, log, onChange } = options;
  const world = isWorld(seed) ? seed : worldOf(seed, now());
  setSettings(world, snapshotSeconds === undefined ? {} : { snapshotSeconds });
  const named = options.keys ?? (isWorld(seed) ? [] : keysOf(seed.keys ?? [], world.account));
  const keys = named.length > 0 ? named : [{ ...localKey, account: world.account || localAccount }];
  const gate = openNonceStore(keys, windowSeconds);
  return {
    model: await loadModel(),
    world,
    gate,
    machine,
    now,
    calls: [],
    faults: faultsOf({ rules: [] }),
    rates: noCallCounts(),
    late: [],
    log,
    onChange,
  };
}

function listen(server: Server, port: number): Promise<number> {
  // A client keeps its connections; dropping an idle one first would look like a lost answer.
  server.keepAliveTimeout = 60_000;
  return new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        new Failure('usage', `port ${port} of 127.0.0.1 cannot be used: ${cause.message}`, {
          help: 'Choose another port, or 0 for any free one.',
          cause,
        }),
      ),
    );
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
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

async function serve(running: Instance, clock: WorldClock, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const asked = await httpRequestOf(request);
    executeLate(running);
    if (isForAdmin(asked)) return answerAdmin(running, clock, asked, request, response);
    const delivery = handle(running, asked);
    if (delivery.wait > 0) await running.machine.wait(delivery.wait);
    send(delivery, skewedDate(running), response);
  } catch {
    // The peer is gone, or sends more than any call can need: there is nobody to answer.
    response.destroy();
  }
}

function answerAdmin(
  running: Instance,
  clock: WorldClock,
  asked: HttpRequest,
  { socket }: IncomingMessage,
  response: ServerResponse,
): void {
  const { status, body } = administer(running, clock, asked, socket.remoteAddress);
  response.writeHead(status, { 'content-type': 'application/json;charset=utf-8' });
  response.end(JSON.stringify(body));
}

/** The clock that judges requests also dates the answers. */
const skewedDate = ({ machine, world }: Instance): string => new Date(machine.now() + world.settings.clockSkewSeconds * 1000).toUTCString();

/** Sends an answer, a part of it, or nothing; where it is not whole, the connection ends. */
function send({ type, status, headers, body }: Delivery, date: string, response: ServerResponse): void {
  if (type === 'none') {
    response.destroy();
    return;
  }
  const bytes = Buffer.from(body, 'utf8');
  response.writeHead(status, { date, ...headers, 'content-length': bytes.length });
  if (type === 'whole') response.end(bytes);
  else response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}
