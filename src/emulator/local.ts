import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Failure } from '../base/failure.ts';
import { localKey } from './seed/default-key.ts';
import { system } from './system.ts';
import { parseSeed, worldOf } from './seed/seed.ts';
import { replay } from './state/changes.ts';
import { loadModel } from './services/local-model.ts';
import { startEmulator } from './http/server.ts';
import { openState } from './state/state.ts';

export type LocalOptions = {
  readonly stack: string;
  /** The folder of the spec: that of the seed and of the state. */
  readonly folder: string;
  readonly seedFile?: string;
  readonly reset?: boolean;
};

/** A local cloud that a command started for itself. */
export type LocalCloud = {
  readonly url: string;
  readonly credentials: { readonly accessKeyId: string; readonly accessKeySecret: string };
  /** Milliseconds by which its listings lag behind its writes. */
  readonly lag: number;
  readonly close: () => Promise<void>;
};

const defaultSeed = 'local-cloud.yaml';

/**
 * Reads a seed file.
 * @throws Failure `usage` where it cannot be read
 */
export const readSeedFile = (path: string): string =>
  readFileOf(
    path,
    'The seed of the local cloud',
    `Write one beside the spec as ${defaultSeed} (docs/emulator.md says how), or give another file.`,
  );

/**
 * Reads a file that a person named.
 * @throws Failure `usage` where it cannot be read
 */
export function readFileOf(path: string, what: string, help?: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Failure('usage', `${what}, ${path}, cannot be read.`, { ...(help !== undefined && { help }), cause });
  }
}

/** Makes the folder of states, which ignores itself in the repository of the spec. */
function makeStateFolder(path: string): string {
  try {
    if (mkdirSync(path, { recursive: true }) !== undefined) writeFileSync(join(path, '.gitignore'), '*\n');
  } catch {
    // Opening the state reports what is wrong with the folder.
  }
  return path;
}

/**
 * Starts the local cloud of a stack. Its world is saved in `.snapspec/<stack>.json` beside the spec, and every change
 * before its call is answered.
 * @throws Failure `usage` for a seed that is missing or invalid, `refused` where the world is in use or was made from another seed
 */
export async function openLocalCloud(options: LocalOptions): Promise<LocalCloud> {
  const path = options.seedFile ?? join(options.folder, defaultSeed);
  const text = readSeedFile(path);
  const create = () => worldOf(parseSeed(text, path), system.now());
  const model = loadModel();
  const file = join(makeStateFolder(join(options.folder, '.snapspec')), `${options.stack}.json`);
  const state = openState(file, { name: basename(path), text }, create, {
    reset: options.reset ?? false,
    replay: (world, change) => replay(model, world, change),
  });
  const emulator = await startEmulator({ seed: state.world, onChange: (_, change) => state.record(change) });
  const close = async (): Promise<void> => {
    await emulator.close();
    state.close();
  };
  return {
    url: emulator.url,
    credentials: { accessKeyId: localKey.id, accessKeySecret: localKey.secret },
    lag: Math.max(0, ...Object.values(state.world.settings.listLagMs)),
    close,
  };
}
