import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCommit } from '../../src/files/commit.ts';
import { typed } from '../../src/files/index.ts';
import { folder } from '../support/cli.ts';
import { environment, repository } from '../support/repository.ts';
import type { Repository } from '../support/repository.ts';

const read = async ({ cwd }: Pick<Repository, 'cwd'>, paths: readonly string[], reference = 'main', given: object = environment) => {
  const { id, contents } = await readCommit(reference, paths.map(typed), { cwd }, given as typeof environment);
  return { id, texts: contents.map((one) => (one === undefined ? undefined : Buffer.from(one).toString('utf8'))) };
};

/** Every file of a repository's own folder with its content, so that a write is seen. */
const inside = ({ cwd }: Repository): string[] =>
  readdirSync(join(cwd, '.git'), { recursive: true, encoding: 'utf8' })
    .sort()
    .map((file) => {
      const path = join(cwd, '.git', file);
      return lstatSync(path).isFile() ? `${file} ${readFileSync(path).toString('base64')}` : file;
    });

/** A program that leaves a trace where it is run. */
function trap(): { readonly program: string; readonly sprung: () => boolean } {
  const cwd = folder();
  const program = join(cwd, 'trap');
  writeFileSync(program, `#!/bin/sh\ntouch ${join(cwd, 'sprung')}\ncat\n`);
  chmodSync(program, 0o755);
  return { program, sprung: () => existsSync(join(cwd, 'sprung')) };
}

describe('files of a commit', () => {
  test('are read as they are kept there, whatever the working tree holds', async () => {
    const one = repository({ 'a.yaml': 'one\r\n', 'sub/b.yaml': 'two\n' });
    const id = one.git('rev-parse', 'HEAD');
    one.commit({ 'a.yaml': 'other', 'sub/b.yaml': undefined });
    one.write({ 'sub/b.yaml': 'new', 'c.yaml': 'c' });
    const before = inside(one);
    expect(await read(one, ['a.yaml', 'sub/b.yaml', 'c.yaml'], id)).toEqual({ id, texts: ['one\r\n', 'two\n', undefined] });
    expect((await read(one, ['a.yaml', 'sub/b.yaml'])).texts).toEqual(['other', undefined]);
    expect((await read({ cwd: join(one.cwd, 'sub') }, ['../a.yaml', 'b.yaml'], 'HEAD~1')).texts).toEqual(['one\r\n', 'two\n']);
    expect(inside(one)).toEqual(before);
  });

  test('are found by their name alone, whatever it means to git', async () => {
    const names = [':(glob)*.yaml', '-x.yaml', '*.yaml', 'a b.yaml', 'ü.yaml', '$(id).yaml', 'a:b.yaml', '[ab].yaml', '"q".yaml'];
    const one = repository(Object.fromEntries(names.map((name) => [name, name])));
    expect((await read(one, names)).texts).toEqual(names);
  });

  test('are those of the real place of a file', async () => {
    const one = repository({ 'real/a.yaml': 'then' });
    one.write({ 'real/a.yaml': 'now' });
    symlinkSync('real/a.yaml', join(one.cwd, 'link.yaml'));
    expect((await read(one, ['link.yaml'])).texts).toEqual(['then']);
  });

  test('what was a link or a folder there is refused', async () => {
    const one = repository({ 'f/x': '' });
    symlinkSync('/etc/passwd', join(one.cwd, 'l'));
    one.commit({});
    for (const name of ['f', 'l']) {
      rmSync(join(one.cwd, name), { recursive: true });
      one.write({ [name]: 'now' });
      await expect(read(one, [name])).rejects.toMatchObject({
        type: 'usage',
        message: expect.stringContaining('is a link or a folder there'),
      });
    }
  });

  test('streams, files outside of a repository, of several ones, and a missing git are refused in words', async () => {
    const one = repository({ 'a.yaml': '' });
    const other = repository({ 'a.yaml': '' });
    const outside = { cwd: folder({ 'a.yaml': '' }) };
    const cases: readonly [Promise<unknown>, string][] = [
      [read(one, ['-']), '"-" is a stream'],
      [read(one, ['/dev/stdin']), 'is a stream'],
      [read(outside, ['a.yaml']), '--against "main": "a.yaml" lies in no git repository.'],
      [read(one, ['a.yaml', join(other.cwd, 'a.yaml')]), 'lie in different repositories.'],
      [read(one, ['a.yaml'], 'main', { PATH: '/nonexistent' }), '--against "main" needs git, and there is none in PATH.'],
      [read(one, ['a.yaml'], 'main', {}), 'needs git'],
      [read(one, ['a.yaml'], 'x'.repeat(300)), 'is not the name of a commit.'],
    ];
    for (const [run, says] of cases) await expect(run).rejects.toMatchObject({ type: 'usage', message: expect.stringContaining(says) });
  });

  test('a repository that git does not read is told in the words of git', async () => {
    const one = repository({ 'a.yaml': '' });
    one.write({ '.git/config': '[core\n' });
    await expect(read(one, ['a.yaml'])).rejects.toMatchObject({
      type: 'usage',
      message: expect.stringMatching(/git could not read the repository: bad config line 1/),
    });
  });
});

