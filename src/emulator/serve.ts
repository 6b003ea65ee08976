import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Failure } from '../base/failure.ts';
import type { Settings } from './model/settings.ts';
import type { World } from './model/world.ts';
import { keysOf } from './http/access-keys.ts';
import type { Key } from './http/access-keys.ts';
import type { ServerCertificate } from './http/certificate.ts';
import { replay } from './state/changes.ts';
import type { StateChange } from './state/changes.ts';
import { parseFaults } from './faults/parse.ts';
import type { Call } from './instance.ts';
import { readFileOf, readSeedFile } from './local.ts';
import { system } from './system.ts';
import { loadModel } from './services/local-model.ts';
import type { Model } from './model/model.ts';
import { parseSeed, worldOf } from './seed/seed.ts';
import type { Seed } from './seed/types.ts';
import { startEmulator } from './http/server.ts';
import type { Emulator, EmulatorOptions } from './http/server.ts';
import { parseLatency, parseLimits } from './model/parse-settings.ts';
import { openState } from './state/state.ts';

export const logFormats = ['text', 'json', 'none'] as const;

export type ServeOptions = {
  readonly seedFile: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Writes one line for a person. */
  readonly print: (line: string) => void;
  /** Ends the service. */
  readonly signal: AbortSignal;
  /** Milliseconds by which replies are delayed: `50`, or `20-80`. */
  readonly latency?: string;
  /** A file of faults. */
  readonly faultsFile?: string;
  /** `*=600,CreateSnapshot=60,SNAP-QUOTA-MANUAL=3`. */
  readonly limits?: string;
  /** `real`, or the moment at which the clock stops until it is moved. */
  readonly time?: string;
  /** How calls are printed. */
  readonly log?: (typeof logFormats)[number];
  /** Serves https; the file of the CA is printed. */
  readonly tls?: boolean;
  /** The file that the world is saved in, from one run to the next. */
  readonly stateFile?: string;
};

type OpenWorld = { readonly world: World; readonly record?: (change: StateChange) => void; readonly close: () => void };

/** The world of the state file, or a new one. */
function worldIn(options: ServeOptions, seed: Seed, text: string, model: Model): OpenWorld {
  const create = (): World => worldOf(seed, startOf(options.time) ?? system.now());
  if (options.stateFile === undefined) return { world: create(), close: () => {} };
  const file = { name: basename(options.seedFile), text };
  return openState(options.stateFile, file, create, { replay: (world, change) => replay(model, world, change) });
}

function startOf(time: string | undefined): number | undefined {
  if (time === undefined || time === 'real') return undefined;
  const at = Date.parse(time);
  if (Number.isNaN(at))
    throw new Failure('usage', `--time ${time} is not a moment.`, { help: 'Give real, or a moment such as 2026-11-21T10:00:00Z.' });
  return at;
}

function settingsOf({ latency, limits }: ServeOptions, model: Model): Partial<Settings> {
  return { ...(limits !== undefined && parseLimits(limits, model)), ...(latency !== undefined && parseLatency(latency)) };
}

const lineOf: { readonly [F in (typeof logFormats)[number]]: (call: Call) => string } = {
  text: ({ status, service, action, code, fault }) =>
    [status || '---', service ?? '?', action, code, fault && `(${fault})`].filter((part) => part).join(' '),
  json: (call) => JSON.stringify({ ...call, at: new Date(call.at).toISOString() }),
  none: () => '',
};

type Served = OpenWorld & { readonly keys: readonly Key[]; readonly certificate: ServerCertificate | undefined };

function emulatorOptions(options: ServeOptions, open: Served, model: Model): EmulatorOptions {
  const { port, print, log = 'text', faultsFile } = options;
  const { record, keys, certificate } = open;
  return {
    seed: open.world,
    port,
    settings: settingsOf(options, model),
    keys,
    ...(certificate && { tls: certificate }),
    ...(faultsFile !== undefined && { faults: parseFaults(readFileOf(faultsFile, 'The fault file'), faultsFile) }),
    ...(log !== 'none' && { log: (call) => print(lineOf[log](call)) }),
    ...(record && { onChange: (_, change) => record(change) }),
  };
}

/**
 * A certificate for this machine, and for the names of the services: clients whose endpoints cannot be set are sent here by
 * another address of such a name.
 */
async function certificateFor({ tls }: ServeOptions, { regions }: World): Promise<ServerCertificate | undefined> {
  if (!tls) return undefined;
  const { issueCertificate } = await import('./http/certificate.ts');
  const services = ['*.aliyuncs.com', ...regions.map((region) => `*.${region}.aliyuncs.com`)];
  return issueCertificate(['127.0.0.1', 'localhost', ...services], system.now());
}

/** Writes the CA where only this user can read it, prints the path, and gives what removes it. */
function printAuthority(certificate: ServerCertificate | undefined, print: (line: string) => void): () => void {
  if (certificate === undefined) return () => {};
  const folder = mkdtempSync(join(tmpdir(), 'snapspec-ca-'));
  const file = join(folder, 'ca.pem');
  writeFileSync(file, certificate.ca, { mode: 0o600 });
  print(`Its CA: NODE_EXTRA_CA_CERTS=${file}`);
  return () => rmSync(folder, { recursive: true, force: true });
}

function printAddress(emulator: Emulator, keys: readonly Key[], print: (line: string) => void): void {
  print(`The local cloud listens on ${emulator.url}`);
  for (const { id, secret } of keys.slice(0, 1))
    print(`Its key: ALIBABA_CLOUD_ACCESS_KEY_ID=${id} ALIBABA_CLOUD_ACCESS_KEY_SECRET=${secret}`);
}

/**
 * Serves a local cloud until the signal is given. Each call is printed with its outcome.
 * @throws Failure `usage` for an invalid seed, option or file, or a port that is taken; `refused` where the state is in use
 */
export async function serve(options: ServeOptions): Promise<void> {
  const { print, signal } = options;
  const text = readSeedFile(options.seedFile);
  const seed = parseSeed(text, options.seedFile);
  const model = loadModel();
  const open = worldIn(options, seed, text, model);
  try {
    const keys = keysOf(seed);
    const certificate = await certificateFor(options, open.world);
    const emulator = await startEmulator(emulatorOptions(options, { ...open, keys, certificate }, model));
    const start = startOf(options.time);
    if (start !== undefined) emulator.set({ clock: { at: start } });
    printAddress(emulator, keys, print);
    const removeAuthority = printAuthority(certificate, print);
    await new Promise<void>((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true })));
    await emulator.close();
    removeAuthority();
  } finally {
    open.close();
  }
}
