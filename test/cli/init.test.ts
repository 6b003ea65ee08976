import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseSeed } from '../../src/emulator/index.ts';
import type { Seed } from '../../src/emulator/index.ts';
import { cloud, folder, snapspec, towards, withKeys } from '../support/cli.ts';

const example = join(import.meta.dirname, '../../examples/quickstart');
const seedText = readFileSync(join(example, 'local-cloud.yaml'), 'utf8');
const clock = { now: () => Date.parse('2026-11-26T10:00:00Z'), sleep: async () => {} };

/** The `attach` line of a plan names what is protected. */
async function protectedBy(cwd: string, argv: readonly string[] = []): Promise<readonly string[]> {
  const { code, stdout } = await snapspec(cwd, ['plan', '--local', '--format', 'json', ...argv]);
  expect(code).toBe(0);
  const { entries } = JSON.parse(stdout) as { entries: { attach?: string[] }[] };
  return [...new Set(entries.flatMap(({ attach = [] }) => attach))].sort();
}

/** What was written lints without a word, is in canonical layout, plans with disks, and applies once. */
async function works(cwd: string, disks: number): Promise<void> {
  expect((await snapspec(cwd, ['lint', '--strict', '--fail-on', 'info'])).stdout).toMatch(/^No findings in 1 file\./);
  expect(await snapspec(cwd, ['fmt', '--check'])).toMatchObject({ code: 0, stdout: '' });
  expect(await protectedBy(cwd)).toHaveLength(disks);
  expect(await snapspec(cwd, ['apply', '--local', '--auto-approve', '--wait', 'finished'])).toMatchObject({ code: 0 });
  expect(await snapspec(cwd, ['plan', '--local', '--detailed-exitcode'])).toMatchObject({ code: 0, stderr: '' });
}

