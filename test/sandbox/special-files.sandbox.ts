import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shell } from '../support/built.ts';
import { folder } from '../support/cli.ts';
import { inNamespace } from './namespace.ts';

const spec = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const untidy = 'apiVersion:   snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const seed = 'disks: [{id: d-1}]\n';

describe('writing', () => {
  test('a file that is mounted on its own is refused by name, and stays', async () => {
    const cwd = folder({ 'x.yaml': untidy, 'y.yaml': untidy });
    const ran = await shell(cwd, inNamespace('mount --bind x.yaml y.yaml && $S fmt y.yaml'));
    expect(ran).toMatchObject({ code: 64, stderr: expect.stringMatching(/^error: Cannot write "y\.yaml": it is mounted on its own/) });
    expect(readdirSync(cwd)).toEqual(['x.yaml', 'y.yaml']);
    expect(readFileSync(join(cwd, 'x.yaml'), 'utf8')).toBe(untidy);
  });

  test('a full disk: nothing is written, and nothing is left behind', async () => {
    const cwd = folder({ 'good.yaml': spec, 'seed.yaml': seed, 'x.yaml': `${untidy}# ${'x'.repeat(9_000)}\n` });
    mkdirSync(join(cwd, 'full'));
    const fill = 'mount -t tmpfs -o size=16k tmpfs full && cp x.yaml full/ && cd full && ';
    const fmt = await shell(cwd, inNamespace(`${fill} $S fmt x.yaml; echo $?; ls -A; cmp x.yaml ../x.yaml`));
    expect(fmt.stderr).toMatch(/^error: Cannot write "x\.yaml": the disk is full\.\n/);
    expect(fmt.stdout).toBe('64\nx.yaml\n');
    const left = await shell(
      cwd,
      inNamespace(
        'mount -t tmpfs -o size=4k tmpfs full && cp good.yaml full/ && cd full && head -c 9000 /dev/zero > filler; for i in 1 2 3; do $S plan -f good.yaml --local --local-seed ../seed.yaml; done; ls -AR',
      ),
    );
    expect(left.stdout).not.toMatch(/\.tmp|\.lock/);
  });
});

describe('a lock', () => {
  test('of a process of the same number that is gone, as after a container was killed, is stale', async () => {
    const cwd = folder({ 'good.yaml': spec, 'seed.yaml': seed });
    const run = 'exec $S plan -f good.yaml --local --local-seed seed.yaml';
    // The first process of a namespace has the number 1 each time; the lock is what a killed one has left.
    const ran = await shell(
      cwd,
      `mkdir .snapspec && printf '{"pid":1,"host":"%s","began":"5","id":"gone"}' "$(hostname)" > .snapspec/s.json.lock && unshare -Urpf --mount-proc bash -c '${run}'`,
    );
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(join(cwd, '.snapspec/s.json.lock'))).toBe(false);
  });
});
