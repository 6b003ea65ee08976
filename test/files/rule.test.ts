import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { Failure } from '../../src/base/failure.ts';
import { found, readText, typed, writeFile } from '../../src/files/index.ts';
import type { Named } from '../../src/files/index.ts';

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** A folder of files and links; a text that begins with `-> ` is a link, one that is a function makes the file itself. */
type Tree = { readonly [path: string]: string | ((path: string) => void) };
const link = (to: string): string => `-> ${to}`;
const pipe = (path: string): void => void execFileSync('mkfifo', [path]);
const socket = (path: string): void => {
  const server = createServer().listen(path);
  open.push(() => server.close());
};

function tree(files: Tree): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'snapspec-files-')));
  open.push(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    if (typeof content === 'function') content(path);
    else if (content.startsWith('-> ')) symlinkSync(content.slice(3).replace('ROOT', root), path);
    else writeFileSync(path, content);
  }
  return root;
}

async function outcome(named: Named, access: { cwd: string; allow?: string[] }): Promise<string> {
  try {
    return await readText(named, access);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    expect(error.type).toBe('usage');
    expect(error.message).toMatch(/\.$/);
    return `! ${error.message}`;
  }
}

const repository: Tree = {
  'repo/.git/HEAD': 'ref',
  'repo/s.yaml': 'spec',
  'repo/sub/s.yaml': 'sub',
  'secret/token': 'TOKEN',
  'secret/.git/x': '',
};
const out = /leads out of this folder and its repository/;

