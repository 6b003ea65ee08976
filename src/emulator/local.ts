import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Failure } from '../base/failure.ts';
import { localKey } from './seed/default-key.ts';
import { system } from './system.ts';
import { parseSeed, worldOf } from './seed/seed.ts';
import { replay } from './model/execute.ts';
import { loadModel } from './model/model.ts';
import { startEmulator } from './http/server.ts';
import { openState } from './state/state.ts';

export type LocalOptions = {
  readonly stack: string;
  /** Of the spec: the seed is looked for, and the state is kept, beside it. */
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

const usualSeed = 'local-cloud.yaml';

/**
 * Reads a seed file.
 * @throws Failure `usage` where it is not there
 */
export const readSeedFile = (path: string): string =>
  readFileOf(path, 'the seed of the local cloud', `Write one (docs/emulator.md says how), beside the spec as ${usualSeed}, or name one.`);

/**
 * Reads a file that a person named.
 * @throws Failure `usage` where it is not there
 */
export function readFileOf(path: string, what: string, help?: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Failure('usage', `${what}, ${path}, cannot be read`, { ...(help !== undefined && { help }), cause });
  }
}

/** Makes the folder of states, which keeps itself out of the repository that the spec most often stands in. */
function makeStateFolder(path: string): string {
  try {
    if (mkdirSync(path, { recursive: true }) !== undefined) writeFileSync(join(path, '.gitignore'), '*\n');
  } catch {
    // Who opens the state says what is wrong with the folder.
  }
  return path;
}

/**
 * Starts the local cloud of a stack. Its world lives in `.snapspec/<stack>.json` beside the spec, and every
 * change is kept there before it is answered.
 * @throws Failure `usage` for a seed that is missing or wrong, `refused` where the world is in use or grew from another seed
 */
export async function openLocalCloud(options: LocalOptions): Promise<LocalCloud> {
  const path = options.seedFile ?? join(options.folder, usualSeed);
  const text = readSeedFile(path);
  const begin = () => worldOf(parseSeed(text, path), system.now());
  const model = await loadModel();
  const file = join(makeStateFolder(join(options.folder, '.snapspec')), `${options.stack}.json`);
  const state = openState(file, { name: basename(path), text }, begin, {
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
