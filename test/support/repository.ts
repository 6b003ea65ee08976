import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { folder } from './cli.ts';

/** A git repository of a test, without anything of the machine's own configuration. */
export type Repository = {
  readonly cwd: string;
  readonly git: (...argv: readonly string[]) => string;
  /** Writes files; one without a text is removed. */
  readonly write: (files: { readonly [path: string]: string | undefined }) => void;
  /** Writes files and commits them. */
  readonly commit: (files: { readonly [path: string]: string | undefined }) => string;
};

/** The environment in which a run finds git. */
export const environment = { PATH: process.env['PATH'], HOME: '/nonexistent' };

export function repository(files: { readonly [path: string]: string } = {}): Repository {
  const cwd = folder();
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: cwd,
    GIT_CONFIG_NOSYSTEM: '1',
    ...{ GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@b.c', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@b.c' },
  };
  const git: Repository['git'] = (...argv) =>
    execFileSync('git', argv, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  const write: Repository['write'] = (some) => {
    for (const [path, text] of Object.entries(some)) {
      mkdirSync(dirname(join(cwd, path)), { recursive: true });
      if (text === undefined) rmSync(join(cwd, path), { recursive: true, force: true });
      else writeFileSync(join(cwd, path), text);
    }
  };
  const commit: Repository['commit'] = (some) => {
    write(some);
    git('add', '-A');
    git('commit', '-q', '--allow-empty', '-m', 'x');
    return git('rev-parse', 'HEAD');
  };
  git('init', '-q', '-b', 'main');
  commit(files);
  return { cwd, git, write, commit };
}
