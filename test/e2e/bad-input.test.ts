import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseSeed } from '../../src/emulator/index.ts';
import { cloud, folder, snapspec, towards, withKeys } from '../support/cli.ts';
import type { Ran } from '../support/cli.ts';

const example = join(import.meta.dirname, '../../examples/quickstart');
const seed = () => parseSeed(readFileSync(join(example, 'local-cloud.yaml'), 'utf8'), 'local-cloud.yaml');
const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';

/** Every verb that reads a spec must say the same of it. */
async function everyVerb(text: string | Uint8Array, argv: readonly string[] = []): Promise<Ran[]> {
  const cwd = folder({ 'snapspec.yaml': text, 'local-cloud.yaml': readFileSync(join(example, 'local-cloud.yaml')) });
  const ran: Ran[] = [];
  for (const verb of [['lint'], ['plan', '--local'], ['apply', '--local', '--auto-approve']])
    ran.push(await snapspec(cwd, [...verb, ...argv]));
  return ran;
}

describe('a spec that is wrong', () => {
  const cases: readonly (readonly [what: string, text: string | Uint8Array, code: number, says: string[]])[] = [
    ['not YAML', `${head}snapshots: [\n`, 1, ['snapspec.yaml:4:12', 'error[yaml-syntax]', 'help:']],
    ['not text', new Uint8Array([0xff, 0xfe, 0x61, 0x00]), 1, ['error[not-utf8]', 'UTF-16', 'help: Save the file as UTF-8.']],
    ['an unknown key', `${head}polices: {}\n`, 1, ['snapspec.yaml:4:1', 'error[unknown-key]', 'Did you mean policies?']],
    [
      'a wrong type',
      `${head}snapshots: {a: {diskId: 7}}\n`,
      1,
      [
        'snapspec.yaml:4:25',
        'error[wrong-type]: diskId is the number 7; it must be text',
        'help: Write the id of the disk, as the console shows it',
      ],
    ],
    [
      'a missing required field',
      `${head}snapshots: {a: {name: ab}}\n`,
      1,
      ['snapspec.yaml:4:13', 'error[missing-field]: snapshots/a has no diskId, which is required', 'help: Add it: diskId:'],
    ],
    ['a duplicate key', `${head}snapshots:\n  a: {diskId: d-1}\n  a: {diskId: d-2}\n`, 1, ['snapspec.yaml:6:3', 'error[duplicate-key]']],
    [
      'a malformed region',
      head.replace('cn-hangzhou', 'x@evil.example/'),
      1,
      ['snapspec.yaml:3:10', 'error[region-format]', 'help: Use the id of the region'],
    ],
    ['an empty file', '', 1, ['error[empty-file]']],
  ];
  test.each(cases)('%s', async (_, text, code, says) => {
    for (const ran of await everyVerb(text)) {
      expect(ran.code).toBe(code);
      for (const words of says) expect(ran.stdout + ran.stderr).toContain(words);
      expect(ran.stdout + ran.stderr).not.toMatch(/\n\s+at .*:\d+:\d+\)?\n/);
    }
  });

  test('a variable without a value: lint notes it, plan and apply refuse', async () => {
    const [lint, plan, apply] = (await everyVerb(
      `${head}variables: {r: {}}\nsnapshots: {a: {diskId: d-bp1s5fnvk4gn2tws03ab, occurrence: "\${var.r}"}}\n`,
    )) as [Ran, Ran, Ran];
    expect(lint).toMatchObject({ code: 0, stdout: expect.stringContaining('info[variable-without-value]') });
    for (const ran of [plan, apply])
      expect(ran).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/error\[variable-without-value\][\s\S]*snapspec\.yaml:5:[\s\S]*--var r=…/),
      });
  });
});

