import { basename } from 'node:path';
import { found, makeFolder, readText, shownName } from '../files/index.ts';
import type { Access, Named } from '../files/index.ts';
import { localKey } from './seed/default-key.ts';
import { system } from './system.ts';
import { parseSeed } from './seed/check.ts';
import { worldOf } from './seed/seed.ts';
import { replay } from './state/changes.ts';
import { loadModel } from './services/local-model.ts';
import { startEmulator } from './http/server.ts';
import { openState } from './state/state.ts';

export type LocalOptions = {
  readonly stack: string;
  /** The folder of the spec: that of the seed and of the state. */
  readonly folder: string;
  readonly seedFile?: Named;
  /** From where links may be followed; by default from the folder of the spec. */
  readonly access?: Access;
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
export const readSeedFile = (named: Named, access: Access): Promise<string> =>
  readText(named, access, {
    help: `snapspec init writes ${defaultSeed} with a first spec, snapspec seed writes one from an account; or name another seed.`,
  });

/**
 * Starts the local cloud of a stack. Its world is saved in `.snapspec/<stack>.json` beside the spec, and every change
 * before its call is answered.
 * @throws Failure `usage` for a seed that is missing or invalid, `refused` where the world is in use or was made from another seed
 */
export async function openLocalCloud(options: LocalOptions): Promise<LocalCloud> {
  const { folder, stack, access = { cwd: folder } } = options;
  const seed = options.seedFile ?? found(folder, defaultSeed);
  const text = await readSeedFile(seed, access);
  const name = shownName(seed);
  const create = () => worldOf(parseSeed(text, name), system.now());
  const model = loadModel();
  const file = found(makeFolder(folder, '.snapspec', access), `${stack}.json`);
  const state = openState(file, { name: basename(name), text }, create, {
    access,
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
    lag: Math.max(0, ...Object.values(state.world.settings.listLagMs), ...state.world.settings.replicaLagMs),
    close,
  };
}