describe('what is read', () => {
  const cases: readonly (readonly [
    what: string,
    files: Tree,
    cwd: string,
    named: (root: string) => Named,
    expected: string | RegExp,
    allow?: string,
  ])[] = [
    ['a file of the folder', {}, 'repo', () => typed('s.yaml'), 'spec'],
    ['the same, found', {}, 'repo', (root) => found(join(root, 'repo'), 's.yaml'), 'spec'],
    ['a parent folder, typed', {}, 'repo/sub', () => typed('../s.yaml'), 'spec'],
    ['an absolute path elsewhere', {}, 'repo', (root) => typed(join(root, 'secret/token')), 'TOKEN'],
    ['a link within the folder', { 'repo/l': link('s.yaml') }, 'repo', () => typed('l'), 'spec'],
    ['a link into the repository', { 'repo/sub/l': link('../s.yaml') }, 'repo/sub', () => typed('l'), 'spec'],
    ['the same, found', { 'repo/sub/l': link('../s.yaml') }, 'repo/sub', (root) => found(join(root, 'repo/sub'), 'l'), 'spec'],
    ['a chain of links within', { 'repo/l': link('m'), 'repo/m': link('sub/s.yaml') }, 'repo', () => typed('l'), 'sub'],
    ['a link out', { 'repo/l': link('../secret/token') }, 'repo', () => typed('l'), out],
    ['the same, found', { 'repo/l': link('../secret/token') }, 'repo', (root) => found(join(root, 'repo'), 'l'), out],
    ['an absolute link out', { 'repo/l': link('ROOT/secret/token') }, 'repo', () => typed('l'), out],
    ['a chain that ends outside', { 'repo/l': link('m'), 'repo/m': link('../secret/token') }, 'repo', () => typed('l'), out],
    ['a folder that leads out', { 'repo/d': link('../secret') }, 'repo', () => typed('d/token'), out],
    ['the same, found', { 'repo/d': link('../secret') }, 'repo', (root) => found(join(root, 'repo'), 'd/token'), out],
    ['the same by an absolute path', { 'repo/d': link('../secret') }, 'repo', (root) => typed(join(root, 'repo/d/token')), out],
    [
      'the same by a checkout that is reached through a link',
      { 'repo/d': link('../secret'), home: link('repo') },
      'repo',
      (root) => typed(join(root, 'home/d/token')),
      out,
    ],
    ['a link to what is allowed', { 'repo/l': link('../secret/token') }, 'repo', () => typed('l'), 'TOKEN', 'secret'],
    ['the same, found', { 'repo/l': link('../secret/token') }, 'repo', (root) => found(join(root, 'repo'), 'l'), 'TOKEN', 'secret'],
    ['a link beside what is allowed', { 'repo/l': link('../secret2'), secret2: 'x' }, 'repo', () => typed('l'), out, 'secret'],
    ['a checkout that is reached through a link', { home: link('repo') }, '.', () => typed('home/s.yaml'), 'spec'],
    ['the same by an absolute path', { home: link('repo') }, 'secret', (root) => typed(join(root, 'home/sub/s.yaml')), 'sub'],
    ['a run in a folder that is a link', { home: link('repo') }, 'home', () => typed('s.yaml'), 'spec'],
    [
      'a mounted folder',
      { 'mnt/s.yaml': link('..data/s.yaml'), 'mnt/..data': link('..2026'), 'mnt/..2026/s.yaml': 'mounted' },
      'repo',
      (root) => typed(join(root, 'mnt/s.yaml')),
      'mounted',
    ],
    [
      'the same from inside, found',
      { 'mnt/s.yaml': link('..data/s.yaml'), 'mnt/..data': link('..2026'), 'mnt/..2026/s.yaml': 'mounted' },
      'mnt',
      (root) => found(join(root, 'mnt'), 's.yaml'),
      'mounted',
    ],
    [
      'a mounted folder, found from elsewhere',
      { 'mnt/s.yaml': link('..data'), 'mnt/..data': 'mounted' },
      'repo/sub',
      (root) => found(join(root, 'mnt'), 's.yaml'),
      out,
    ],
    [
      'a link in a folder that was typed, out of it',
      { 'mnt/l': link('../secret/token') },
      'repo',
      (root) => typed(join(root, 'mnt/l')),
      out,
    ],
    [
      'a repository that the link leads to',
      { 'repo/l': link('../other/deep/token'), 'other/.git/x': '', 'other/deep/token': 'x' },
      'repo',
      () => typed('l'),
      out,
    ],
    ['a link to the environment', { 'repo/l': link('/proc/self/environ') }, 'repo', () => typed('l'), out],
    ['the same, found', { 'repo/l': link('/proc/self/environ') }, 'repo', (root) => found(join(root, 'repo'), 'l'), out],
    [
      'a link to standard input',
      { 'repo/l': link('/dev/stdin') },
      'repo',
      () => typed('l'),
      /^! Cannot read "l": (.*leads out|it is a link that leads to no file|it is a)/,
    ],
    ['a link to a device', { 'repo/l': link('/dev/zero') }, 'repo', () => typed('l'), out],
    ['a device', {}, 'repo', () => typed('/dev/zero'), '! Cannot read "/dev/zero": it is a device, not a file.'],
    ['a named pipe', { 'repo/p': pipe }, 'repo', () => typed('p'), '! Cannot read "p": it is a named pipe, not a file.'],
    [
      'a link to a named pipe',
      { 'repo/p': pipe, 'repo/l': link('p') },
      'repo',
      () => typed('l'),
      '! Cannot read "l": it is a named pipe, not a file.',
    ],
    ['a socket', { 'repo/s': socket }, 'repo', () => typed('s'), '! Cannot read "s": it is a socket, not a file.'],
    ['a folder', {}, 'repo', () => typed('sub'), '! Cannot read "sub": it is a folder, not a file.'],
    ['a circle', { 'repo/a': link('b'), 'repo/b': link('a') }, 'repo', () => typed('a'), '! Cannot read "a": its links lead in a circle.'],
    [
      'a link to nothing',
      { 'repo/l': link('nothing') },
      'repo',
      () => typed('l'),
      '! Cannot read "l": it is a link that leads to no file.',
    ],
    ['nothing', {}, 'repo', () => typed('nothing'), '! Cannot read "nothing": no such file.'],
    ['nothing in a folder that is not there', {}, 'repo', () => typed('no/thing'), '! Cannot read "no/thing": no such file.'],
    [
      'a file below a file',
      {},
      'repo',
      () => typed('s.yaml/x'),
      '! Cannot read "s.yaml/x": no such file: a part of its path is no folder.',
    ],
    ['a name that is too long', {}, 'repo', () => typed('x'.repeat(300)), /the name is too long\.$/],
    ['a file named -', { 'repo/-': 'dash' }, 'repo', (root) => found(join(root, 'repo'), '-'), 'dash'],
    [
      'an allowed folder that is not there',
      { 'repo/l': link('../secret/token') },
      'repo',
      () => typed('l'),
      /--allow-path ".*nowhere" is not a folder that can be reached/,
      'nowhere',
    ],
  ];
  test.each(cases.map((one) => [one[0], one] as const))('%s', async (_, [, files, cwd, named, expected, allow]) => {
    const root = tree({ ...repository, ...files });
    const got = await outcome(named(root), { cwd: join(root, cwd), ...(allow !== undefined && { allow: [join(root, allow)] }) });
    if (typeof expected === 'string') expect(got).toBe(expected);
    else expect(got).toMatch(expected);
    expect(got === 'TOKEN' || !got.includes('TOKEN')).toBe(true);
  });

  test.each(['/proc/self/environ', '/dev/zero'])('a link to %s, where every folder is that of the run', async (to) => {
    const root = tree({ 'repo/l': link(to) });
    expect(await outcome(typed(join(root, 'repo/l')), { cwd: '/' })).toMatch(out);
    expect(await outcome(found(join(root, 'repo'), 'l'), { cwd: '/' })).toMatch(out);
  });

  test('of two files that are the same the link is refused by where it leads, not by its name', async () => {
    const root = tree({ ...repository, 'repo/l': link('../secret/token') });
    const error = await readText(typed('l'), { cwd: join(root, 'repo') }).catch((one: Failure) => one);
    expect(error).toMatchObject({
      message: expect.stringContaining(join(root, 'secret/token')),
      help: expect.stringContaining('--allow-path'),
    });
  });
});