/** Where the first line of a file says that its schema is. */
function schemaOf(cwd: string, file: string): string {
  const [line] = readFileSync(join(cwd, file), 'utf8').split('\n');
  return resolve(cwd, /^# yaml-language-server: \$schema=(\S+)$/.exec(line as string)?.[1] as string);
}

/** A person who types these lines; the questions are kept. */
function person(...answers: readonly (string | undefined)[]) {
  const asked: string[] = [];
  const left = [...answers];
  return { asked, host: { interactive: true, ask: async (question: string) => (asked.push(question), left.shift()) } };
}

describe('init elsewhere than on a terminal', () => {
  test.each([
    [['--region', 'cn-hangzhou'], 2],
    [['--region', 'cn-hangzhou', '--gfs'], 2],
    [['--region', 'eu-central-1', '--timezone', 'Europe/Berlin', '--gfs', '--retention-days', '10'], 2],
    // Neither 02:00 is a whole hour in UTC+8, nor can it be said of six days there.
    [['--region', 'ap-south-1', '--timezone', 'Asia/Kolkata', '--account', '1234567890123456'], 2],
    [['--region', 'ap-southeast-2', '--timezone', 'Australia/Sydney', '--gfs'], 2],
    [['--region', 'us-east-1', '--tag', 'team=a b: #c', '--at', '03:00', '--stack', 'shop'], 2],
    [['--region', 'cn-beijing', '--all-disks'], 3],
  ])('%j gives a spec that lints, plans and applies', async (flags, disks) => {
    const cwd = folder();
    const ran = await snapspec(cwd, ['init', ...flags], { clock });
    expect(ran).toMatchObject({ code: 0 });
    expect(ran.stdout).toContain('Next:\n  snapspec lint ');
    if (flags.includes('ap-south-1') || flags.includes('ap-southeast-2')) expect(ran.stderr).toContain('[region-unknown]');
    else await works(cwd, disks);
  });

  test('in a folder that is not there yet, whose name the stack has', async () => {
    const cwd = folder();
    expect((await snapspec(cwd, ['init', 'apps/My Shop', '--region', 'cn-hangzhou'])).stdout).toContain('  cd "apps/My Shop"\n');
    expect(readFileSync(join(cwd, 'apps/My Shop/snapspec.yaml'), 'utf8')).toContain('\nstack: my-shop\n');
    await works(join(cwd, 'apps/My Shop'), 2);
  });

  test.each<[readonly string[], RegExp]>([
    [[], /^error: The region was not said, and nobody can be asked here\.\n {2}help: For example: --region cn-hangzhou\n$/],
    [['--region', 'hangzhou'], /^error: --region: region .*\n {2}help: /],
    [['--region', 'cn-hangzhou', '--timezone', 'CST'], /^error: --timezone: /],
    [['--region', 'cn-hangzhou', '--at', '2am'], /^error: --at: /],
    [['--region', 'cn-hangzhou', '--at', '02:30'], /^error: --at: .*02:30/],
    [['--region', 'cn-hangzhou', '--retention-days', '70000'], /^error: --retention-days: retentionDays is 70000/],
    [['--region', 'cn-hangzhou', '--retention-days', '14d'], /^error: --retention-days: /],
    [['--region', 'cn-hangzhou', '--account', '12'], /^error: --account: /],
    [['--region', 'cn-hangzhou', '--stack', 'My Stack'], /^error: --stack: /],
    [
      ['--region', 'cn-hangzhou', '--tag', 'backup'],
      /^error: --tag: "backup" is not a tag\.\n {2}help: Write its key and its value: backup=nightly\n$/,
    ],
    [['--live', '--from-seed', 'a.yaml', '--region', 'cn-hangzhou'], /^error: --live and --from-seed do not go together\./],
    [['--live'], /^error: The region that is to be read is missing\./],
  ])('%j is refused, and nothing is written', async (flags, message) => {
    const cwd = folder();
    expect(await snapspec(cwd, ['init', ...flags])).toMatchObject({ code: 64, stdout: '', stderr: expect.stringMatching(message) });
    expect(readdirSync(cwd)).toEqual([]);
  });

  test.each(['snapspec.yaml', 'snapspec.schema.json'])('%s that is there is not overwritten, and nothing else is written', async (name) => {
    const cwd = folder({ [name]: 'mine' });
    const ran = await snapspec(cwd, ['init', '--region', 'cn-hangzhou']);
    expect(ran).toMatchObject({ code: 64, stdout: '', stderr: expect.stringContaining(`error: "${name}" exists; nothing was written.`) });
    expect(readdirSync(cwd)).toEqual([name]);
    expect(readFileSync(join(cwd, name), 'utf8')).toBe('mine');
  });

  test('nor is a seed, where another one is named', async () => {
    const cwd = folder({ 'local-cloud.yaml': seedText, 'other.yaml': seedText });
    const ran = await snapspec(cwd, ['init', '--from-seed', 'other.yaml', '--tag', 'backup=nightly']);
    expect(ran).toMatchObject({ code: 64, stderr: expect.stringContaining('"local-cloud.yaml" exists; nothing was written.') });
    expect(readdirSync(cwd).sort()).toEqual(['local-cloud.yaml', 'other.yaml']);
  });

  test('where the second file cannot be written, the first is taken back', async () => {
    const cwd = folder();
    mkdirSync(join(cwd, 'sub'));
    symlinkSync('/nowhere/schema.json', join(cwd, 'sub/snapspec.schema.json'));
    expect(await snapspec(cwd, ['init', 'sub', '--region', 'cn-hangzhou'])).toMatchObject({ code: 64 });
    expect(readdirSync(join(cwd, 'sub'))).toEqual(['snapspec.schema.json']);
  });
});

describe('the schema that the first line names', () => {
  test('is that of the installed package, from a folder below it too', async () => {
    const cwd = folder();
    mkdirSync(join(cwd, 'node_modules/snapspec/schema'), { recursive: true });
    writeFileSync(join(cwd, 'node_modules/snapspec/schema/snapspec.schema.json'), '{}');
    for (const at of ['.', 'envs/prod']) {
      expect((await snapspec(cwd, ['init', at, '--region', 'cn-hangzhou'])).code).toBe(0);
      expect(schemaOf(join(cwd, at), 'snapspec.yaml')).toBe(join(cwd, 'node_modules/snapspec/schema/snapspec.schema.json'));
      expect(existsSync(join(cwd, at, 'snapspec.schema.json'))).toBe(false);
    }
  });

  test('is written beside the spec where none is installed', async () => {
    const cwd = folder();
    await snapspec(cwd, ['init', '--region', 'cn-hangzhou']);
    const path = schemaOf(cwd, 'snapspec.yaml');
    expect(path).toBe(join(cwd, 'snapspec.schema.json'));
    expect(`${readFileSync(path, 'utf8')}`).toBe((await snapspec(cwd, ['schema'])).stdout);
  });
});

describe('init from a seed', () => {
  test('without a choice it says which tags there are', async () => {
    const cwd = folder({ 'local-cloud.yaml': seedText });
    expect(await snapspec(cwd, ['init'])).toMatchObject({
      code: 64,
      stderr:
        'error: Which disks are backed up was not said.\n  help: Choose one with --tag KEY=VALUE, or use --all-disks. The disks in cn-hangzhou have backup=nightly (4 disks).\n',
    });
  });

  test('a tag that no disk has is refused; one that disks have gives a spec of the account', async () => {
    const cwd = folder({ 'local-cloud.yaml': seedText });
    const none = await snapspec(cwd, ['init', '--tag', 'backup=weekly']);
    expect(none).toMatchObject({ code: 64, stderr: expect.stringContaining('No disk in cn-hangzhou has the tag backup=weekly.') });
    const ran = await snapspec(cwd, ['init', '--tag', 'backup=nightly', '--gfs']);
    expect(ran).toMatchObject({ code: 0, stdout: expect.not.stringContaining('Wrote local-cloud.yaml') });
    const spec = readFileSync(join(cwd, 'snapspec.yaml'), 'utf8');
    expect(spec).toContain('\naccount: "1234567890123456"\n');
    expect(spec.match(/^ {2}monthly-d-bp1\w+:$/gm)).toHaveLength(4);
    expect(readFileSync(join(cwd, 'local-cloud.yaml'), 'utf8')).toBe(seedText);
    await works(cwd, 4);
  });

  test('the monthly snapshot is written for twenty disks, and how many are left is said', async () => {
    const disks = Array.from({ length: 25 }, (_, at) => `  - {id: d-bp1many${at}, tags: {backup: all}}`).join('\n');
    const cwd = folder({ 'other.yaml': `region: cn-beijing\ndisks:\n${disks}\n` });
    const { stdout } = await snapspec(cwd, ['init', '--from-seed', 'other.yaml', '--tag', 'backup=all', '--gfs']);
    expect(stdout).toContain('The monthly snapshot is written for 20 disks; 5 more need an entry.');
    expect(readFileSync(join(cwd, 'snapspec.yaml'), 'utf8')).toContain('region: cn-beijing');
    await works(cwd, 25);
  });
});

describe('init from a cloud', () => {
  const seed: Seed = parseSeed(seedText, 'local-cloud.yaml');

  test('reads only, and writes a seed that its owner alone can read', async () => {
    withKeys();
    const emulator = await cloud(seed);
    const cwd = folder();
    const flags = ['init', '--live', '--region', 'cn-hangzhou', ...towards(emulator).slice(0, 6)];
    expect(await snapspec(cwd, flags)).toMatchObject({ code: 64, stderr: expect.stringContaining('backup=nightly (4 disks)') });
    expect(await snapspec(cwd, [...flags, '--tag', 'backup=nightly'])).toMatchObject({ code: 0 });
    expect(emulator.calls().filter(({ reads }) => !reads)).toEqual([]);
    const { statSync } = await import('node:fs');
    expect(statSync(join(cwd, 'local-cloud.yaml')).mode & 0o777).toBe(0o600);
    await works(cwd, 4);
  });
});

describe('init on a terminal', () => {
  test('asks for all of it; what is wrong is said, and asked again', async () => {
    const { asked, host } = person('', 'Hangzhou', 'cn-hangzhou', '', 'backup', 'backup=daily', 'maybe', 'y', '', '2', '04:00', '30');
    const cwd = folder();
    const ran = await snapspec(cwd, ['init', '--stack', 'shop'], host);
    expect(ran).toMatchObject({ code: 0, stderr: expect.stringContaining('"backup" is not a tag.') });
    expect(asked.length).toBeGreaterThan(8);
  });

  test('offers the tags of a seed, by number', async () => {
    const cwd = folder();
    cpSync(join(example, 'local-cloud.yaml'), join(cwd, 'local-cloud.yaml'));
    const { asked, host } = person('shop', '', '', '3', '2', '', '', '', '');
    const ran = await snapspec(cwd, ['init'], host);
    expect(ran.stderr).toContain('   1  backup=nightly  4 disks\n   2  all disks       8 disks\n');
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('Wrote snapspec.yaml: all disks, every day at 02:00') });
    expect(asked).toEqual([
      'Name of the stack, under which it owns what it makes [snapspec-test]: '.replace(
        'snapspec-test',
        asked[0]?.match(/\[(.+)\]/)?.[1] ?? '',
      ),
      'Region [cn-hangzhou]: ',
      'Id of the account, the only one that it may touch (- for none) [1234567890123456]: ',
      'Number of a line, or another tag as KEY=VALUE [1]: ',
      'Number of a line, or another tag as KEY=VALUE [1]: ',
      'Snapshots of each week and month too, kept for longer? y or n [n]: ',
      'Time zone of the schedule [Asia/Shanghai]: ',
      'Time of the snapshot [02:00]: ',
      'Days that a snapshot is kept (-1: indefinitely) [14]: ',
    ]);
    await works(cwd, 8);
  });

  test('whoever leaves has written nothing', async () => {
    const cwd = folder();
    const ran = await snapspec(cwd, ['init'], person('shop', undefined).host);
    expect(ran).toMatchObject({ code: 64, stdout: '', stderr: expect.stringContaining('Nothing was written.') });
    expect(readdirSync(cwd)).toEqual([]);
  });
});
