import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, test, vi } from 'vitest';
import {
  found,
  makeFolder,
  mostBytes,
  openEnd,
  readBytes,
  readStream,
  readText,
  readTextIfThere,
  removeFile,
  takeLock,
  typed,
  writeFile,
} from '../../src/files/index.ts';
import { writeLocated } from '../../src/files/write.ts';
import { folder } from '../support/cli.ts';

describe('reading', () => {
  test('a file beyond the cap is not read whole', async () => {
    const cwd = folder({ big: '' });
    truncateSync(join(cwd, 'big'), 8 * 1024 ** 3);
    expect((await readBytes(typed('big'), { cwd })).length).toBe(mostBytes + 1);
    await expect(readText(typed('big'), { cwd })).rejects.toThrow('Cannot read "big": it is larger than 64 MiB.');
  });

  test('a file whose size says nothing is read whole', async () => {
    expect(await readText(typed('/proc/self/status'), { cwd: folder() })).toMatch(/^Name:[\s\S]*\n$/);
  });

  test('bytes that are no text', async () => {
    await expect(readText(typed('a'), { cwd: folder({ a: new Uint8Array([0xff]) }) })).rejects.toThrow(
      'Cannot read "a": it is no text in UTF-8.',
    );
  });

  test('a file that may be missing', () => {
    const cwd = folder({ a: 'text' });
    expect(readTextIfThere(found(cwd, 'a'), { cwd })).toBe('text');
    expect(readTextIfThere(found(cwd, 'b'), { cwd })).toBeUndefined();
  });

  test.each(['-', '/dev/stdin', '/dev/fd/0'])('%s is standard input where it was typed', async (path) => {
    const access = { cwd: folder(), stdin: async () => Buffer.from('piped') };
    expect(await readText(typed(path), access)).toBe('piped');
    await expect(readText(found(access.cwd, path.slice(path.lastIndexOf('/') + 1)), access)).rejects.toThrow('no such file');
  });

  test('a typed descriptor is read from, and stays open', async () => {
    const cwd = folder({ a: 'text' });
    const descriptor = openSync(join(cwd, 'a'), 'r');
    expect(await readText(typed(`/dev/fd/${descriptor}`), { cwd })).toBe('text');
    closeSync(descriptor);
    await expect(readText(typed(`/dev/fd/${descriptor}`), { cwd })).rejects.toThrow(
      `Cannot read "/dev/fd/${descriptor}": no such descriptor is open.`,
    );
  });

  test('a stream that never ends is left after the cap', async () => {
    let sent = 0;
    const endless = Readable.from(
      (function* () {
        for (;;) {
          sent += 1024;
          yield Buffer.alloc(1024);
        }
      })(),
    );
    expect((await readStream(endless, 10_000)).length).toBe(10_001);
    expect(sent).toBeLessThan(100_000);
  });
});

describe('writing', () => {
  test('keeps the mode of a file, and nothing else in its folder', () => {
    const cwd = folder({ a: 'old' });
    chmodSync(join(cwd, 'a'), 0o640);
    expect(writeFile(typed('a'), 'new', { cwd })).toEqual({});
    expect(statSync(join(cwd, 'a')).mode & 0o777).toBe(0o640);
    expect(readdirSync(cwd)).toEqual(['a']);
  });

  test('gives a new file the mode that was asked for', () => {
    const cwd = folder();
    writeFile(typed('a'), 'x', { cwd }, { mode: 0o600 });
    expect(statSync(join(cwd, 'a')).mode & 0o777).toBe(0o600);
  });

  test('says where a link led', () => {
    const cwd = folder({ a: 'old' });
    symlinkSync('a', join(cwd, 'l'));
    expect(writeFile(typed('l'), 'new', { cwd }).target).toMatch(/\/a$/);
    expect(readFileSync(join(cwd, 'a'), 'utf8')).toBe('new');
  });

  test('makes its temporary file under a name that nobody knows, and never through what stands there', () => {
    const cwd = folder({ a: 'old', victim: 'x' });
    const name = vi.spyOn(crypto, 'randomUUID').mockReturnValue('00000000-0000-4000-8000-000000000000');
    try {
      symlinkSync('victim', join(cwd, '.a.00000000-0000-4000-8000-000000000000.tmp'));
      expect(() => writeFile(typed('a'), 'new', { cwd })).toThrow('EEXIST');
      expect(name).toHaveBeenCalled();
    } finally {
      name.mockRestore();
    }
    expect([readFileSync(join(cwd, 'a'), 'utf8'), readFileSync(join(cwd, 'victim'), 'utf8')]).toEqual(['old', 'x']);
  });

  test('leaves no temporary file behind where it cannot take its place', () => {
    const cwd = folder();
    mkdirSync(join(cwd, 'a'));
    const raced = { shown: 'a', real: join(cwd, 'a'), exists: false, link: false };
    expect(() => writeLocated(raced, Buffer.from('x'), {})).toThrow('Cannot write "a": it is a folder.');
    expect(readdirSync(cwd)).toEqual(['a']);
  });

  test('refuses a file that was changed since it was read', () => {
    const cwd = folder({ a: 'changed' });
    expect(() => writeFile(typed('a'), 'new', { cwd }, { before: Buffer.from('old') })).toThrow(
      expect.objectContaining({ type: 'refused', message: '"a" has changed since it was read; nothing was written.' }) as Error,
    );
    expect(readFileSync(join(cwd, 'a'), 'utf8')).toBe('changed');
  });

  test('a typed device and a typed pipe are written straight', async () => {
    const cwd = folder();
    writeFile(typed('/dev/null'), 'x', { cwd });
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
    expect(() => writeFile(typed('/dev/full'), 'x', { cwd })).toThrow('Cannot write "/dev/full": the disk is full.');
    const reader = spawn('sh', ['-c', 'mkfifo p && echo made && cat p'], { cwd });
    await once(reader.stdout, 'data');
    let got = '';
    reader.stdout.on('data', (data) => (got += String(data)));
    writeFile(typed('p'), 'through', { cwd });
    await once(reader, 'close');
    expect(got).toBe('through');
  });

  test('leaves nothing behind where a folder cannot take the name', () => {
    const cwd = folder();
    mkdirSync(join(cwd, 'a'));
    expect(() => writeFile(typed('a'), 'x', { cwd })).toThrow('it is a folder, not a file');
    expect(readdirSync(cwd)).toEqual(['a']);
  });
});

