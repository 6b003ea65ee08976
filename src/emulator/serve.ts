import { basename, join } from 'node:path';
import { Failure } from '../base/failure.ts';
import { jsonLine } from '../escape/json.ts';
import { cut } from '../escape/cut.ts';
import { logLine, longestWord } from '../escape/log.ts';
import { inTemporaryFolder, readText, shownName } from '../files/index.ts';
import type { Access, Named } from '../files/index.ts';
import type { Settings } from './model/settings.ts';
import type { World } from './model/world.ts';
import { keysOf } from './http/access-keys.ts';
import type { Key } from './http/access-keys.ts';
import type { ServerCertificate } from './http/certificate.ts';
import { replay } from './state/changes.ts';
import type { StateChange } from './state/changes.ts';
import { parseFaults } from './faults/parse.ts';
import type { Call } from './instance.ts';
import { readSeedFile } from './local.ts';
import { system } from './system.ts';
import { loadModel } from './services/local-model.ts';
import type { Model } from './model/model.ts';
import { parseSeed } from './seed/check.ts';
import { worldOf } from './seed/seed.ts';
import type { Seed } from './seed/types.ts';
import { startEmulator } from './http/server.ts';
import type { Emulator, EmulatorOptions } from './http/server.ts';
import { parseLatency, parseLimits } from './model/parse-settings.ts';
import { openState } from './state/state.ts';

export const logFormats = ['text', 'json', 'none'] as const;

export type ServeOptions = {
  readonly seedFile: Named;
  /** From where links may be followed; by default from the folder of the process. */
  readonly access?: Access;
  /** 0 takes any free port. */
  readonly port: number;
  /** Writes one line for a person. */
  readonly print: (line: string) => void;
  /** Ends the service. */
  readonly signal: AbortSignal;
  /** Milliseconds by which replies are delayed: `50`, or `20-80`. */
  readonly latency?: string;
  /** A file of faults. */
  readonly faultsFile?: Named;
  /** `*=600,CreateSnapshot=60,SNAP-QUOTA-MANUAL=3`. */
  readonly limits?: string;
  /** `real`, or the moment at which the clock stops until it is moved. */
  readonly time?: string;
  /** How calls are printed. */
  readonly log?: (typeof logFormats)[number];
  /** Serves https; the file of the CA is printed. */
  readonly tls?: boolean;
  /** The file that the world is saved in, from one run to the next. */
  readonly stateFile?: Named;
};

type OpenWorld = { readonly world: World; readonly record?: (change: StateChange) => void; readonly close: () => void };

/** The world of the state file, or a new one. */
function worldIn(options: ServeOptions, seed: Seed, text: string, model: Model): OpenWorld {
  const create = (): World => worldOf(seed, startOf(options.time) ?? system.now());
  if (options.stateFile === undefined) return { world: create(), close: () => {} };
  const file = { name: basename(shownName(options.seedFile)), text };
  return openState(options.stateFile, file, create, {
    ...(options.access && { access: options.access }),
    replay: (world, change) => replay(model, world, change),
  });
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
  text: ({ status, service, action, code, fault }) => logLine([status || '---', service ?? '?', action, code, fault && `(${fault})`]),
  json: (call) => jsonLine({ ...call, action: cut(call.action, longestWord), at: new Date(call.at).toISOString() }),
  none: () => '',
};

async function faultsIn({ faultsFile, access = { cwd: process.cwd() } }: ServeOptions): Promise<Pick<EmulatorOptions, 'faults'>> {
  if (faultsFile === undefined) return {};
  return { faults: parseFaults(await readText(faultsFile, access), shownName(faultsFile)) };
}

type Served = OpenWorld & { readonly keys: readonly Key[]; readonly certificate: ServerCertificate | undefined };

async function emulatorOptions(options: ServeOptions, open: Served, model: Model): Promise<EmulatorOptions> {
  const { port, print, log = 'text' } = options;
  const { record, keys, certificate } = open;
  return {
    seed: open.world,
    port,
    settings: settingsOf(options, model),
    keys,
    ...(certificate && { tls: certificate }),
    ...(await faultsIn(options)),
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

const caFile = 'ca.pem';

/** Resolves when the signal is given. Until then the CA is in a file that only this user can read, whose path is printed. */
async function untilEnd({ print, signal }: ServeOptions, certificate: ServerCertificate | undefined): Promise<void> {
  const ended = new Promise<void>((resolve) =>
    signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true }),
  );
  if (certificate === undefined) return ended;
  await inTemporaryFolder({ [caFile]: certificate.ca }, (folder) => {
    print(`Its CA: NODE_EXTRA_CA_CERTS=${join(folder, caFile)}`);
    return ended;
  });
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
  const { print } = options;
  const text = await readSeedFile(options.seedFile, options.access ?? { cwd: process.cwd() });
  const seed = parseSeed(text, shownName(options.seedFile));
  const model = loadModel();
  const open = worldIn(options, seed, text, model);
  try {
    const keys = keysOf(seed);
    const certificate = await certificateFor(options, open.world);
    const emulator = await startEmulator(await emulatorOptions(options, { ...open, keys, certificate }, model));
    const start = startOf(options.time);
    if (start !== undefined) emulator.set({ clock: { at: start } });
    printAddress(emulator, keys, print);
    await untilEnd(options, certificate);
    await emulator.close();
  } finally {
    open.close();
  }
}
