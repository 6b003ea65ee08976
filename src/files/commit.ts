import { dirname, relative, sep } from 'node:path';
import { Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import type { Access, Named } from './access.ts';
import { shownName } from './access.ts';
import { descriptorOf } from './descriptor.ts';
import type { Environment, Ended, Git } from './git.ts';
import { gitIn } from './git.ts';
import { mostBytes } from './limits.ts';
import { locate } from './locate.ts';
import { nearestWith } from './temporary.ts';

/** Files as a commit has them, each undefined where it has none. */
export type Commit = { readonly id: string; readonly contents: readonly (Uint8Array | undefined)[] };

const longestReference = 256;

/** A file in a repository: its path there, with slashes. */
type Tracked = { readonly repository: string; readonly path: string; readonly shown: string };

function trackedOf(named: Named, access: Access, flag: string): Tracked {
  const shown = shownName(named);
  if (descriptorOf(named) !== undefined)
    throw new Failure('usage', `${flag} compares with files of a commit, and ${quote(shown)} is a stream.`, {
      help: 'Name the spec by its path with -f.',
    });
  const { real } = locate(named, access);
  const repository = nearestWith(dirname(real), '.git');
  if (repository === undefined)
    throw new Failure('usage', `${flag}: ${quote(shown)} lies in no git repository.`, {
      help: 'Run it in a clone, or leave the flag out.',
    });
  return { repository, path: relative(repository, real).split(sep).join('/'), shown };
}

/** What git says of itself, as far as it fits in a sentence. */
const reasonIn = ({ stderr, code }: Ended): string =>
  (stderr.split('\n').find((line) => line.startsWith('fatal: ')) ?? `exit code ${code}`).replace(/^fatal: /, '').slice(0, 300);

const failed = (flag: string, ended: Ended): Failure =>
  new Failure('usage', `${flag}: git could not read the repository: ${reasonIn(ended)}`, {
    help: 'Run git status in its folder; snapspec asks git, and fetches and writes nothing.',
  });

async function commitOf(git: Git, reference: string, flag: string): Promise<string> {
  const ended = await git('rev-parse', '--verify', '--quiet', '--end-of-options', `${reference}^{commit}`);
  const id = ended.stdout.toString('utf8').trim();
  if (ended.code === 0 && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(id)) return id;
  // Where it finds none, it says nothing.
  if (ended.code > 1 && ended.stderr !== '') throw failed(flag, ended);
  throw new Failure('usage', `${flag} names no commit of this clone.`, {
    help: 'Name a branch, a tag or a commit that git log shows. A shallow clone lacks most: fetch it first, snapspec fetches nothing.',
  });
}

async function contentOf(git: Git, commit: string, { path, shown }: Tracked, flag: string): Promise<Uint8Array | undefined> {
  const listed = await git('ls-tree', '-z', '-l', '--full-tree', commit, '--', path);
  if (listed.code !== 0) throw failed(flag, listed);
  const [, mode, id, size] = /^(\d{6}) \w+ ([0-9a-f]+) +(\S+)\t/.exec(listed.stdout.toString('utf8')) ?? [];
  if (mode === undefined || id === undefined) return undefined;
  if (!mode.startsWith('100')) throw new Failure('usage', `${flag}: ${quote(shown)} is a link or a folder there, not a file.`);
  if (Number(size) > mostBytes) throw new Failure('usage', `${flag}: ${quote(shown)} is larger than ${mostBytes / 1024 / 1024} MiB there.`);
  // Its bytes as they are kept: no filter of the repository's configuration is run.
  const blob = await git('cat-file', 'blob', id);
  if (blob.code !== 0) throw failed(flag, blob);
  return blob.stdout;
}

/**
 * Reads files as a commit of their repository has them, by what is in the clone: nothing is fetched or written.
 * @param flag the option that names the commit
 * @throws Failure `usage` for a commit that is not there, and files that lie in no repository or in several
 */
export async function readCommit(
  reference: string,
  files: readonly Named[],
  access: Access,
  environment: Environment,
  flag = '--against',
): Promise<Commit> {
  const shown = `${flag} ${quote(reference)}`;
  // A dash would make an option of it, whatever git makes of what marks the end of options.
  if (!/^[^-\p{Cc}][^\p{Cc}]*$/u.test(reference) || reference.length > longestReference)
    throw new Failure('usage', `${shown} is not the name of a commit.`, { help: `For example: ${flag} origin/main` });
  const tracked = files.map((named) => trackedOf(named, access, shown));
  const [first, ...others] = tracked;
  if (first === undefined) return { id: '', contents: [] };
  const other = others.find(({ repository }) => repository !== first.repository);
  if (other !== undefined)
    throw new Failure('usage', `${shown}: ${quote(first.shown)} and ${quote(other.shown)} lie in different repositories.`, {
      help: 'A commit is one of a repository: compare specs of one repository.',
    });
  const git = gitIn(first.repository, environment, shown);
  const id = await commitOf(git, reference, shown);
  return { id, contents: await Promise.all(tracked.map((one) => contentOf(git, id, one, shown))) };
}