describe('a folder of ours', () => {
  test('is made, and keeps itself out of a repository', () => {
    const cwd = folder();
    expect(makeFolder(cwd, '.snapspec', { cwd })).toBe(join(cwd, '.snapspec'));
    expect(readFileSync(join(cwd, '.snapspec/.gitignore'), 'utf8')).toBe('*\n');
    expect(makeFolder(cwd, '.snapspec', { cwd })).toBe(join(cwd, '.snapspec'));
  });

  test.each([
    ['a link', (path: string) => symlinkSync('.', path)],
    ['a file', (path: string) => writeFileSync(path, '')],
  ])('%s in its place is refused', (_, make) => {
    const cwd = folder();
    make(join(cwd, '.snapspec'));
    expect(() => makeFolder(cwd, '.snapspec', { cwd })).toThrow('must be a folder');
  });

  test('a file is removed, a link is not', () => {
    const cwd = folder({ a: '', b: '' });
    symlinkSync('b', join(cwd, 'l'));
    removeFile(found(cwd, 'a'), { cwd });
    removeFile(found(cwd, 'nothing'), { cwd });
    expect(() => removeFile(found(cwd, 'l'), { cwd })).toThrow('it is a link.');
    expect(readdirSync(cwd)).toEqual(['b', 'l']);
  });
});

test('a file that grows', () => {
  const cwd = folder({ a: 'x' });
  const end = openEnd(typed('a'), { cwd });
  expect(end.append('é\n')).toBe(3);
  end.close();
  expect(readFileSync(join(cwd, 'a'), 'utf8')).toBe('xé\n');
});

describe('a lock', () => {
  const ticksOf = (pid: number): string | undefined => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19];
  const take = (cwd: string): (() => void) => takeLock(found(cwd, 'lock'), { cwd }, 'the world');

  test('is held once, and nothing else is left', () => {
    const cwd = folder();
    const free = take(cwd);
    expect(readdirSync(cwd)).toEqual(['lock']);
    expect(() => take(cwd)).toThrow(/^the world is in use: "lock" is held by process \d+ on ".+"\.$/);
    free();
    expect(readdirSync(cwd)).toEqual([]);
    take(cwd)();
  });

  const held = /is held by/;
  test.each([
    ['of a process that has ended', () => ({ pid: 2 ** 22 - 1, host: hostname() }), undefined],
    ['of our own number, by an earlier process', () => ({ pid: process.pid, host: hostname(), id: 'other' }), undefined],
    ['of our own number, as an earlier version wrote it', () => ({ pid: process.pid, host: hostname() }), undefined],
    ['of a process whose number another one has now', () => ({ pid: process.ppid, host: hostname(), began: '1', id: 'x' }), undefined],
    ['of a process that is there', () => ({ pid: process.ppid, host: hostname(), began: ticksOf(process.ppid), id: 'x' }), held],
    ['of a process that is there, as an earlier version wrote it', () => ({ pid: process.ppid, host: hostname() }), held],
    ['of another machine', () => ({ pid: 1, host: 'elsewhere' }), held],
    ['that is null', () => null, undefined],
    ['that is a list', () => [1], undefined],
    ['with a number for a host', () => ({ pid: 1, host: 5 }), undefined],
    ['with a text for a process', () => ({ pid: '../1', host: hostname() }), undefined],
  ])('%s', (_, content, refused) => {
    const cwd = folder({ lock: JSON.stringify(content()) });
    if (refused) expect(() => take(cwd)).toThrow(refused);
    else take(cwd)();
    expect(readdirSync(cwd)).toEqual(refused ? ['lock'] : []);
  });

  test('that is half written, large or no file', () => {
    take(folder({ lock: '{"pid":' }))();
    take(folder({ lock: 'x'.repeat(1_000_000) }))();
    const cwd = folder({ victim: 'x' });
    symlinkSync('victim', join(cwd, 'lock'));
    expect(() => take(cwd)).toThrow('it is a link.');
    expect(readFileSync(join(cwd, 'victim'), 'utf8')).toBe('x');
    const other = folder();
    mkdirSync(join(other, 'lock'));
    expect(() => take(other)).toThrow('it is a folder, not the file of a lock');
  });
});