describe('a hostile repository', () => {
  test('names no program that is run: of file monitors, hooks, filters, differences and transports', async () => {
    const { program, sprung } = trap();
    const one = repository({ 'a.yaml': 'kept', '.gitattributes': '*.yaml filter=t diff=t merge=t\n' });
    const config = {
      'core.fsmonitor': program,
      'core.hooksPath': join(program, '..'),
      'core.sshCommand': program,
      'core.pager': program,
      'core.editor': program,
      'core.askPass': program,
      'diff.external': program,
      'diff.t.textconv': program,
      'diff.t.command': program,
      'filter.t.smudge': program,
      'filter.t.clean': program,
      'filter.t.process': program,
      'alias.ls-tree': `!${program}`,
      'alias.cat-file': `!${program}`,
      'uploadpack.packObjectsHook': program,
      'credential.helper': `!${program}`,
    };
    for (const [name, value] of Object.entries(config)) one.git('config', name, value);
    expect((await read(one, ['a.yaml'])).texts).toEqual(['kept']);
    expect(sprung()).toBe(false);
  });

  test.each([
    ['ext', (program: string) => ({ 'remote.origin.url': `ext::${program}` })],
    ['ssh', (program: string) => ({ 'remote.origin.url': 'ssh://h/x', 'core.sshCommand': program })],
    ['a helper', () => ({ 'remote.origin.url': 'x', 'remote.origin.vcs': 'trap' })],
  ])('a partial clone fetches nothing over %s for what it lacks', async (_, configOf) => {
    const { program, sprung } = trap();
    const one = repository({ 'a.yaml': 'kept' });
    const blob = one.git('rev-parse', 'HEAD:a.yaml');
    rmSync(join(one.cwd, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    const partial = { 'core.repositoryFormatVersion': '1', 'extensions.partialClone': 'origin', 'remote.origin.promisor': 'true' };
    for (const [name, value] of Object.entries({ ...partial, ...configOf(program), 'protocol.allow': 'always' }))
      one.git('config', name, value);
    await expect(read(one, ['a.yaml'])).rejects.toMatchObject({ type: 'usage', message: expect.stringContaining('git could not read') });
    expect(sprung()).toBe(false);
  });

  test('the environment names neither another repository nor a program', async () => {
    const { program, sprung } = trap();
    const one = repository({ 'a.yaml': 'mine' });
    const other = repository({ 'a.yaml': 'theirs' });
    const given = {
      ...environment,
      GIT_DIR: join(other.cwd, '.git'),
      GIT_WORK_TREE: other.cwd,
      GIT_EXEC_PATH: join(program, '..'),
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'core.fsmonitor',
      GIT_CONFIG_VALUE_0: program,
      GIT_TRACE: join(one.cwd, 'trace'),
      GIT_PAGER: program,
    };
    expect((await read(one, ['a.yaml'], 'main', given)).texts).toEqual(['mine']);
    expect(sprung()).toBe(false);
    expect(existsSync(join(one.cwd, 'trace'))).toBe(false);
  });

  test('a git that lies in it, or is found from where the run is, is not run', async () => {
    const { program, sprung } = trap();
    const one = repository({ 'a.yaml': 'kept' });
    mkdirSync(join(one.cwd, 'bin'));
    const fake = join(one.cwd, 'bin/git');
    writeFileSync(fake, readFileSync(program));
    chmodSync(fake, 0o755);
    const elsewhere = folder();
    symlinkSync(fake, join(elsewhere, 'git'));
    const PATH = ['', '.', 'bin', join(one.cwd, 'bin'), elsewhere, environment.PATH].join(':');
    expect((await read(one, ['a.yaml'], 'main', { PATH })).texts).toEqual(['kept']);
    expect(sprung()).toBe(false);
  });

  test('a repository that lies in another one as files counts for nothing', async () => {
    const one = repository({ 'in/a.yaml': 'outer' });
    const inner = repository({ 'a.yaml': 'inner' });
    cpSync(join(inner.cwd, '.git'), join(one.cwd, 'in'), { recursive: true });
    expect((await read({ cwd: join(one.cwd, 'in') }, ['a.yaml'])).texts).toEqual(['outer']);
  });
});
