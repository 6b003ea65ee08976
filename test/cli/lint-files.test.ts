import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shell } from '../support/built.ts';
import { folder, snapspec } from '../support/cli.ts';

const head = (stack: string, region = 'cn-hangzhou'): string => `apiVersion: snapspec/v1\nstack: ${stack}\nregion: ${region}\n`;
const policy = (key: string, days = 14): string =>
  `policies:\n  ${key}:\n    schedule: {timezone: Asia/Shanghai, at: ["02:00"]}\n    retentionDays: ${days}\n    disks: {any: [{tags: {backup: nightly}}]}\n`;

/** A folder with files in folders. */
function tree(files: { readonly [path: string]: string }): string {
  const cwd = folder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  return cwd;
}

const concise = async (cwd: string, ...names: string[]) => {
  const { code, stdout, stderr } = await snapspec(cwd, ['lint', '--format', 'concise', ...names], {
    environment: { PATH: process.env['PATH'] },
  });
  return {
    code,
    stderr,
    found: stdout.split('\n').flatMap((line) => /^(\S+?):\d+:\d+: \w+ ([a-z-]+):/.exec(line)?.slice(1, 3).join(' ') ?? []),
  };
};

describe('lint FILES', () => {
  test('of one stack are one spec, as -f would merge them', async () => {
    const cwd = tree({ 'a.yaml': head('s') + policy('a'), 'b.yaml': head('s') + policy('a', 7) });
    const merged = await concise(cwd, 'a.yaml', 'b.yaml');
    expect(merged).toMatchObject({ code: 1, found: ['b.yaml duplicate-address'] });
    expect(merged).toEqual(await concise(cwd, '-f', 'a.yaml', '-f', 'b.yaml'));
  });

  test('of several stacks, regions or accounts are several specs, with one summary', async () => {
    const cwd = tree({
      'a.yaml': head('a') + policy('p'),
      'b.yaml': head('b') + policy('p'),
      'c.yaml': head('a', 'cn-beijing') + policy('p'),
      'd.yaml': `${head('d')}account: "1234567890123456"\n${policy('p')}`,
      'e.yaml': `${head('d')}account: "2222222222222222"\n${policy('p')}`,
    });
    const ran = await snapspec(cwd, ['lint', 'a.yaml', 'b.yaml', 'c.yaml', 'd.yaml', 'e.yaml']);
    expect(ran).toMatchObject({ code: 0, stdout: 'No findings in 5 files.\n' });
  });

  test('a file without a head belongs to the only stack that there is, else it lacks its own', async () => {
    const cwd = tree({ 'a.yaml': head('a') + policy('p'), 'b.yaml': head('b') + policy('p'), 'part.yaml': policy('q', 70000) });
    expect(await concise(cwd, 'a.yaml', 'part.yaml')).toMatchObject({ code: 1, found: ['part.yaml policy-retention-days-range'] });
    expect((await concise(cwd, 'a.yaml', 'b.yaml', 'part.yaml')).found).toEqual(
      expect.arrayContaining(['part.yaml missing-field', 'part.yaml policy-retention-days-range']),
    );
  });

  test('each spec has its own failOn', async () => {
    const warned = policy('p').replace('retentionDays: 14', 'retentionDays: 14\n    name: a.b');
    const cwd = tree({ 'a.yaml': head('a') + warned, 'b.yaml': `${head('b')}lint: {failOn: warning}\n${policy('p')}` });
    expect((await concise(cwd, 'a.yaml', 'b.yaml')).code).toBe(0);
    writeFileSync(join(cwd, 'b.yaml'), `${head('b')}lint: {failOn: warning}\n${warned}`);
    expect((await concise(cwd, 'a.yaml', 'b.yaml')).code).toBe(1);
  });

  test('seeds and files of variables are judged by their own schema', async () => {
    const cwd = tree({
      'snapspec.yaml': head('a') + policy('p'),
      'local-cloud.yaml': 'disks: [{id: d-1, size: big}]\n',
      'list.yaml': 'policies: [{id: sp-1}]\n',
      'production.yaml': 'release: "1.0"\nhours: ["02:00", {a: b}]\n',
      'odd.yaml': 'policis: {}\n',
    });
    const { code, found } = await concise(cwd, 'snapspec.yaml', 'local-cloud.yaml', 'list.yaml', 'production.yaml', 'odd.yaml');
    expect(code).toBe(1);
    expect(found.filter((one) => one.startsWith('local-cloud'))).toEqual(['local-cloud.yaml wrong-type']);
    expect(found.filter((one) => one.startsWith('list'))).toContain('list.yaml missing-field');
    expect(found.filter((one) => one.startsWith('production'))).toEqual(['production.yaml wrong-type']);
    expect(found.filter((one) => one.startsWith('odd'))).toContain('odd.yaml unknown-key');
    expect(found.some((one) => one.startsWith('snapspec.yaml'))).toBe(false);
  });

  test('a variable of the command line is that of whichever spec declares it', async () => {
    const spec = `${head('a')}variables: {days: {default: 7}}\n${policy('p').replace(': 14', ': ${var.days}')}`;
    const cwd = tree({ 'a.yaml': spec, 'b.yaml': head('b') + policy('p') });
    expect(await concise(cwd, 'a.yaml', 'b.yaml', '--var', 'days=70000')).toMatchObject({
      code: 1,
      found: ['a.yaml policy-retention-days-range'],
    });
    expect(await concise(cwd, 'a.yaml', 'b.yaml', '--var', 'dais=7')).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('Did you mean days?'),
    });
  });

  test('--fix writes what it fixes in each', async () => {
    const quoted = policy('p').replace(': 14', ': "14"');
    const cwd = tree({ 'a.yaml': head('a') + quoted, 'b.yaml': head('b') + quoted });
    const ran = await snapspec(cwd, ['lint', '--fix', 'a.yaml', 'b.yaml']);
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('Fixed 2 findings.') });
    for (const name of ['a.yaml', 'b.yaml']) expect(readFileSync(join(cwd, name), 'utf8')).toContain('retentionDays: 14\n');
  });

  test.each<[readonly string[], string]>([
    [['-f', 'a.yaml', 'b.yaml'], 'error: Files with -f and files without it do not go together.\n  help: Several -f are one spec.'],
    [['-f', 'a.yaml', '-f', './a.yaml'], 'error: "./a.yaml" is named twice.\n  help: Several -f are one spec: name each file once.'],
    [
      ['--live', 'a.yaml'],
      'error: --live looks at the cloud of one spec, which -f names.\n  help: For example: snapspec lint --live -f a.yaml',
    ],
    [['--unsafe', 'a.yaml'], 'error: --unsafe needs --fix.'],
    [['none.yaml'], 'error: Cannot read "none.yaml": no such file.'],
    [['empty'], 'error: There is no spec in "empty", among 1 YAML file.\n  help: A spec is snapspec.yaml, '],
  ])('%j is refused', async (names, message) => {
    const cwd = tree({ 'a.yaml': head('a'), 'b.yaml': head('b'), 'empty/other.yaml': 'kind: Pod\n' });
    expect(await snapspec(cwd, ['lint', ...names])).toMatchObject({ code: 64, stdout: '', stderr: expect.stringContaining(message) });
  });

  test('a file that is named twice, or in a folder too, is read once', async () => {
    const cwd = tree({ 'a.yaml': head('a') + policy('p') });
    expect((await snapspec(cwd, ['lint', 'a.yaml', './a.yaml', '.'])).stdout).toBe('No findings in 1 file.\n');
  });
});

