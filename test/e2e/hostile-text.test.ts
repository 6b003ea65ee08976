import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { terminalOutput } from '../../src/escape/index.ts';
import { analyze } from '../../src/frontend/analyze.ts';
import * as formats from '../../src/report/findings/index.ts';
import { inOrder } from '../../src/report/findings/order.ts';
import { cloud, folder, snapspec, towards, withKeys } from '../support/cli.ts';
import { hiddenIn, honestTexts, hostileTexts, liveCommands } from '../support/hostile.ts';
import { disks, seed } from '../support/specs.ts';

/** How many times a text was looked at where it came out. */
let cells = 0;
afterAll(() => console.info(`${cells} cells: destinations × hostile texts × places`));

const texts = Object.entries(hostileTexts).filter(([, text]) => text.length < 1_000);
/** Several texts in one, for places that take a run each. */
const bundles = [0, 1, 2].map((part) => texts.filter((_, index) => index % 3 === part).map(([, text]) => text));
const honest = new RegExp(`[${'\u061c\u200c-\u200f\ufe0f'}]`, 'gu');
const people = Object.values(honestTexts);

/** Nothing that a terminal or a runner obeys; commands that the github format is meant to have are ours. */
function expectInert(printed: string, what: string, count = 1): void {
  cells += count;
  const foreign = printed.replace(/^::(?:error|warning|notice) (?=(?:file|title)=)/gm, '');
  const shown = people.some((text) => foreign.includes(text)) ? foreign.replace(honest, '') : foreign;
  expect(hiddenIn(shown), what).toEqual([]);
  expect(liveCommands(foreign), what).toEqual([]);
}

type Tree = { readonly [key: string]: unknown };

const full: Tree = {
  apiVersion: 'snapspec/v1',
  stack: 's',
  region: 'cn-hangzhou',
  account: '1234567890123456',
  variables: { release: { default: 'r1', description: 'The release.' } },
  lint: { rules: { 'policy-name-period': 'off' }, failOn: 'error' },
  tags: { team: 'a' },
  policies: {
    nightly: {
      name: 'nightly',
      schedule: { at: ['02:00'], timezone: 'Asia/Shanghai', on: ['monday'] },
      retentionDays: 7,
      copy: { region: 'cn-beijing', retentionDays: 7 },
      disks: { any: [{ id: 'd-1' }, { tags: { a: 'b' } }], not: [{ id: 'd-2' }] },
      tags: { key: 'value' },
    },
  },
  snapshots: {
    one: { diskId: 'd-1', name: 'one', description: 'words', occurrence: 'a', takeUntil: '2099-01-01', resourceGroupId: 'rg-1' },
  },
  groups: { pair: { instanceId: 'i-1', name: 'pair', description: 'words', excludeDiskIds: ['d-3'] } },
  desktopSnapshots: { desk: { desktopId: 'ecd-1', sourceDiskType: 'data', name: 'desk' } },
};

/** Every spec that differs from the full one in one text: a value, or the name of a key. */
function places(tree: unknown, text: string, path = ''): { readonly at: string; readonly spec: unknown }[] {
  if (typeof tree === 'string') return [{ at: path, spec: text }];
  if (Array.isArray(tree))
    return tree.flatMap((item, index) =>
      places(item, text, `${path}[${index}]`).map(({ at, spec }) => ({ at, spec: tree.with(index, spec) })),
    );
  if (typeof tree !== 'object' || tree === null) return [{ at: path, spec: text }];
  const entries = Object.entries(tree);
  return entries.flatMap(([key, value], index) => [
    { at: `${path}.${key}:`, spec: Object.fromEntries(entries.with(index, [text, value])) },
    ...places(value, text, `${path}.${key}`).map(({ at, spec }) => ({ at, spec: Object.fromEntries(entries.with(index, [key, spec])) })),
  ]);
}

/** A text as it stands in a file, without quotes or escapes. */
const raw = (text: string): [string, string][] => [
  ['a comment', `apiVersion: snapspec/v1 # ${text}\nstack: s\n`],
  ['an ignore', `apiVersion: snapspec/v1\n# snapspec-ignore stack-format: ${text}\nstack: "??"\n`],
  ['a block', `apiVersion: snapspec/v1\nstack: |\n  ${text.replaceAll('\n', '\n  ')}\n`],
  ['a plain value', `apiVersion: ${text}\n`],
  ['a plain key', `${text}: 1\n`],
  ['a line', `${text}\n`],
  ['an anchor and a tag', `a: &${text} !${text} x\n`],
];

