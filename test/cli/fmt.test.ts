import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, snapspec } from '../support/cli.ts';

const untidy = 'stack:  s\napiVersion: "snapspec/v1" # version\nregion: cn-hangzhou\n';
const tidy = 'apiVersion: snapspec/v1 # version\nstack: s\nregion: cn-hangzhou\n';
const read = (cwd: string, file: string): string => readFileSync(join(cwd, file), 'utf8');
const stdin = (text: string) => ({ stdin: async () => Buffer.from(text) });

describe('snapspec fmt', () => {
  test('writes the spec of the folder, and names it; a second time there is nothing to do', async () => {
    const cwd = folder({ 'snapspec.yaml': untidy });
    expect(await snapspec(cwd, ['fmt'])).toEqual({ code: 0, stdout: 'snapspec.yaml\n', stderr: '' });
    expect(read(cwd, 'snapspec.yaml')).toBe(tidy);
    expect(await snapspec(cwd, ['fmt'])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readdirSync(cwd)).toEqual(['snapspec.yaml']);
  });

  test('--check writes nothing and fails where something would change', async () => {
    const cwd = folder({ 'a.yaml': untidy, 'b.yaml': tidy });
    expect(await snapspec(cwd, ['fmt', '--check', 'a.yaml', '-f', 'b.yaml'])).toEqual({
      code: 1,
      stdout: 'a.yaml\n',
      stderr: '1 file of 2 not in canonical layout. Run snapspec fmt.\n',
    });
    expect(read(cwd, 'a.yaml')).toBe(untidy);
    expect(await snapspec(cwd, ['fmt', '--check', 'b.yaml'])).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('--diff shows what would change and writes nothing', async () => {
    const cwd = folder({ 'a.yaml': untidy, 'b.yaml': tidy });
    const { code, stdout } = await snapspec(cwd, ['fmt', '--diff', 'a.yaml', 'b.yaml']);
    expect(code).toBe(0);
    expect(stdout).toBe(
      '--- a.yaml\n+++ a.yaml\n@@ -1,3 +1,3 @@\n-stack:  s\n-apiVersion: "snapspec/v1" # version\n+apiVersion: snapspec/v1 # version\n+stack: s\n|region: cn-hangzhou\n',
    );
    expect(read(cwd, 'a.yaml')).toBe(untidy);
    expect((await snapspec(cwd, ['fmt', '--diff', '--check', 'a.yaml'])).code).toBe(1);
    expect((await snapspec(cwd, ['fmt', '--diff', 'a.yaml'], { color: { stdout: true, stderr: true } })).stdout).toContain(
      '\u001b[32m+stack: s',
    );
  });

  test('standard input goes to standard output', async () => {
    const cwd = folder();
    expect(await snapspec(cwd, ['fmt', '-'], stdin(`\ufeff${untidy.replaceAll('\n', '\r\n')}`))).toEqual({
      code: 0,
      stdout: `\ufeff${tidy.replaceAll('\n', '\r\n')}`,
      stderr: '',
    });
    expect(await snapspec(cwd, ['fmt', '-'], stdin(tidy))).toMatchObject({ code: 0, stdout: tidy });
    expect(await snapspec(cwd, ['fmt', '--check', '-'], stdin(untidy))).toMatchObject({ code: 1, stdout: '<stdin>\n' });
  });

  test('what cannot be read is left unchanged and reported; the other files are formatted', async () => {
    const cwd = folder({ 'bad.yaml': 'a: [\n', 'good.yaml': untidy });
    const { code, stdout, stderr } = await snapspec(cwd, ['fmt', 'bad.yaml', 'good.yaml']);
    expect([code, stdout, read(cwd, 'bad.yaml'), read(cwd, 'good.yaml')]).toEqual([1, 'good.yaml\n', 'a: [\n', tidy]);
    expect(stderr).toContain('error[yaml-syntax]');
    expect(await snapspec(cwd, ['fmt', 'none.yaml'])).toMatchObject({ code: 64, stdout: '' });
  });

  test('nothing of a file can reach the terminal as an order', async () => {
    const cwd = folder({ 'a.yaml': 'stack:  s # \u001b[31m\u202e\n' });
    const { stdout } = await snapspec(cwd, ['fmt', '--diff', 'a.yaml']);
    expect(stdout).toContain('+stack: s # \\u{1b}[31m\\u{202e}');
  });
});

const fixable =
  'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\nsnapshots:\n  a:\n    diskId: d-1 # the disk\n    tags: {a: 1}\n    instantAccess: true\n';
const fixed = fixable.replace('1}', '"1"}').replace('    instantAccess: true\n', '');

describe('snapspec lint --fix', () => {
  test('mends what is safe, prints what is left, and says how many', async () => {
    const cwd = folder({ 'snapspec.yaml': `${fixable}    nam: x1\n` });
    const { code, stdout, stderr } = await snapspec(cwd, ['lint', '--fix']);
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toContain('error[unknown-key]: snapshots/a has the unknown key "nam"');
    expect(stdout).toMatch(/Fixed 2 findings\.\n$/);
    expect(stdout).not.toContain('retired');
    expect(read(cwd, 'snapspec.yaml')).toBe(`${fixed}    nam: x1\n`);
    expect(await snapspec(cwd, ['lint', '--fix', '--unsafe'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/Fixed 1 finding\.\n$/),
    });
    expect(read(cwd, 'snapspec.yaml')).toBe(`${fixed}    name: x1\n`);
  });

  test('a file with nothing to fix is not written', async () => {
    const cwd = folder({ 'snapspec.yaml': fixed });
    const before = statSync(join(cwd, 'snapspec.yaml'));
    expect((await snapspec(cwd, ['lint', '--fix'])).stdout).toMatch(/Fixed 0 findings\.\n$/);
    expect(statSync(join(cwd, 'snapspec.yaml')).ino).toBe(before.ino);
  });

  test('standard output stays one document where a program reads it', async () => {
    const cwd = folder({ 'snapspec.yaml': fixable });
    const { stdout, stderr } = await snapspec(cwd, ['lint', '--fix', '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ diagnostics: expect.any(Array) });
    expect(stderr).toBe('Fixed 2 findings.\n');
  });

  test('standard input goes, fixed, to standard output, and the findings to standard error', async () => {
    const given = stdin(`${fixable}    nam: x1\n`);
    const { code, stdout, stderr } = await snapspec(folder(), ['lint', '--fix', '-f', '-'], given);
    expect([code, stdout]).toEqual([1, `${fixed}    nam: x1\n`]);
    expect(stderr).toContain('<stdin>:8:5');
    expect(stderr).toMatch(/Fixed 2 findings\.\n$/);
    expect((await snapspec(folder(), ['lint', '--fix', '-f', '-'], stdin('a: ['))).stdout).toBe('a: [');
  });

  test('the file keeps its mode, and of a link the target is written', async () => {
    const cwd = folder({ 'real.yaml': fixable });
    chmodSync(join(cwd, 'real.yaml'), 0o640);
    symlinkSync('real.yaml', join(cwd, 'snapspec.yaml'));
    const { stderr } = await snapspec(cwd, ['lint', '--fix']);
    expect(lstatSync(join(cwd, 'snapspec.yaml')).isSymbolicLink()).toBe(true);
    expect([read(cwd, 'real.yaml'), statSync(join(cwd, 'real.yaml')).mode & 0o777]).toEqual([fixed, 0o640]);
    expect(stderr).toMatch(/^snapspec\.yaml is a link; .*real\.yaml was written\.\n$/);
    expect(readdirSync(cwd).sort()).toEqual(['real.yaml', 'snapspec.yaml']);
  });

  test('a file that somebody else changed in between is left unchanged', async () => {
    const cwd = folder({ 'a.yaml': fixable });
    const slow = async (): Promise<Uint8Array> => {
      writeFileSync(join(cwd, 'a.yaml'), `${fixable}# mine\n`);
      return Buffer.from('# nothing\n');
    };
    const { code, stderr } = await snapspec(cwd, ['fmt', 'a.yaml', '-'], { stdin: slow });
    expect([code, read(cwd, 'a.yaml')]).toEqual([3, `${fixable}# mine\n`]);
    expect(stderr).toContain('has changed since it was read; nothing was written');
  });

  test('--unsafe alone is wrong usage, and a variable that nobody declares stops before anything is written', async () => {
    const cwd = folder({ 'snapspec.yaml': fixable });
    expect((await snapspec(cwd, ['lint', '--unsafe'])).code).toBe(64);
    expect((await snapspec(cwd, ['lint', '--fix', '--var', 'x=1'])).code).toBe(64);
    expect(read(cwd, 'snapspec.yaml')).toBe(fixable);
  });

  test('what a comment keeps back is not fixed', async () => {
    const text = fixable.replace(
      '    instantAccess',
      '    # snapspec: ignore[snapshot-instant-access-retired] an old tool reads it\n    instantAccess',
    );
    const cwd = folder({ 'snapspec.yaml': text });
    expect((await snapspec(cwd, ['lint', '--fix'])).stdout).toMatch(/Fixed 1 finding\.\n$/);
    expect(read(cwd, 'snapspec.yaml')).toBe(text.replace('1}', '"1"}'));
  });
});
