import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as plans from '../../src/report/plans/index.ts';
import * as receipts from '../../src/report/receipts/index.ts';
import { startEmulator } from '../../src/emulator/index.ts';
import { runCommand } from '../fuzz/replies/command.ts';
import { startFront } from '../fuzz/replies/front.ts';
import { mapped } from '../fuzz/replies/values.ts';
import { built, shell } from '../support/built.ts';
import { cloud, folder, snapspec } from '../support/cli.ts';
import { hiddenIn, hostileTexts, liveCommands } from '../support/hostile.ts';

const texts = Object.values(hostileTexts).filter((one) => one.length < 1_000);
const bundle = texts.join(' ');
const lines = texts.join('\n');

function expectInert(printed: string, what: string): void {
  expect(hiddenIn(printed), what).toEqual([]);
  expect(liveCommands(printed), what).toEqual([]);
}

/** A value with one of its texts, or one of its keys, replaced by another: each in turn. */
function places(value: unknown, text: string): unknown[] {
  if (typeof value === 'string') return [text];
  if (Array.isArray(value)) return value.flatMap((item, index) => places(item, text).map((one) => value.with(index, one)));
  if (typeof value !== 'object' || value === null) return [text];
  const entries = Object.entries(value);
  return entries.flatMap(([key, inner], index) => [
    Object.fromEntries(entries.with(index, [text, inner])),
    ...places(inner, text).map((one) => Object.fromEntries(entries.with(index, [key, one]))),
  ]);
}

describe('a file of faults', () => {
  const rule = {
    type: 'code',
    action: 'CreateSnapshot',
    service: 'ecs',
    where: { a: 'b' },
    code: 'X',
    message: 'm',
    retryAfter: '1',
    members: ['x'],
  };

  test('says what is wrong with hostile texts in it, and none is obeyed', async () => {
    const cwd = folder({ 'seed.yaml': 'disks: [{id: d-1}]\n' });
    const variants = places(rule, bundle);
    expect(variants.length).toBeGreaterThan(15);
    // The second rule is always wrong, so that no emulator stays.
    for (const [index, one] of variants.entries()) writeFileSync(join(cwd, `${index}.yaml`), JSON.stringify([one, { type: 'nonsense' }]));
    const line = `for I in $(seq 0 ${variants.length - 1}); do $S emulator --seed seed.yaml --port 0 --faults $I.yaml; echo "exit $?"; done`;
    const { stdout, stderr } = await shell(cwd, line, {}, 300);
    expect(stdout).toBe('exit 64\n'.repeat(variants.length));
    expectInert(stderr, 'faults');
    expect(stderr.match(/^error/gm)?.length ?? 0).toBeGreaterThanOrEqual(variants.length);
  }, 300_000);
});

describe('a state file', () => {
  const spec = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\nsnapshots: {one: {diskId: d-1, occurrence: a}}\n';

  test('with hostile texts in it is shown by plan in every format, and none is obeyed', async () => {
    const cwd = folder({ 'snapspec.yaml': spec, 'local-cloud.yaml': 'disks: [{id: d-1, tags: {a: b}}]\n' });
    expect((await snapspec(cwd, ['apply', '--local', '--auto-approve'])).code).toBe(0);
    const path = join(cwd, '.snapspec/s.json');
    const whole = readFileSync(path, 'utf8');
    const variants = places(JSON.parse(whole.split('\n')[0] as string), bundle);
    const formats = Object.keys(plans);
    expect(variants.length).toBeGreaterThan(50);
    const codes = new Set<number>();
    // An even share of them: each costs a run, and test/fuzz/cloud.test.ts has the others without one.
    const share = Math.ceil(variants.length / 60);
    for (const [index, one] of variants.filter((_, at) => at % share === 0).entries()) {
      writeFileSync(path, `${JSON.stringify(one)}\n`);
      // A state may also say that calls are limited, or answered late.
      const argv = ['plan', '--local', '--timeout', '2s', '--format', formats[index % formats.length] as string];
      const { code, stdout, stderr } = await snapspec(cwd, argv);
      expectInert(stdout + stderr, JSON.stringify(one).slice(0, 300));
      codes.add(code);
    }
    expect(codes).not.toContain(70);
    expect(codes.size).toBeGreaterThan(1);
  }, 300_000);

  test('is refused by the built command line in words of ours', async () => {
    const cwd = folder({ 'snapspec.yaml': spec, 'local-cloud.yaml': 'disks: [{id: d-1}]\n' });
    mkdirSync(join(cwd, '.snapspec'));
    for (const content of [
      lines,
      JSON.stringify({ format: 1, seed: { name: bundle, digest: bundle }, world: {} }),
      `{"format": ${JSON.stringify(lines)}}`,
    ]) {
      writeFileSync(join(cwd, '.snapspec/s.json'), content);
      const { code, stdout, stderr } = await shell(cwd, '$S plan --local', {}, 60);
      expect([3, 64]).toContain(code);
      expectInert(stdout + stderr, content.slice(0, 100));
    }
  });
});

