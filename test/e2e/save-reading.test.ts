import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import type { Emulator } from '../../src/emulator/index.ts';
import { admin, cloud, folder, snapspec, towards, withKeys } from '../support/cli.ts';
import type { Ran } from '../support/cli.ts';
import { disks, seed } from '../support/specs.ts';

const root = join(import.meta.dirname, '../..');
const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const spec = (any: string, name = 's-p'): string =>
  `${head}policies: {p: {name: ${name}, tags: {team: a}, schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 7, disks: {any: [${any}]}}}\n`;

type Bench = {
  readonly cwd: string;
  readonly emulator: Emulator;
  readonly file: string;
  readonly run: (...argv: readonly string[]) => Promise<Ran>;
};

async function bench(text: string): Promise<Bench> {
  withKeys();
  const emulator = await cloud(seed);
  const cwd = folder({ 'snapspec.yaml': text });
  const run: Bench['run'] = (verb = '', ...argv) => snapspec(cwd, [verb, ...argv, ...towards(emulator)]);
  return { cwd, emulator, run, file: join(cwd, '.snapspec/s.reading.json') };
}

describe('plan --save-reading', () => {
  test('keeps ids, names and tags as its schema says, for its owner only, in place of an older one', async () => {
    const { run, file } = await bench(spec('{tags: {tier: gold}}'));
    await run('apply', '--auto-approve');
    expect(existsSync(file)).toBe(false);
    const { code, stderr } = await run('plan', '--save-reading');
    expect([code, stderr]).toEqual([0, 'What was read is kept in .snapspec/s.reading.json, for editors.\n']);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const reading = JSON.parse(readFileSync(file, 'utf8'));
    const schema = JSON.parse(readFileSync(join(root, 'schema/reading.schema.json'), 'utf8')) as object;
    const validate = new Ajv({ strict: true, strictTypes: false, allowUnionTypes: true, keywords: ['errorMessage'] }).compile(schema);
    expect(validate(reading), JSON.stringify(validate.errors)).toBe(true);
    expect(reading).toMatchObject({ kind: 'snapspec.reading', stack: 's', account: seed.account, region: 'cn-hangzhou' });
    expect(reading.disks.map(({ id }: { id: string }) => id)).toEqual(disks);
    expect(reading.disks[0].tags).toEqual({ tier: 'gold', backup: 'yes' });
    expect(reading.resources.policies).toEqual([{ id: expect.stringMatching(/^sp-/), name: 's-p', tags: { team: 'a' } }]);
    chmodSync(file, 0o644);
    await run('plan', '--save-reading');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('disks that no selector needs are those that the spec names', async () => {
    const { run, file } = await bench(spec(`{id: ${disks[3]}}`));
    await run('plan', '--save-reading');
    expect(JSON.parse(readFileSync(file, 'utf8')).disks.map(({ id }: { id: string }) => id)).toEqual([disks[3]]);
  });

  test('is not kept where something may not be read, or where it holds a secret; the plan is made', async () => {
    const { run, file, emulator, cwd } = await bench(spec('{tags: {tier: gold}}'));
    await admin(emulator, 'faults', [{ type: 'code', action: 'DescribeSnapshotGroups', code: 'Forbidden.RAM', status: 403 }]);
    const { code, stderr, stdout } = await run('plan', '--save-reading');
    expect([code, stderr]).toEqual([0, 'warning: The reading is not kept: groups may not be read (Forbidden.RAM), so it is not whole.\n']);
    expect(stdout).toContain('1 to create');
    await admin(emulator, 'faults', []);
    const secret = 'a-secret-of-twenty-chars';
    emulator.change(disks[0] as string, { name: secret });
    const environment = { SNAPSPEC_VAR_x: 'y', ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret };
    const refused = await snapspec(cwd, ['plan', '--save-reading', ...towards(emulator)], { environment });
    expect([refused.code, refused.stderr]).toEqual([3, expect.stringContaining('holds a secret of this run')]);
    expect(refused.stdout).toContain('1 to create');
    expect(existsSync(file)).toBe(false);
  });

  test('a link in its place is not followed, and a folder that is none is refused in words', async () => {
    const one = await bench(spec('{tags: {tier: gold}}'));
    mkdirSync(join(one.cwd, '.snapspec'));
    const outside = folder({ x: 'mine' });
    symlinkSync(join(outside, 'x'), one.file);
    expect(await one.run('plan', '--save-reading')).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('leads out of this folder'),
    });
    expect(readFileSync(join(outside, 'x'), 'utf8')).toBe('mine');
    const two = await bench(spec('{tags: {tier: gold}}'));
    writeFileSync(join(two.cwd, '.snapspec'), '');
    expect(await two.run('plan', '--save-reading')).toMatchObject({ code: 64, stderr: expect.stringContaining('must be a folder') });
  });

  test('nothing of the sources reads it, and what is wrong in it changes no plan', async () => {
    const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const naming = sources.filter((name) => readFileSync(join(root, 'src', name), 'utf8').includes('reading.json'));
    expect(naming.sort()).toEqual(['cli/program.ts', 'cli/save-reading.ts', 'saved/schema.ts']);
    const { run, file } = await bench(spec('{tags: {tier: gold}}'));
    const before = await run('plan', '--save-reading');
    writeFileSync(file, '{"disks": "none"');
    expect((await run('plan')).stdout).toBe(before.stdout);
  });
});
