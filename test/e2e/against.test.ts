import { describe, expect, test } from 'vitest';
import type { Emulator } from '../../src/emulator/index.ts';
import { cloud, snapspec, towards, withKeys } from '../support/cli.ts';
import type { Ran } from '../support/cli.ts';
import { environment, repository } from '../support/repository.ts';
import type { Repository } from '../support/repository.ts';
import { disks, seed } from '../support/specs.ts';

const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const schedule = 'schedule: {timePoints: [1], repeatWeekdays: [1]}';
const policy = (days: number | string, ids: readonly number[], more = ''): string =>
  `  p: {${schedule}, retentionDays: ${days}, ${more}disks: {any: [${ids.map((index) => `{id: ${disks[index]}}`).join(', ')}]}}\n`;
const spec = (...policies: readonly string[]): string => `${head}policies:\n${policies.join('')}`;

type Bench = Repository & { readonly emulator: Emulator; readonly run: (...argv: readonly string[]) => Promise<Ran> };

async function bench(files: { readonly [path: string]: string }): Promise<Bench> {
  withKeys();
  const emulator = await cloud(seed);
  const made = repository(files);
  return { ...made, emulator, run: (verb = '', ...argv) => snapspec(made.cwd, [verb, ...argv, ...towards(emulator)], { environment }) };
}

const against = async ({ run }: Bench, ...argv: readonly string[]) =>
  JSON.parse((await run('plan', '--against', 'main', '--format', 'json', ...argv)).stdout).against;

