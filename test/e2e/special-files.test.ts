import { chmodSync, lstatSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { afterEach, describe, expect, test } from 'vitest';
import { shell } from '../support/built.ts';
import { folder } from '../support/cli.ts';

const spec = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const untidy = 'apiVersion:   snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const seed = 'disks: [{id: d-1}]\n';
const secret = 'CANARY-SECRET-CANARY';

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** A repository with a good spec and seed in `repo`, and a secret beside it. */
function repository(): string {
  const root = folder({ token: `${secret}\n` });
  mkdirSync(join(root, 'repo/.git'), { recursive: true });
  writeFileSync(join(root, 'repo/good.yaml'), spec);
  writeFileSync(join(root, 'repo/seed.yaml'), seed);
  return root;
}

/** What can stand where a file is expected. */
const kinds: { readonly [what: string]: (path: string) => void } = {
  'a named pipe': (path) => void execFileSync('mkfifo', [path]),
  'a socket': (path) => {
    const server = createServer().listen(path);
    open.push(() => server.close());
  },
  'a folder': (path) => void mkdirSync(path),
  'a circle of links': (path) => symlinkSync(path, path),
  'a link to nothing': (path) => symlinkSync('nothing-here', path),
  'a link to an endless device': (path) => symlinkSync('/dev/zero', path),
  'a link to standard input': (path) => symlinkSync('/dev/stdin', path),
  'a link to the environment': (path) => symlinkSync('/proc/self/environ', path),
  'a link to a token': (path) => symlinkSync('../token', path),
  'a link to a named pipe': (path) => {
    execFileSync('mkfifo', [`${path}.pipe`]);
    symlinkSync(`${path}.pipe`, path);
  },
};

/** Every way in which a verb is given a file; `X` is the file. */
const ways: { readonly [what: string]: readonly [name: string, line: string] } = {
  'lint finds it': ['snapspec.yaml', '$S lint'],
  'lint reads it': ['x.yaml', '$S lint -f x.yaml'],
  'lint fixes it': ['x.yaml', '$S lint --fix -f x.yaml'],
  'fmt finds it': ['snapspec.yaml', '$S fmt'],
  'fmt checks it': ['x.yaml', '$S fmt --check x.yaml'],
  'plan finds it': ['snapspec.yaml', '$S plan --local --local-seed seed.yaml'],
  'apply reads it': ['x.yaml', '$S apply -f x.yaml --local --local-seed seed.yaml --auto-approve'],
  'plan finds its seed': ['local-cloud.yaml', '$S plan -f good.yaml --local'],
  'plan reads its seed': ['x.yaml', '$S plan -f good.yaml --local --local-seed x.yaml'],
  'plan keeps its state': ['.snapspec/s.json', '$S plan -f good.yaml --local --local-seed seed.yaml'],
  'plan locks its state': ['.snapspec/s.json.lock', '$S plan -f good.yaml --local --local-seed seed.yaml'],
  'plan resets its state': ['.snapspec/s.json', '$S plan -f good.yaml --local-reset --local-seed seed.yaml'],
  'the emulator reads its seed': ['x.yaml', '$S emulator --port 0 --seed x.yaml'],
  'the emulator reads its faults': ['x.yaml', '$S emulator --port 0 --seed seed.yaml --faults x.yaml'],
  'the emulator keeps its state': ['x.json', '$S emulator --port 0 --seed seed.yaml --state x.json'],
};

describe.each(Object.entries(kinds))('%s is refused unread', (_what, make) => {
  test.each(Object.entries(ways))('%s', async (_, [name, line]) => {
    const root = repository();
    const cwd = join(root, 'repo');
    mkdirSync(join(cwd, '.snapspec'));
    make(join(cwd, name));
    const ran = await shell(cwd, `${line} < /dev/null`, { ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret });
    expect(ran).toMatchObject({ code: 64, stdout: '', stderr: expect.stringContaining(`"${name}"`) });
    expect(ran.stderr).not.toContain('CANARY');
    expect(ran.stderr).toMatch(/^error: Cannot \w+ .*\.\n/);
    expect(readFileSync(join(root, 'token'), 'utf8')).toBe(`${secret}\n`);
    expect(lstatSync(join(cwd, name)).isFile()).toBe(false);
  });
});

describe('what is honest works', () => {
  const exported = (root: string): void => {
    mkdirSync(join(root, 'repo/exports'));
    writeFileSync(join(root, 'repo/exports/disks.json'), '{"RequestId":"R","TotalCount":1,"Disks":{"Disk":[{"DiskId":"d-1"}]}}');
  };
  const works: { readonly [what: string]: readonly [files: (root: string) => void, line: string, says?: string] } = {
    'a file of the folder': [() => {}, 'cd repo && $S lint -f good.yaml'],
    'a parent folder': [(root) => mkdirSync(join(root, 'repo/sub')), 'cd repo/sub && $S lint -f ../good.yaml'],
    'an absolute path elsewhere': [(root) => mkdirSync(join(root, 'other')), 'R=$PWD; cd other && $S lint -f $R/repo/good.yaml'],
    'a link within the repository': [
      (root) => {
        mkdirSync(join(root, 'repo/sub'));
        symlinkSync('../good.yaml', join(root, 'repo/sub/snapspec.yaml'));
      },
      'cd repo/sub && $S lint',
    ],
    'a checkout that is reached through a link': [(root) => symlinkSync('repo', join(root, 'home')), 'cd home && $S lint -f good.yaml'],
    'the same from elsewhere': [(root) => symlinkSync('repo', join(root, 'home')), 'R=$PWD; cd /tmp && $S lint -f $R/home/good.yaml'],
    'a mounted folder whose files are links': [
      (root) => {
        mkdirSync(join(root, 'mnt/..2026'), { recursive: true });
        writeFileSync(join(root, 'mnt/..2026/snapspec.yaml'), spec);
        symlinkSync('..2026', join(root, 'mnt/..data'));
        symlinkSync('..data/snapspec.yaml', join(root, 'mnt/snapspec.yaml'));
      },
      'R=$PWD; cd repo && $S lint -f $R/mnt/snapspec.yaml && cd $R/mnt && $S lint',
    ],
    'a link that is allowed': [
      (root) => {
        mkdirSync(join(root, 'shared'));
        writeFileSync(join(root, 'shared/s.yaml'), spec);
        symlinkSync('../shared/s.yaml', join(root, 'repo/snapspec.yaml'));
      },
      'cd repo && $S lint --allow-path ../shared',
    ],
    'standard input': [() => {}, '$S lint -f - < repo/good.yaml'],
    'standard input by its path': [() => {}, 'cat repo/good.yaml | $S lint -f /dev/stdin'],
    'standard input by its number': [() => {}, 'cat repo/good.yaml | $S lint -f /dev/fd/0'],
    'process substitution': [() => {}, '$S lint -f <(cat repo/good.yaml)'],
    'a descriptor of the shell': [() => {}, '$S lint -f /dev/fd/7 7< repo/good.yaml'],
    'fmt of process substitution': [(root) => writeFileSync(join(root, 'untidy'), untidy), '$S fmt <(cat untidy)', spec],
    'fmt of standard input by its path': [(root) => writeFileSync(join(root, 'untidy'), untidy), '$S fmt /dev/stdin < untidy', spec],
    'a seed of process substitution': [() => {}, 'cd repo && $S plan -f good.yaml --local --local-seed <(cat seed.yaml)', 'No changes'],
    'a seed to nowhere, and to a process': [
      exported,
      'cd repo && $S seed --from exports -o /dev/null 2> /dev/null && $S seed --from exports -o >(cat) 2> /dev/null; sleep 0.2',
      'disks:',
    ],
    'a saved plan and its JSON to nowhere': [
      () => {},
      'cd repo && $S plan -f good.yaml --local --local-seed seed.yaml --out /dev/null --json-into /dev/null 2> /dev/null',
      'No changes',
    ],
    'output to nowhere': [() => {}, 'cd repo && $S lint -f good.yaml > /dev/null 2> /dev/null'],
  };
  test.each(Object.entries(works))('%s', async (_, [files, line, says = '']) => {
    const root = repository();
    files(root);
    const ran = await shell(root, line);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain(says);
  });
});

describe('what is too much', () => {
  test.each([
    ['standard input that never ends', '$S lint -f - < /dev/zero', 1],
    ['a pipe that never ends', 'yes | $S lint -f /dev/stdin', 1],
    ['a seed that never ends', '$S plan -f repo/good.yaml --local --local-seed - < /dev/zero', 64],
    ['a large spec', 'truncate -s 4G repo/snapspec.yaml && cd repo && $S lint', 1],
    ['a large seed', 'truncate -s 4G repo/local-cloud.yaml && cd repo && $S plan -f good.yaml --local', 64],
    [
      'a large state',
      'cd repo && mkdir .snapspec && truncate -s 4G .snapspec/s.json && $S plan -f good.yaml --local --local-seed seed.yaml',
      64,
    ],
    [
      'a large lock',
      'cd repo && mkdir .snapspec && truncate -s 4G .snapspec/s.json.lock && $S plan -f good.yaml --local --local-seed seed.yaml',
      0,
    ],
  ])('%s', async (_, line, code) => {
    const ran = await shell(repository(), `ulimit -f unlimited; ${line}`);
    expect(ran.code).toBe(code);
    if (code === 1) expect(ran.stdout).toContain('larger than 64 MiB');
    if (code === 64) expect(ran.stderr).toMatch(/larger than \d+ MiB/);
  });
});

describe('writing', () => {
  test.each(['fmt x.yaml', 'lint --fix -f x.yaml'])('%s through a link out of the repository is refused', async (verb) => {
    const root = repository();
    writeFileSync(join(root, 'outside.yaml'), untidy);
    symlinkSync('../outside.yaml', join(root, 'repo/x.yaml'));
    const ran = await shell(join(root, 'repo'), `$S ${verb}`);
    expect(ran).toMatchObject({ code: 64, stderr: expect.stringContaining('leads out of this folder and its repository') });
    expect(readFileSync(join(root, 'outside.yaml'), 'utf8')).toBe(untidy);
  });

  test('a state folder that is a link is refused, and what it leads to stays', async () => {
    const root = repository();
    mkdirSync(join(root, 'config'));
    writeFileSync(join(root, 'config/s.json'), '{"precious": true}');
    for (const to of ['../config', '.']) {
      const cwd = join(root, 'repo');
      symlinkSync(to, join(cwd, '.snapspec'));
      const ran = await shell(cwd, '$S plan -f good.yaml --local-reset --local-seed seed.yaml; C=$?; rm .snapspec; exit $C');
      expect(ran).toMatchObject({ code: 64, stderr: expect.stringContaining('it is a link and must be a folder') });
    }
    expect(readFileSync(join(root, 'config/s.json'), 'utf8')).toBe('{"precious": true}');
    expect(readdirSync(join(root, 'config'))).toEqual(['s.json']);
  });

  test('links under the names of temporary files are not followed', async () => {
    const root = repository();
    const cwd = join(root, 'repo');
    mkdirSync(join(cwd, '.snapspec'));
    for (let pid = 1; pid < 3000; pid++) symlinkSync('../../token', join(cwd, `.snapspec/s.json.${pid}.tmp`));
    expect((await shell(cwd, '$S plan -f good.yaml --local --local-seed seed.yaml')).code).toBe(0);
    expect(readFileSync(join(root, 'token'), 'utf8')).toBe(`${secret}\n`);
  });

  test('the mode stays, and a folder that cannot be written is named', async () => {
    const cwd = folder({ 'x.yaml': untidy });
    chmodSync(join(cwd, 'x.yaml'), 0o640);
    expect((await shell(cwd, '$S fmt x.yaml')).code).toBe(0);
    expect(statSync(join(cwd, 'x.yaml')).mode & 0o777).toBe(0o640);
    expect(readdirSync(cwd)).toEqual(['x.yaml']);
  });
});