describe('what is wrong outside the spec', () => {
  test('no such file', async () => {
    const ran = await snapspec(folder(), ['lint', '-f', 'nope.yaml']);
    expect(ran).toEqual({
      code: 64,
      stdout: '',
      stderr: 'error: Cannot read "nope.yaml": no such file.\n  help: Check the name, or run in a folder with a snapspec.yaml.\n',
    });
  });

  test('a folder in place of a file', async () => {
    expect(await snapspec(folder(), ['lint', '-f', '.'])).toMatchObject({ code: 64, stderr: expect.stringContaining('it is a folder') });
  });

  test('a variable that no file declares', async () => {
    const ran = await snapspec(folder({ 'snapspec.yaml': `${head}variables: {release: {default: a}}\n` }), ['lint', '--var', 'relase=1']);
    expect(ran).toMatchObject({
      code: 64,
      stderr: 'error: --var relase: the spec does not declare this variable.\n  help: Did you mean release?\n',
    });
  });

  test('a flag and a verb that do not exist', async () => {
    expect(await snapspec(folder(), ['lint', '--forma', 'json'])).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('Did you mean --format?'),
    });
    expect(await snapspec(folder(), ['pln'])).toMatchObject({ code: 64, stderr: expect.stringContaining('Did you mean plan?') });
  });

  test('a wrong account is refused after one call', async () => {
    withKeys();
    const emulator = await cloud(seed());
    const cwd = folder({ 'snapspec.yaml': `${head}account: "9999999999999999"\n` });
    for (const verb of [['plan'], ['apply', '--auto-approve']]) {
      const ran = await snapspec(cwd, [...verb, ...towards(emulator)]);
      expect(ran).toMatchObject({
        code: 3,
        stderr: expect.stringContaining('The credentials belong to account 1234567890123456, and the spec is for account 9999999999999999'),
      });
    }
    expect(emulator.calls().map((call) => call.action)).toEqual(['GetCallerIdentity', 'GetCallerIdentity']);
  });

  test.each([
    [
      'a disk of a snapshot',
      'snapshots: {a: {diskId: d-bp1nosuchdisk}}',
      'error[disk-not-found]: Disk d-bp1nosuchdisk does not exist in cn-hangzhou',
      'snapspec.yaml:4:25',
    ],
    [
      'an instance of a group',
      'groups: {a: {instanceId: i-nope}}',
      'error[instance-not-found]: Instance i-nope does not exist in cn-hangzhou',
      'snapspec.yaml:4:26',
    ],
    [
      'a desktop',
      'desktopSnapshots: {a: {desktopId: ecd-nope, sourceDiskType: data}}',
      'error[desktop-not-found]: Desktop ecd-nope does not exist in cn-hangzhou',
      'snapspec.yaml:4:35',
    ],
    [
      'a disk of a policy',
      'policies: {a: {schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 1, disks: {any: [{id: d-nope}]}}}',
      'error[disk-not-found]: Disk d-nope does not exist',
      'snapspec.yaml:4:103',
    ],
  ])('%s that does not exist', async (_, section, message, place) => {
    withKeys();
    const emulator = await cloud(seed());
    const cwd = folder({ 'snapspec.yaml': `${head}${section}\n` });
    for (const verb of [['plan'], ['apply', '--auto-approve']]) {
      const ran = await snapspec(cwd, [...verb, ...towards(emulator)]);
      expect(ran.code).toBe(1);
      expect(ran.stderr).toContain(message);
      expect(ran.stderr).toContain(place);
      expect(ran.stderr).toContain('help: ');
    }
    expect(emulator.calls().every((call) => call.reads)).toBe(true);
  });

  test('no credentials', async () => {
    withKeys({ id: '', secret: '' });
    const names = ['HOME', 'ALIBABA_CLOUD_CREDENTIALS_URI'];
    const before = names.map((name) => process.env[name]);
    process.env['HOME'] = folder();
    delete process.env['ALIBABA_CLOUD_CREDENTIALS_URI'];
    try {
      const ran = await snapspec(folder({ 'snapspec.yaml': head }), ['plan']);
      expect(ran).toMatchObject({
        code: 5,
        stdout: '',
        stderr: expect.stringMatching(
          /^error: No credentials were found\.\n {2}help: Looked in the environment \(ALIBABA_CLOUD_ACCESS_KEY_ID, /,
        ),
      });
    } finally {
      for (const [index, name] of names.entries()) if (before[index] !== undefined) process.env[name] = before[index];
    }
  });

  test('an endpoint where nothing listens', async () => {
    withKeys();
    const port = await new Promise<number>((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const { port: free } = server.address() as { port: number };
        server.close(() => resolve(free));
      });
    });
    const ran = await snapspec(folder({ 'snapspec.yaml': head }), ['plan', ...towards({ url: `http://127.0.0.1:${port}` })]);
    expect(ran).toMatchObject({
      code: 5,
      stdout: '',
      stderr: `error: STS GetCallerIdentity got no definite answer: nothing answers at 127.0.0.1:${port}.\n  help: Check the network, the region and the endpoint flags; for --local, that the local cloud is still running.\n`,
    });
  });

  test.each([
    ['plain http elsewhere', 'http://ecs.example.com', 'is plain http'],
    ['a user in the host', 'https://x@evil.example', 'is not a host'],
    ['a path', 'https://ecs.example.com/x', 'is not a host'],
  ])('an endpoint that is refused: %s', async (_, url, words) => {
    withKeys();
    expect(await snapspec(folder({ 'snapspec.yaml': head }), ['plan', '--endpoint-ecs', url])).toMatchObject({
      code: 64,
      stderr: expect.stringContaining(words),
    });
  });
});

describe('keys that do not fit', () => {
  test('a wrong secret is refused as the service refuses it, and the message says what to check', async () => {
    withKeys({ id: 'LTAI-snapspec-local', secret: 'not-the-secret' });
    const emulator = await cloud(seed());
    const ran = await snapspec(folder({ 'snapspec.yaml': head }), ['plan', ...towards(emulator)]);
    expect(ran.code).toBe(5);
    expect(ran.stderr).toMatch(
      /^error: STS GetCallerIdentity was refused with SignatureDoesNotMatch \(400, RequestId [0-9A-F-]{36}\): .*\.\n {2}help: Check the access key secret:/,
    );
    expect(ran.stderr).not.toContain('not-the-secret');
    expect([emulator.calls(), emulator.refused()]).toEqual([[], 1]);
  });

  test('an unknown key id', async () => {
    withKeys({ id: 'LTAI-nobody', secret: 'x' });
    const ran = await snapspec(folder({ 'snapspec.yaml': head }), ['plan', ...towards(await cloud(seed()))]);
    expect(ran).toMatchObject({
      code: 5,
      stderr: expect.stringMatching(/InvalidAccessKeyId\.NotFound[\s\S]*help: Check the access key id/),
    });
  });
});
