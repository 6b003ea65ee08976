import { linkSync, lstatSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import type { Access, Named } from './access.ts';
import { codeOf, failed, reasonOf, typeName } from './failures.ts';
import type { Located } from './locate.ts';
import { locate } from './locate.ts';
import { readLocated } from './read.ts';
import { writeLocated } from './write.ts';

/** Who holds a lock. */
type Holder = {
  readonly pid?: number;
  readonly host?: string;
  /** When its process began, in a form of the system; another process of the same number began at another time. */
  readonly began?: string;
  /** Of this lock, so that a process knows its own. */
  readonly id?: string;
};

/** The locks that this process holds. */
const ours = new Set<string>();

/** A lock is a few words; whatever is larger is none. */
const most = 4_096;

/**
 * Takes a lock, also from a process that ended without letting it go; gives back how to let it go.
 * @param what is locked, for a person
 * @throws Failure `refused` where another process holds it, `usage` where the file cannot be made
 */
export function takeLock(named: Named, access: Access, what: string): () => void {
  const located = locate(named, access, { to: 'lock' });
  if (located.link) throw failed(located.shown, 'it is a link', { to: 'lock' });
  const id = crypto.randomUUID();
  // Made whole under another name first, so that nobody reads half of it.
  const beside = `${located.real}.${id}`;
  try {
    const { pid } = process;
    const text = JSON.stringify({ pid, host: hostname(), began: beganAt(pid), id });
    writeLocated({ ...located, real: beside, exists: false }, Buffer.from(text), { mode: 0o600 });
    claim(beside, located, what);
  } finally {
    rmSync(beside, { force: true });
  }
  ours.add(id);
  return () => {
    ours.delete(id);
    rmSync(located.real, { force: true });
  };
}

function claim(beside: string, located: Located, what: string): void {
  const { real, shown } = located;
  if (linked(beside, real, shown)) return;
  const holder = contentOf(located);
  if (holder !== undefined && isHeld(holderIn(holder)))
    throw new Failure('refused', `${what} is in use: ${quote(shown)} is held by ${nameOf(holderIn(holder))}.`, {
      help: 'Wait until that run ends. Where no run holds it any more, remove the file.',
    });
  if (!putAside(located, holder) || !linked(beside, real, shown))
    throw new Failure('refused', `${what} is in use: ${quote(shown)} was taken just now.`, { help: 'Run it again.' });
}

/** A hard link appears with its content, or not at all. */
function linked(from: string, to: string, shown: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') return false;
    throw failed(shown, reasonOf(cause), { to: 'lock' }, cause);
  }
}

/** What a lock file holds; undefined where it has just gone. */
function contentOf({ shown, real }: Located): string | undefined {
  const stats = lstatSync(real, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  if (!stats.isFile()) throw failed(shown, `it is ${typeName(stats)}, not the file of a lock`, { to: 'lock' });
  return Buffer.from(readLocated({ shown, real, exists: true, link: false }, { most })).toString('utf8');
}

/** Moves a dead lock away. Had another run taken it meanwhile, its lock is put back. */
function putAside(located: Located, holder: string | undefined): boolean {
  if (holder === undefined) return true;
  const { real, shown } = located;
  const away = `${real}.${crypto.randomUUID()}.dead`;
  try {
    renameSync(real, away);
    if (contentOf({ ...located, real: away }) === holder) return true;
    linked(away, real, shown);
    return false;
  } catch {
    return false;
  } finally {
    rmSync(away, { force: true });
  }
}

function holderIn(text: string): Holder {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Holder) : {};
  } catch {
    return {};
  }
}

const nameOf = ({ pid, host }: Holder): string => `process ${Number(pid)} on ${quote(host)}`;

/** Whether a process of this machine that may hold a lock is still there; one of another machine cannot be asked. */
function isHeld({ pid, host, began, id }: Holder): boolean {
  if (typeof pid !== 'number' || typeof host !== 'string') return false;
  if (host !== hostname()) return true;
  // In a container every run may have the same number.
  if (pid === process.pid) return typeof id === 'string' && ours.has(id);
  const now = beganAt(pid);
  return isAlive(pid) && (began === undefined || now === undefined || now === began);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** When a process began, in ticks since this machine started; undefined where the system does not say. */
function beganAt(pid: number): string | undefined {
  try {
    // The name of the program stands in brackets and may hold anything; the twentieth field after it is the time.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19];
  } catch {
    return undefined;
  }
}