function expectEveryFormat(content: string, file: string, what: string): void {
  const { diagnostics, documents, suppressed } = analyze([{ file, content }], { year: 2026, unresolved: 'info' });
  const messages = inOrder(diagnostics, documents).map(({ message }) => message);
  for (const [name, { print, hasCommands }] of Object.entries(formats)) {
    const report = print(diagnostics, documents, { color: false, suppressed, failOn: 'error', root: '/' });
    const printed = hasCommands ? report : terminalOutput(report, { color: () => false });
    expectInert(printed, `${what} in ${name}`);
    // What a program reads is what was found, to the letter.
    if (!['text', 'concise', 'github'].includes(name)) expect(printed).toBe(report);
    if (name === 'json')
      expect((JSON.parse(printed) as { diagnostics: { message: string }[] }).diagnostics.map(({ message }) => message)).toEqual(messages);
  }
}

describe('a spec', () => {
  test.each(texts)('with %s as each of its values and keys', (what, text) => {
    for (const { at, spec } of places(full, text)) expectEveryFormat(JSON.stringify(spec), 'snapspec.yaml', `${what} at ${at}`);
  });

  test.each(texts)('with %s as it stands', (what, text) => {
    for (const [at, content] of raw(text)) expectEveryFormat(content, 'snapspec.yaml', `${what} in ${at}`);
  });

  test.each(texts)('of a file named %s', async (what, text) => {
    expectEveryFormat('stack: 1\n', `${text}.yaml`, what);
    const name = `${text.replaceAll('/', ' ').replaceAll('\0', ' ').slice(0, 60)}.yaml`;
    const cwd = folder({ [name]: 'apiVersion:   snapspec/v1\nstack: s\nregion: cn-hangzhou\n' });
    const file = name.startsWith('-') ? `./${name}` : name;
    for (const argv of [
      ['fmt', '--check', file],
      ['fmt', '--diff', file],
      ['lint', '-f', file],
      ['lint', '-f', `${file}.none`],
      ['fmt', file],
    ]) {
      const { stdout, stderr } = await snapspec(cwd, argv);
      expectInert(stdout, `${what} in ${argv[0]}`);
      expectInert(stderr, `${what} in ${argv[0]}`);
    }
  });

  test.each(texts)('with %s in fmt --diff, and as what is given by flags', async (what, text) => {
    const cwd = folder({
      'snapspec.yaml': `apiVersion:   snapspec/v1 # ${text}\nstack: s\n${text}\nregion: cn-hangzhou\nvariables: {r: {}}\nsnapshots: {a: {diskId: d-1, occurrence: "\${var.r}"}}\n`,
      'good.yaml':
        'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\nvariables: {r: {}}\nsnapshots: {a: {diskId: d-1, occurrence: "${var.r}"}}\n',
    });
    const value = text.replaceAll('\0', '');
    const runs: [string[], { [name: string]: string }][] = [
      [['fmt', '--diff'], {}],
      [['lint', '-f', 'good.yaml', '--var', `r=${value}`], {}],
      [['lint', '-f', 'good.yaml', '--var', `${value}=1`], {}],
      [['lint', '-f', 'good.yaml', '--var', value], {}],
      [['lint', '-f', 'good.yaml', '--rule', `${value}=off`], {}],
      [['lint', '-f', 'good.yaml'], { SNAPSPEC_VAR_r: value }],
      [['lint', `--${value}`], {}],
      [[value], {}],
      [['explain', value], {}],
      [['plan', '-f', 'good.yaml', '--settle', value], {}],
      [['plan', '-f', 'good.yaml', '--var', 'r=1', '--endpoint-ecs', value], {}],
      [['plan', '-f', 'good.yaml', '--var', 'r=1', '--local-seed', value], {}],
    ];
    for (const [argv, environment] of runs) {
      const { stdout, stderr } = await snapspec(cwd, argv, { environment });
      expectInert(stdout + stderr, `${what} in ${argv.join(' ')}`);
    }
  });
});

describe('a seed, a file of faults', () => {
  const world: Tree = {
    region: 'cn-hangzhou',
    account: '1234567890123456',
    regions: ['cn-hangzhou'],
    keys: [{ id: 'LTAI1', secret: 'x' }],
    instances: [{ id: 'i-1', name: 'a' }],
    disks: [{ id: 'd-1', name: 'a', instance: 'i-1', tags: { a: 'b' }, category: 'cloud_essd', zone: 'cn-hangzhou-a', status: 'In_use' }],
    desktops: [{ id: 'ecd-1', name: 'a' }],
  };
  test.each(bundles.map((bundle, index) => [`texts ${index + 1}`, bundle] as const))(
    'with %s as each of its values and keys',
    async (what, bundle) => {
      const text = bundle.join(' ');
      for (const { at, spec } of places(world, text)) {
        const cwd = folder({
          'snapspec.yaml': 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n',
          'local-cloud.yaml': JSON.stringify(spec),
        });
        mkdirSync(join(cwd, '.snapspec'));
        writeFileSync(join(cwd, '.snapspec/s.json'), '{}');
        const { stdout, stderr } = await snapspec(cwd, ['plan', '--local-reset']);
        expectInert(stdout + stderr, `${what} at ${at}`, bundle.length);
      }
    },
    120_000,
  );
});

