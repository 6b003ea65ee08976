import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { Failure } from '../../base/failure.ts';
import type { World } from '../model/world.ts';
import type { StateChange } from '../instance.ts';
import { changesIn, openJournal } from './journal.ts';
import type { Journal } from './journal.ts';
import { readIfThere, writeAtomically } from './files.ts';
import { lock } from './lock.ts';

/** The seed file that a world grows from. */
export type SeedFile = { readonly name: string; readonly text: string };

/** What a state file holds. */
type Saved = { readonly format: 1; readonly seed: { readonly name: string; readonly digest: string }; readonly world: World };

/** A world that is kept in a file, and locked until it is closed. */
export type State = {
  readonly world: World;
  /** Writes the whole world. */
  readonly save: () => void;
  /** Writes one change of it; the whole world only where the changes have become as much as that. */
  readonly record: (change: StateChange) => void;
  /** Writes the whole world where it changed, and lets the file go. */
  readonly close: () => void;
};

export type StateOptions = {
  readonly reset?: boolean;
  /** Does a change again that a run had written down before it broke off. */
  readonly replay?: (world: World, change: StateChange) => void;
};

const digestOf = (text: string): string => `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`;

/**
 * Makes the folder and takes the lock.
 * @throws Failure `usage` where nothing can be written there
 */
function begun(path: string): () => void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    return lock(`${path}.lock`);
  } catch (cause) {
    const code = (cause as { code?: unknown }).code;
    if (cause instanceof Failure || typeof code !== 'string') throw cause;
    throw new Failure('usage', `the local cloud keeps its world in ${dirname(path)}, and nothing can be written there (${code})`, {
      help: 'Make the folder of the spec writable, or copy the spec and its seed to one that is.',
      cause,
    });
  }
}

/**
 * Opens the world of a state file, or begins it from its seed, and locks the file while it is in use.
 * @throws Failure `refused` where another process uses it, or it grew from another seed file
 */
export function openState(path: string, seed: SeedFile, begin: () => World, options: StateOptions = {}): State {
  const unlock = begun(path);
  try {
    if (options.reset) rmSync(path, { force: true });
    const origin = { name: seed.name, digest: digestOf(seed.text) };
    const world = load(path, origin, options) ?? begin();
    return keep(path, origin, world, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

const fewBytes = 4 * 1024 * 1024;

/** The world's file: the world in its first line, and every change since in a line of its own. */
function keep(path: string, origin: Saved['seed'], world: World, unlock: () => void): State {
  let journal: Journal | undefined;
  let whole = 0;
  const save = (): void => {
    const text = `${JSON.stringify({ format: 1, seed: origin, world } satisfies Saved)}\n`;
    journal?.close();
    writeAtomically(path, text);
    journal = openJournal(path);
    whole = text.length;
  };
  const record = (change: StateChange): void => {
    journal?.append(change);
    if ((journal?.size() ?? 0) > Math.max(whole, fewBytes)) save();
  };
  const close = (): void => {
    if ((journal?.size() ?? 0) > 0) save();
    journal?.close();
    unlock();
  };
  save();
  return { world, save, record, close };
}

function load(path: string, origin: Saved['seed'], { replay }: StateOptions): World | undefined {
  const text = readIfThere(path);
  if (text === undefined) return undefined;
  const [first = '', ...lines] = text.split('\n');
  const saved = savedIn(first);
  if (saved === undefined)
    throw new Failure('refused', `${path} does not hold the state of a local cloud that this version can read`, {
      help: 'Begin anew with --local-reset; what the local cloud held is lost.',
    });
  if (saved.seed.digest !== origin.digest) {
    const what = saved.seed.name === origin.name ? `an earlier version of ${origin.name}` : `${saved.seed.name}, not from ${origin.name}`;
    throw new Failure('refused', `the local cloud in ${path} grew from ${what}`, {
      help: 'Begin anew with --local-reset, or give the seed that it grew from.',
    });
  }
  redo(path, saved.world, lines, replay);
  return saved.world;
}

/** Does again what an earlier run answered and could not write into the world any more. */
function redo(path: string, world: World, lines: readonly string[], replay: StateOptions['replay']): void {
  try {
    for (const change of changesIn(lines)) replay?.(world, change);
  } catch (cause) {
    throw new Failure('refused', `${path} was left in the middle of a run, and what followed cannot be done again by this version`, {
      help: 'Open it once with the version that wrote it, or begin anew with --local-reset.',
      cause,
    });
  }
}

function savedIn(text: string): Saved | undefined {
  try {
    const saved = JSON.parse(text) as Partial<Saved>;
    const known = saved.format === 1 && saved.world?.format === 1 && typeof saved.seed?.digest === 'string';
    return known ? (saved as Saved) : undefined;
  } catch {
    return undefined;
  }
}
