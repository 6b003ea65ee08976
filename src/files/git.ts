import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { Failure } from '../base/failure.ts';
import { codeOf } from './failures.ts';
import { mostBytes } from './limits.ts';
import { inside, realOf } from './locate.ts';

/** The environment of a run. */
export type Environment = { readonly [name: string]: string | undefined };

/** How git ended, and what it wrote. */
export type Ended = { readonly code: number; readonly stdout: Buffer; readonly stderr: string };

/** Runs git in a repository; its arguments are ours, but for those that are checked before. */
export type Git = (...argv: readonly string[]) => Promise<Ended>;

/** What of the environment git is given: nothing that begins with GIT_, which could name other programs and repositories. */
const passedOn = ['PATH', 'HOME', 'USERPROFILE', 'XDG_CONFIG_HOME', 'SUDO_UID', 'SystemRoot', 'TEMP', 'TMP'];

/**
 * A repository is as untrusted as what it holds. Of a partial clone git would fetch what is missing by the program that its
 * configuration names, so no transport is allowed; and no repository counts that lies in another one as files.
 */
const settings = {
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_NO_LAZY_FETCH: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
} as const;
const options = [
  '--no-pager',
  '--literal-pathspecs',
  ...['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'safe.bareRepository=explicit'].flatMap((one) => ['-c', one]),
];

/** Milliseconds after which git is ended. */
const patience = 60_000;

/** The git of PATH; one that lies in the repository, or is found by where the run happens to be, is the repository's own. */
function executable(environment: Environment, repository: string): string | undefined {
  const name = process.platform === 'win32' ? 'git.exe' : 'git';
  const isProgram = (path: string): boolean => {
    try {
      accessSync(path, constants.X_OK);
      return statSync(path).isFile();
    } catch {
      return false;
    }
  };
  return (environment['PATH'] ?? environment['Path'] ?? '')
    .split(delimiter)
    .filter((folder) => isAbsolute(folder) && !inside(repository, realOf(folder) ?? folder))
    .map((folder) => join(folder, name))
    .find((path) => isProgram(path) && !inside(repository, realOf(path) ?? path));
}

/**
 * The means to ask git of a repository, given the folder that has its `.git`. No shell takes part.
 * @param why what needs it, as it was typed
 * @throws Failure `usage` where there is none in PATH; later, where it does not end or writes too much
 */
export function gitIn(repository: string, environment: Environment, why: string): Git {
  const path = executable(environment, repository);
  if (path === undefined)
    throw new Failure('usage', `${why} needs git, and there is none in PATH.`, { help: 'Install git, or leave the flag out.' });
  const kept = passedOn.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]]));
  const env = { ...Object.fromEntries(kept), ...settings, GIT_CEILING_DIRECTORIES: dirname(repository) };
  return (...argv) =>
    new Promise((resolve, reject) => {
      const how = { cwd: repository, env, encoding: 'buffer', maxBuffer: mostBytes + 1, timeout: patience, windowsHide: true } as const;
      execFile(path, [...options, ...argv], how, (error, stdout, stderr) => {
        const code = error === null ? 0 : error.code;
        if (typeof code === 'number') resolve({ code, stdout, stderr: stderr.toString('utf8') });
        else
          reject(
            new Failure(
              'usage',
              `${why}: git ${argv[0]} did not end as it should (${error?.killed ? 'it took too long' : (codeOf(error) ?? error?.signal)}).`,
              { cause: error },
            ),
          );
      });
    });
}
