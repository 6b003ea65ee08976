import { createHash } from 'node:crypto';
import { Failure } from '../../base/failure.ts';
import { quote } from '../../base/text.ts';
import { besides, makeParents, readTextIfThere, removeFile, shownName, takeLock, writeFile } from '../../files/index.ts';
import type { Access, Named } from '../../files/index.ts';
import { restoreWorld } from '../model/world.ts';
import type { SavedWorld, World } from '../model/world.ts';
import type { StateChange } from './changes.ts';
import { changesIn, openJournal } from './journal.ts';
import type { Journal } from './journal.ts';

/** The seed file that a world is made from. */
export type SeedFile = { readonly name: string; readonly text: string };

/** What a state file holds. */
type Saved = { readonly format: 1; readonly seed: { readonly name: string; readonly digest: string }; readonly world: SavedWorld };

/** A world that is saved in a file, and locked until it is closed. */
export type State = {
  readonly world: World;
  /** Writes the whole world. */
  readonly save: () => void;
  /** Writes one change of it; the whole world once the changes take up as much space. */
  readonly record: (change: StateChange) => void;
  /** Writes the whole world if it changed, and releases the file. */
  readonly close: () => void;
};

export type StateOptions = {
  /** From where links may be followed; by default from the folder of the process. */
  readonly access?: Access;
  readonly reset?: boolean;
  /** Repeats a change that a run recorded before it was interrupted. */
  readonly replay?: (world: World, change: StateChange) => void;
};

const digestOf = (text: string): string => `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`;

/**
 * Opens the world of a state file, or creates it from its seed, and locks the file while it is in use.
 * @throws Failure `refused` where another process uses it, or it was made from another seed file
 */
export function openState(named: Named, seed: SeedFile, create: () => World, options: StateOptions = {}): State {
  const file = { named, access: options.access ?? { cwd: process.cwd() } };
  makeParents(named, file.access);
  const unlock = takeLock(besides(named, '.lock'), file.access, 'The local cloud');
  try {
    if (options.reset) removeFile(named, file.access);
    const origin = { name: seed.name, digest: digestOf(seed.text) };
    const world = load(file, origin, options) ?? create();
    return openFile(file, origin, world, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Where a state is. */
type StateFile = { readonly named: Named; readonly access: Access };

/** The largest state that is read, in bytes: more than one of another's making may have, since nobody else makes it. */
const largestState = 256 * 1024 * 1024;

const help = 'Make the folder of the spec writable, or copy the spec and its seed to one that is.';

/** Journals below this size are never worth a rewrite. */
const smallJournal = 4 * 1024 * 1024;

/** The world's file: the world in its first line, and every change since in a line of its own. */
function openFile({ named, access }: StateFile, origin: Saved['seed'], world: World, unlock: () => void): State {
  let journal: Journal | undefined;
  let whole = 0;
  const save = (): void => {
    const text = `${JSON.stringify({ format: 1, seed: origin, world })}\n`;
    journal?.close();
    writeFile(named, text, access, { mode: 0o600, help });
    journal = openJournal(named, access);
    whole = text.length;
  };
  const record = (change: StateChange): void => {
    journal?.append(change);
    if ((journal?.size() ?? 0) > Math.max(whole, smallJournal)) save();
  };
  const close = (): void => {
    if ((journal?.size() ?? 0) > 0) save();
    journal?.close();
    unlock();
  };
  save();
  return { world, save, record, close };
}

function load({ named, access }: StateFile, origin: Saved['seed'], { replay }: StateOptions): World | undefined {
  const text = readTextIfThere(named, access, { most: largestState });
  const path = quote(shownName(named));
  if (text === undefined) return undefined;
  const [first = '', ...lines] = text.split('\n');
  const saved = savedIn(first);
  if (saved === undefined) throw unreadable(path);
  if (saved.seed.digest !== origin.digest) {
    const what = saved.seed.name === origin.name ? `an earlier version of ${origin.name}` : `${saved.seed.name}, not from ${origin.name}`;
    throw new Failure('refused', `The local cloud in ${path} was made from ${what}.`, {
      help: 'Reset it with --local-reset, or give the seed that it was made from.',
    });
  }
  const world = restored(path, saved.world);
  replayAll(path, world, lines, replay);
  return world;
}

const unreadable = (path: string, cause?: unknown): Failure =>
  new Failure('refused', `${path} does not hold the state of a local cloud that this version can read.`, {
    help: 'Reset it with --local-reset; its content is lost.',
    cause,
  });

/** A world of a file: its members can be of any type. */
function restored(path: string, saved: SavedWorld): World {
  try {
    return restoreWorld(saved);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/** Repeats what an earlier run answered and did not write as a whole any more. */
function replayAll(path: string, world: World, lines: readonly string[], replay: StateOptions['replay']): void {
  try {
    for (const change of changesIn(lines)) replay?.(world, change);
  } catch (cause) {
    throw new Failure('refused', `${path} was left by an interrupted run, and this version cannot replay its last changes.`, {
      help: 'Open it once with the version that wrote it, or reset it with --local-reset.',
      cause,
    });
  }
}

function savedIn(text: string): Saved | undefined {
  try {
    const saved = JSON.parse(text) as Partial<Saved>;
    const known =
      saved.format === 1 &&
      saved.world?.format === 1 &&
      saved.world.resources !== undefined &&
      typeof saved.seed?.digest === 'string' &&
      typeof saved.seed.name === 'string';
    return known ? (saved as Saved) : undefined;
  } catch {
    return undefined;
  }
}