describe('the cloud', () => {
  const spec = `apiVersion: snapspec/v1
stack: s
region: cn-hangzhou
policies: {p: {schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 7, disks: {any: [{id: ${disks[0]}}]}, tags: {a: b}}}
snapshots: {a: {diskId: ${disks[0]}, description: first words, takeUntil: 2099-01-01}}
`;
  const open: Server[] = [];
  afterEach(() => {
    for (const server of open.splice(0)) server.close();
  });

  /** The strings of a reply, by where they stand. */
  const strings = (value: unknown, path: string): string[] =>
    typeof value === 'string'
      ? [path]
      : typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, inner]) => strings(inner, `${path}/${Array.isArray(value) ? 0 : key}`))
        : [];

  const replaced = (value: unknown, path: string, target: string, text: string): unknown => {
    if (typeof value === 'string') return path === target ? text : value;
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => replaced(item, `${path}/0`, target, text));
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner, `${path}/${key}`, target, text)]));
  };

  type Change = (action: string, status: number, body: unknown) => { status: number; body: unknown };

  /** Stands before a local cloud and changes what it answers. */
  async function proxy(url: string, change: { now: Change }): Promise<string> {
    const server = createServer(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const headers = Object.fromEntries(
        Object.entries(request.headers)
          .filter(([name]) => !['connection', 'content-length', 'transfer-encoding'].includes(name))
          .map(([name, value]) => [name, String(value)]),
      );
      const { request: send } = await import('node:http');
      const target = send(url + request.url, { method: request.method ?? 'GET', headers }, async (answer) => {
        const got: Buffer[] = [];
        for await (const part of answer) got.push(part as Buffer);
        const text = Buffer.concat(got).toString();
        const action = String(request.headers['x-acs-action'] ?? new URL(request.url ?? '', url).searchParams.get('Action') ?? '');
        const { status, body } = change.now(action, answer.statusCode ?? 0, JSON.parse(text));
        response.writeHead(status, { 'content-type': 'application/json', date: answer.headers.date ?? '' });
        response.end(JSON.stringify(body));
      });
      target.end(Buffer.concat(parts));
    });
    open.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  test('in every string of every reply, and in every error', async () => {
    withKeys();
    const emulator = await cloud(seed);
    const cwd = folder({ 'snapspec.yaml': spec });
    const members = new Map<string, Set<string>>();
    const change: { now: Change } = {
      now: (action, status, body) => {
        for (const one of strings(body, '')) members.set(action, (members.get(action) ?? new Set()).add(one));
        return { status, body };
      },
    };
    // The host that a request is signed for is that of the proxy, so the cloud behind it must be called by that name.
    const url = await proxy(emulator.url, change);
    const flags = [...towards({ url }), '--auto-approve'];
    const first = await snapspec(cwd, ['apply', ...flags]);
    expect(first.code).toBe(0);
    expect((await snapspec(cwd, ['plan', ...towards({ url })])).code).toBe(0);
    expect(members.size).toBeGreaterThan(4);
    let seen = 0;
    const clock = { now: () => Date.now(), sleep: async () => {} };
    const run = async (what: string, now: Change, count: number): Promise<void> => {
      change.now = now;
      for (const format of ['text', 'json']) {
        const { stdout, stderr } = await snapspec(cwd, ['plan', '--format', format, ...towards({ url })], { clock });
        expectInert(stdout + stderr, what, count);
        if (stdout.startsWith('{')) JSON.parse(stdout);
        seen += stdout.length + stderr.length;
      }
    };
    for (const [action, paths] of members)
      for (const path of paths)
        for (const bundle of bundles) {
          const text = bundle.join(' ');
          await run(
            `${action} ${path}`,
            (here, status, body) => ({ status, body: here === action ? replaced(body, '', path, text) : body }),
            bundle.length,
          );
        }
    for (const action of members.keys())
      for (const bundle of bundles)
        for (const lines of [bundle.join(' '), bundle.join('\n')]) {
          const error = { Code: `Forbidden.${lines}`, Message: lines, RequestId: lines, HostId: lines, Recommend: lines };
          await run(
            `error of ${action}`,
            (here, status, body) => (here === action ? { status: 403, body: error } : { status, body }),
            5 * bundle.length,
          );
        }
    expect(seen).toBeGreaterThan(10_000);
  }, 300_000);
});
