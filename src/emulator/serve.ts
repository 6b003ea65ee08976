import { basename } from 'node:path';
import { Failure } from '../base/failure.ts';
import { jsonLine } from '../escape/json.ts';
import { cut } from '../escape/cut.ts';
import { logLine, longestWord } from '../escape/log.ts';
import { readText, shownName } from '../files/index.ts';
import type { Access, Named } from '../files/index.ts';
import type { Settings } from './model/settings.ts';
import type { World } from './model/world.ts';
import { keysOf } from './http/access-keys.ts';
import type { Key } from './http/access-keys.ts';
import { replay } from './state/changes.ts';
import type { StateChange } from './state/changes.ts';
import { parseFaults } from './faults/parse.ts';
import type { Call } from './instance.ts';
import { localKey } from './seed/default-key.ts';
import { readSeedFile } from './local.ts';
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

async function emulatorOptions(options: ServeOptions, open: OpenWorld, keys: readonly Key[], model: Model): Promise<EmulatorOptions> {
  const { port, print, log = 'text' } = options;
  const { record } = open;
  return {
    seed: open.world,
    port,
    settings: settingsOf(options, model),
    ...(keys.length > 0 && { keys }),
    ...(await faultsIn(options)),
    ...(log !== 'none' && { log: (call) => print(lineOf[log](call)) }),
    ...(record && { onChange: (_, change) => record(change) }),
  };
}

function printAddress(emulator: Emulator, keys: readonly Key[], print: (line: string) => void): void {
  print(`The local cloud listens on ${emulator.url}`);
  const { id, secret } = keys[0] ?? localKey;
  print(`Its key: ALIBABA_CLOUD_ACCESS_KEY_ID=${id} ALIBABA_CLOUD_ACCESS_KEY_SECRET=${secret}`);
}

/**
 * Serves a local cloud until the signal is given. Each call is printed with its outcome.
 * @throws Failure `usage` for an invalid seed, option or file, or a port that is taken; `refused` where the state is in use
 */
export async function serve(options: ServeOptions): Promise<void> {
  const { print, signal } = options;
  const text = await readSeedFile(options.seedFile, options.access ?? { cwd: process.cwd() });
  const seed = parseSeed(text, shownName(options.seedFile));
  const model = loadModel();
  const open = worldIn(options, seed, text, model);
  try {
    const keys = keysOf(seed.keys ?? [], open.world.account);
    const emulator = await startEmulator(await emulatorOptions(options, open, keys, model));
    const start = startOf(options.time);
    if (start !== undefined) emulator.set({ clock: { at: start } });
    printAddress(emulator, keys, print);
    await new Promise<void>((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true })));
    await emulator.close();
  } finally {
    open.close();
  }
}