describe('groups, desktops and instances of a cloud', () => {
  const spec = `apiVersion: snapspec/v1
stack: s
region: cn-hangzhou
groups: {all: {instanceId: i-1, occurrence: a, description: words, tags: {team: a}}}
desktopSnapshots: {desk: {desktopId: ecd-1, sourceDiskType: system, occurrence: a, description: words}}
`;
  const seed = { instances: [{ id: 'i-1', name: 'a' }], disks: [{ id: 'd-1', instance: 'i-1' }], desktops: [{ id: 'ecd-1', name: 'a' }] };
  const ways: { readonly [way: string]: (text: string) => string } = { behind: (text) => `${text} ${bundle}`, instead: () => lines };
  const verbs: readonly (readonly [string, readonly string[]])[] = [
    ['plan', Object.keys(plans)],
    ['apply', Object.keys(receipts)],
  ];
  const operations = ['ecs DescribeSnapshotGroups', 'ecs DescribeInstances', 'ecd DescribeSnapshots', 'ecd DescribeDesktops'];
  const writes = ['ecs CreateSnapshotGroup', 'ecd CreateSnapshot'];

  test.each(verbs)(
    '%s: nothing of them is obeyed, in any format',
    async (verb, formats) => {
      const taken = await cloud(seed);
      const before = await startFront(taken.port);
      expect((await runCommand(built, ['apply', '--auto-approve'], spec, before.url)).code).toBe(0);
      before.close();
      let struck = 0;
      let run = 0;
      for (const operation of verb === 'plan' ? operations : [...operations, ...writes])
        for (const [way, change] of Object.entries(ways)) {
          // What is taken already is listed; what is not is looked for among instances and desktops.
          const listsTaken = operation.endsWith('Snapshots') || operation.endsWith('Groups');
          const emulator = listsTaken ? taken : await startEmulator({ seed, snapshotSeconds: 0 });
          const answer = (body: unknown): unknown => mapped(body, (value) => (typeof value === 'string' ? change(value) : value));
          const front = await startFront(emulator.port, {
            operation,
            from: 'start',
            lost: false,
            kind: {
              says: 'odd',
              answer: (response, { status, body }) => void response.writeHead(status).end(JSON.stringify(answer(body))),
            },
          });
          const format = formats[run++ % formats.length] as string;
          const argv = [verb, ...(verb === 'apply' ? ['--auto-approve'] : []), '--timeout', '3s', '--format', format];
          const { code, stdout, stderr } = await runCommand(built, argv, spec, front.url);
          expectInert(stdout + stderr, `${operation} ${way} ${format}`);
          expect([0, 1, 2, 3, 4, 5]).toContain(code);
          if (format === 'json' && stdout !== '') JSON.parse(stdout);
          struck += front.struck();
          front.close();
          if (!listsTaken) await emulator.close();
        }
      expect(struck).toBeGreaterThan(7);
    },
    300_000,
  );
});