/** A repository with specs, and with what is none. */
const files = {
  'snapspec.yaml': head('root') + policy('p'),
  'apps/shop.snapspec.yml': head('shop') + policy('p'),
  'apps/by-content.yaml': `# comment\n${head('content')}${policy('p')}`,
  'apps/as-json.yaml': `{\n  "apiVersion": "snapspec/v1",\n  "stack": "json", "region": "cn-hangzhou"}\n`,
  'apps/pod.yaml': 'apiVersion: v1\nkind: ConfigMap\ndata:\n  spec: |\n    apiVersion: snapspec/v1\n',
  'apps/local-cloud.yaml': 'disks: [{id: d-1}]\n',
  'ignored/snapspec.yaml': 'not: a spec\n',
  'node_modules/x/snapspec.yaml': 'not: a spec\n',
  '.gitignore': 'ignored/\n',
};
const specs = ['apps/as-json.yaml', 'apps/by-content.yaml', 'apps/shop.snapspec.yml', 'snapspec.yaml'];

const read = async (cwd: string, name: string, PATH = process.env['PATH']) => {
  const ran = await snapspec(cwd, ['lint', '--format', 'junit', name], { environment: { PATH } });
  return { ...ran, files: [...ran.stdout.matchAll(/<testsuite name="([^"]+)"/g)].map(([, file]) => file).sort() };
};

describe('lint FOLDER', () => {
  test('finds specs by name and by content, and nothing that git ignores', async () => {
    const cwd = tree(files);
    execFileSync('git', ['init', '-q'], { cwd });
    expect(await read(cwd, '.')).toMatchObject({ code: 0, stderr: '', files: specs });
    expect((await read(cwd, 'apps')).files).toEqual(specs.slice(0, 3));
    expect((await read(join(cwd, 'apps'), '..')).files).toHaveLength(4);
  });

  test('where git tracks a file that it would ignore, it counts; one that is gone does not', async () => {
    const cwd = tree(files);
    execFileSync('git', ['init', '-q'], { cwd });
    execFileSync('git', ['add', '-f', 'ignored/snapspec.yaml', 'apps'], { cwd });
    execFileSync('rm', ['apps/by-content.yaml'], { cwd });
    expect((await read(cwd, '.')).files).toEqual(['apps/as-json.yaml', 'apps/shop.snapspec.yml', 'ignored/snapspec.yaml', 'snapspec.yaml']);
  });

  test('outside of a repository all but installed packages is looked at', async () => {
    const cwd = tree(files);
    expect((await read(cwd, '.')).files).toEqual([...specs.slice(0, 3), 'ignored/snapspec.yaml', 'snapspec.yaml']);
  });

  test('where git does not answer, that is said', async () => {
    const cwd = tree(files);
    mkdirSync(join(cwd, '.git'));
    const ran = await read(cwd, '.');
    expect(ran.stderr).toBe('note: git did not say which files it ignores, so that all were looked at.\n');
    expect(ran.files).toContain('ignored/snapspec.yaml');
    expect((await read(cwd, '.', '/nowhere')).stderr).toContain('git did not say');
  });

  test('links to folders are not followed, in circles or out; a link to a spec is read as a link may be', async () => {
    const cwd = tree(files);
    const elsewhere = folder({ 'snapspec.yaml': 'secret: true\n' });
    execFileSync('git', ['init', '-q'], { cwd });
    symlinkSync(cwd, join(cwd, 'apps/circle'));
    symlinkSync(elsewhere, join(cwd, 'out'));
    symlinkSync(join(elsewhere, 'snapspec.yaml'), join(cwd, 'apps/other.yaml'));
    expect((await read(cwd, '.')).files).toEqual(specs);
    symlinkSync(join(elsewhere, 'snapspec.yaml'), join(cwd, 'apps/snapspec.yaml'));
    const ran = await read(cwd, '.');
    expect(ran).toMatchObject({ code: 64, stderr: expect.stringContaining('leads out of this folder') });
    expect(ran.stdout + ran.stderr).not.toContain('secret');
    expect(await read(cwd, 'out')).toMatchObject({ code: 64, stderr: expect.stringContaining('leads out of this folder') });
  });

  test('as it ships', async () => {
    const cwd = tree({ ...files, 'apps/local-cloud.yaml': 'disks: [{id: d-1, size: big}]\n' });
    execFileSync('git', ['init', '-q'], { cwd });
    expect(await shell(cwd, '$S lint .')).toMatchObject({ code: 0, stdout: 'No findings in 4 files.\n', stderr: '' });
    expect(await shell(cwd, '$S lint . apps/local-cloud.yaml none.yaml')).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('no such file'),
    });
    expect(await shell(cwd, '$S lint . apps/local-cloud.yaml')).toMatchObject({ code: 1, stdout: expect.stringContaining('[wrong-type]') });
  });
});