describe('what is written', () => {
  const cases: readonly (readonly [what: string, files: Tree, named: (root: string) => Named, where: string | RegExp])[] = [
    ['a new file', {}, () => typed('new'), 'repo/new'],
    ['a file that is there', {}, () => typed('s.yaml'), 'repo/s.yaml'],
    ['a file elsewhere', {}, (root) => typed(join(root, 'secret/new')), 'secret/new'],
    ['a link within', { 'repo/l': link('sub/s.yaml') }, () => typed('l'), 'repo/sub/s.yaml'],
    ['a link out', { 'repo/l': link('../secret/token') }, () => typed('l'), out],
    ['a link to nothing, outside', { 'repo/l': link('../secret/new') }, () => typed('l'), /it is a link that leads to no file/],
    ['a new file in a folder that leads out', { 'repo/d': link('../secret') }, () => typed('d/new'), out],
    ['the same, found', { 'repo/d': link('../secret') }, (root) => found(join(root, 'repo'), 'd/new'), out],
    ['a link to a device', { 'repo/l': link('/dev/null') }, () => typed('l'), out],
    ['a device that was found', {}, () => found('/dev', 'null'), /it is a device, not a file/],
    ['a folder', {}, () => typed('sub'), /it is a folder, not a file/],
    ['a socket', { 'repo/s': socket }, () => typed('s'), /it is a socket, not a file/],
    ['a folder that is not there', {}, () => typed('no/new'), /no such file/],
  ];
  test.each(cases)('%s', (_, files, named, where) => {
    const root = tree({ ...repository, ...files });
    const write = (): unknown => writeFile(named(root), 'written', { cwd: join(root, 'repo') });
    if (typeof where === 'string') {
      write();
      expect(readFileSync(join(root, where), 'utf8')).toBe('written');
    } else {
      expect(write).toThrow(where);
      expect(readFileSync(join(root, 'secret/token'), 'utf8')).toBe('TOKEN');
    }
  });
});