describe('plan --against', () => {
  test('tells what was edited from what changed in the cloud, and from both', async () => {
    const one = await bench({ 'snapspec.yaml': spec(policy(14, [0, 1], 'tags: {a: "1", b: "1"}, ')) });
    await one.run('apply', '--auto-approve');
    const id = JSON.parse((await one.run('plan', '--format', 'json')).stdout).entries[0].id as string;
    one.emulator.change(id, { retentionDays: 30, name: 'renamed' });
    one.write({ 'snapspec.yaml': spec(policy(7, [0, 1, 2], 'tags: {a: "2", b: "1"}, ')) });
    const { code, stdout } = await one.run('plan', '--against', 'main');
    expect(code).toBe(3);
    const commit = one.git('rev-parse', 'main');
    expect(stdout).toContain(
      [
        `Against main (${commit.slice(0, 12)}):`,
        '  Edited here:',
        '    policies/p tag a: "1" -> "2"',
        `    policies/p attach 1 disk: ${disks[2]}`,
        '  Changed in the cloud, or not applied since:',
        '    policies/p name: "renamed" in the cloud, "s-p" in the spec',
        '  Edited here, and changed in the cloud or not applied since:',
        '    policies/p retentionDays: 30 in the cloud, 14 at main, 7 in the spec',
        '',
      ].join('\n'),
    );
    expect(await against(one)).toEqual({
      ref: 'main',
      commit,
      notes: [],
      differences: [
        { address: 'policies/p', field: 'name', origin: 'cloud', live: 'renamed', spec: 's-p', base: 's-p' },
        { address: 'policies/p', field: 'retentionDays', origin: 'both', live: 30, spec: 7, base: 14 },
        { address: 'policies/p', field: 'tag a', origin: 'edited', live: '1', spec: '2', base: '1' },
        {
          address: 'policies/p',
          field: `attachment of ${disks[2]}`,
          origin: 'edited',
          live: 'not attached',
          spec: 'attached',
          base: 'not attached',
        },
      ],
    });
    const page = (await one.run('plan', '--against', 'main', '--format', 'markdown')).stdout;
    expect(page).toContain(`#### Against \`main (${commit.slice(0, 12)})\`\n`);
    expect(page).toContain('- Changed in the cloud, or not applied since: `policies/p name: "renamed" in the cloud, "s-p" in the spec`\n');
  });

  test('the selector of that commit is asked too, where this one names ids alone', async () => {
    const one = await bench({
      'snapspec.yaml': `${head}policies:\n  p: {${schedule}, retentionDays: 14, disks: {any: [{tags: {tier: gold}}]}}\n`,
    });
    await one.run('apply', '--auto-approve');
    // By ids alone not every disk is read, which the selector by tags needs.
    one.write({ 'snapspec.yaml': spec(policy(14, [0, 1])) });
    const differences = (await against(one)).differences as { field: string; origin: string }[];
    expect(differences.map(({ field, origin }) => [field, origin])).toEqual([
      [`attachment of ${disks[1]}`, 'edited'],
      ...[2, 4, 6, 8, 10].map((index) => [`attachment of ${disks[index]}`, 'edited']),
    ]);
  });

  test('entries: new here, declared and never applied, removed here, and in neither', async () => {
    const both = (name: string, days: number): string => `  ${name}: {${schedule}, retentionDays: ${days}}\n`;
    const one = await bench({ 'snapspec.yaml': spec(both('old', 1), both('gone', 1)) });
    await one.run('apply', '--auto-approve');
    one.commit({ 'snapspec.yaml': spec(both('gone', 1), both('waiting', 1), both('edited', 1)) });
    one.write({ 'snapspec.yaml': spec(both('waiting', 1), both('edited', 2), both('fresh', 1)) });
    const { stdout } = await one.run('plan', '--against', 'main');
    expect(stdout.slice(stdout.indexOf('Against'), stdout.indexOf('Plan:'))).toBe(
      [
        `Against main (${one.git('rev-parse', '--short=12', 'main')}):`,
        '  Edited here:',
        '    policies/fresh is new',
        '    policies/gone is no longer declared',
        '  Changed in the cloud, or not applied since:',
        '    policies/waiting is declared, and not in the cloud',
        '    policies/old is in neither spec',
        '  Edited here, and changed in the cloud or not applied since:',
        '    policies/edited is declared otherwise at main, and not in the cloud',
        '\n',
      ].join('\n'),
    );
  });

  test('the same variables count on both sides, and a key that moved is compared with its old one', async () => {
    const one = await bench({ 'snapspec.yaml': `variables: {days: {}}\n${spec(policy('"${var.days}"', [0]))}` });
    await one.run('apply', '--auto-approve', '--var', 'days=14');
    const moved = spec(policy('"${var.days}"', [0]).replace('  p:', '  q:').replace('disks:', 'name: s-p, disks:'));
    one.write({ 'snapspec.yaml': `variables: {days: {}}\nmoved: [{from: policies/p, to: policies/q}]\n${moved}` });
    expect((await against(one, '--var', 'days=14')).differences).toEqual([
      { address: 'policies/q', field: 'moved', origin: 'edited', live: null, spec: 'policies/q', base: null },
    ]);
    expect((await against(one, '--var', 'days=20')).differences).toContainEqual({
      address: 'policies/q',
      field: 'retentionDays',
      origin: 'cloud',
      live: 14,
      spec: 20,
      base: 20,
    });
  });

  test('several files; one that was not there yet declares nothing; a stack of another name is no base', async () => {
    const one = await bench({ 'a/one.yaml': spec(policy(14, [0])) });
    await one.run('apply', '--auto-approve', '-f', 'a/one.yaml');
    one.write({ 'two.yaml': `${head}policies:\n  q: {${schedule}, retentionDays: 3}\n` });
    expect(await against(one, '-f', 'a/one.yaml', '-f', 'two.yaml')).toMatchObject({
      notes: ['two.yaml is not there at main.'],
      differences: [{ address: 'policies/q', field: 'entry', origin: 'edited', live: 'absent', spec: 'declared' }],
    });
    one.write({ 'a/one.yaml': spec(policy(14, [0])).replace('stack: s', 'stack: t\nmoved: [{fromStack: s}]') });
    expect(await against(one, '-f', 'a/one.yaml')).toMatchObject({
      notes: ['The spec at main is of the stack s in cn-hangzhou, so everything counts as edited.'],
      differences: expect.arrayContaining([expect.objectContaining({ field: 'moved', origin: 'edited' })]),
    });
  });

  test('no difference is said, and the digest and a saved plan are as without the flag', async () => {
    const one = await bench({ 'snapspec.yaml': spec(policy(14, [0])) });
    const digest = async (...argv: readonly string[]) => JSON.parse((await one.run('plan', '--format', 'json', ...argv)).stdout).digest;
    expect(await digest('--against', 'main')).toBe(await digest());
    expect((await one.run('plan', '--against', 'main', '--out', 'plan.json')).code).toBe(0);
    expect((await snapspec(one.cwd, ['show', 'plan.json'])).stdout).toContain('Against main');
    expect((await one.run('apply', 'plan.json')).code).toBe(0);
    expect((await one.run('plan', '--against', 'HEAD')).stdout).toContain('): the spec and the cloud do not differ.');
  });

  test('what cannot be compared is said, before the cloud is asked', async () => {
    const one = await bench({ 'snapspec.yaml': `${head}policies: {p: {retentionDays: 0}}\n` });
    one.write({ 'snapspec.yaml': spec(policy(14, [0])) });
    const broken = await one.run('plan', '--against', 'main');
    expect(broken).toMatchObject({ code: 1, stdout: '' });
    expect(broken.stderr).toContain('main:snapspec.yaml:4');
    expect(broken.stderr).toContain('error: --against "main": the spec has errors at that commit, so nothing can be compared with it.\n');
    for (const [ref, says] of [
      ['nope', '--against "nope" names no commit of this clone.'],
      ['--upload-pack=x', '--against "--upload-pack=x" is not the name of a commit.'],
      ['', '--against "" is not the name of a commit.'],
      ['main:snapspec.yaml', 'names no commit of this clone'],
      ['^main', 'names no commit of this clone'],
      ['main main', 'names no commit of this clone'],
      ['a\nb', 'is not the name of a commit'],
    ] as const) {
      const { code, stderr } = await one.run('plan', `--against=${ref}`);
      expect([ref, code, stderr]).toEqual([ref, 64, expect.stringContaining(says)]);
      expect(stderr).not.toMatch(/internal error|\n {4}at /);
    }
    expect(one.emulator.calls()).toEqual([]);
  });
});
