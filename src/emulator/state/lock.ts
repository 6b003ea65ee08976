import { linkSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { Failure } from '../../base/failure.ts';
import { quote } from '../../base/text.ts';
import { readIfThere, writeAtomically } from './files.ts';

/** Takes the lock, also from a process that died with it; returns how to release it. */
export function lock(path: string): () => void {
  const beside = `${path}.${process.pid}`;
  writeAtomically(beside, JSON.stringify({ pid: process.pid, host: hostname() }));
  try {
    if (!linked(beside, path)) {
      const holder = readIfThere(path);
      if (holder !== undefined && isAlive(holder))
        throw new Failure('refused', `The local cloud is in use: ${path} is held by ${nameOf(holder)}.`, {
          help: 'Wait until that run ends, or remove the lock file if there is no such run.',
        });
      if (!removed(path, holder) || !linked(beside, path))
        throw new Failure('refused', `The local cloud is in use: ${path} was taken just now.`, { help: 'Run it again.' });
    }
  } finally {
    rmSync(beside, { force: true });
  }
  return () => rmSync(path, { force: true });
}

// A link appears with its content, or not at all.
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Moves a stale lock away. If another run took it meanwhile, its lock is put back. */
function removed(path: string, holder: string | undefined): boolean {
  if (holder === undefined) return true;
  const away = `${path}.${process.pid}.dead`;
  try {
    renameSync(path, away);
    if (readFileSync(away, 'utf8') === holder) return true;
    linked(away, path);
    return false;
  } catch {
    return false;
  } finally {
    rmSync(away, { force: true });
  }
}

type Holder = { readonly pid?: number; readonly host?: string };

function holderOf(text: string): Holder {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return {};
  }
}

function nameOf(text: string): string {
  const { pid, host } = holderOf(text);
  return `process ${pid ?? '?'} on ${quote(host ?? '?')}`;
}

/** A process of another machine cannot be checked, and counts as alive. */
function isAlive(text: string): boolean {
  const { pid, host } = holderOf(text);
  if (host !== hostname() || pid === undefined) return host !== undefined;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
