import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/base/diagnostic.ts';
import { parseFaults, parseSeed, startEmulator } from '../../src/emulator/index.ts';
import { InvalidInput } from '../../src/input/index.ts';
import { locate } from '../../src/read/source-span.ts';
import { folder, snapspec } from '../support/cli.ts';

/** What is found in a text: `code LINE:COLUMN message help`. */
function found(read: () => unknown): string[] {
  try {
    read();
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const document = [...error.documents.values()][0];
    return error.diagnostics.map((one: Diagnostic) => {
      const span = document && one.place ? locate(document, one.place) : undefined;
      return `${one.code} ${span?.line}:${span?.column} ${one.message}${one.help ? ` ${one.help}` : ''}`;
    });
  }
  return [];
}

const policy = 'id: sp-1, timePoints: [1], repeatWeekdays: [1]';

describe('a seed', () => {
  test.each<[string, readonly RegExp[]]>([
    // How the text is written.
    ['disks: &a []', [/^yaml-anchor 1:8 .*a seed has no anchors/]],
    ['disks: *a', [/^yaml-alias 1:8 .*a seed has no aliases/]],
    ['disks: !x []', [/^yaml-tag 1:8 .*a seed has no explicit tags/]],
    ['disks: []\n---\ndisks: []', [/^yaml-several-documents 2:1 .*one file is one seed. Remove it/]],
    ['<<: {disks: []}', [/^yaml-merge-key 1:1 .* Write the keys out\.$/]],
    ['disks: []\ndisks: []', [/^duplicate-key 2:1 The key "disks" is given twice/]],
    ['disks: [', [/^yaml-syntax 1:8 This bracket is never closed/]],
    [`disks: ${'['.repeat(65)}${']'.repeat(65)}`, [/^too-deep 1:71 .* Check the brackets/]],
    ['disks: [{id: d-1, name: "a\u202eb"}]', [/^hidden-character 1:27 .*U\+202E/]],
    ['disks:\n\t- {id: d-1}', [/^yaml-syntax 2:1 /]],
    // What it says.
    ['[]', [/^wrong-type 1:1 The seed is \[\]; it must be a mapping\.$/]],
    ['disk: []', [/^unknown-key 1:1 disk is unknown\. Did you mean disks\?$/]],
    ['colour: red', [/^unknown-key 1:1 colour is unknown\. It may hold account, region, .* and accounts\.$/]],
    ['disks: [{id: d-1, siez: 3}]', [/^unknown-key 1:19 disks\[0\]\.siez is unknown\. Did you mean size\?$/]],
    ['disks: [{name: x}]', [/^missing-field 1:9 disks\[0\] has no id, which is required\. Add it: id: d-/]],
    ['disks: [{di: d-1}]', [/^unknown-key 1:10 disks\[0\]\.di is unknown\. Did you mean id\?$/]],
    ['disks: [{id: ""}]', [/^invalid-value 1:14 disks\[0\]\.id is ""; it must be a text that is not empty\./]],
    ['disks: [{id: 7}]', [/^wrong-type 1:14 disks\[0\]\.id is 7; it must be a text\. Put it in quotes: "7"\.$/]],
    ['disks: [{id: d-1, size: 0}]', [/^invalid-value 1:25 disks\[0\]\.size is 0; it must be a whole number of GiB\.$/]],
    ['disks: [{id: d-1, size: 0x1F}]', [/^wrong-type 1:25 disks\[0\]\.size is 0x1F; .* Write it in plain digits\.$/]],
    ['disks: [{id: d-1, status: Inuse}]', [/^invalid-value 1:27 .*"Inuse"; it must be In_use, .* Did you mean In_use\?$/]],
    ['disks: [{id: d-1, encrypted: yes}]', [/^wrong-type 1:30 disks\[0\]\.encrypted is "yes"; it must be true or false\.$/]],
    ['disks: [{id: d-1, created: 2026-11-01T10:00:00}]', [/^invalid-value 1:28 .*it must be a moment such as 2026-11-21T10:00:00Z\.$/]],
    ['disks: [{id: d-1, created: "2026-13-01"}]', [/^invalid-value 1:28 /]],
    ['disks: [{id: d-1, conditions: [lost]}]', [/^invalid-value 1:32 .*must be transferring, invalid, copying or cloud-box\.$/]],
    ['instances: {}', [/^wrong-type 1:12 instances is \{\}; it must be a list\.$/]],
    ['lacks: {cn-beijing: [group]}', [/^invalid-value 1:22 lacks\.cn-beijing\[0\] is "group"; .* Did you mean groups\?$/]],
    ['kmsKeys: {k: on}', [/^invalid-value 1:14 kmsKeys\.k is "on"; it must be enabled, disabled, untagged or unauthorized\.$/]],
    [`policies: [{${policy}, retentionDays: 65537}]`, [/^invalid-value 1:\d+ .*from -1 to 65536\.$/]],
    [`policies: [{${policy}, retentionDays: 1, copy: {to: x}}]`, [/copy\.to is unknown/, /^missing-field .*copy has no region/]],
    ['roles: [{name: r, maxSessionSeconds: 60}]', [/^invalid-value 1:38 .*from 3600 to 43200\.$/]],
    ['snapshots: [{id: s-1, disk: d-1, retentionDays: 70000}]', [/from 1 to 65536\.$/]],
    [
      'snapshots: [{id: s-1, disk: d-1, lock: {days: 0, coolOffHours: 73}}]',
      [/days is 0; .*from 1 to 36500/, /coolOffHours is 73; .*from 0 to 72/],
    ],
    ['desktopPolicies: [{id: sp-1, cron: "0 0 25 ? * *", retentionDays: 7}]', [/^invalid-value 1:36 The cron of sp-1 is not 0 MINUTE/]],
    ['desktopPolicies: [{id: sp-1, cron: "0 0 2 ? * *", retentionDays: 181}]', [/from 1 to 180\.$/]],
    ['accounts: [{id: "7", disks: [{id: d-1, zise: 1}]}]', [/^unknown-key 1:40 accounts\[0\]\.disks\[0\]\.zise is unknown/]],
    ['accounts: [{id: "7"}, {id: "7"}]', [/^duplicate-id 1:28 The seed has account 7 twice/]],
    // What it refers to.
    ['disks: [{id: d-1}, {id: d-1}]', [/^duplicate-id 1:25 The seed has d-1 twice\./]],
    ['disks: [{id: d-1}]\naccounts: [{id: "7", disks: [{id: d-1}]}]', [/^duplicate-id 2:35 The seed has d-1 in two accounts\./]],
    ['disks: [{id: d-1, instance: i-9}]', [/^unknown-id 1:29 d-1, one of the disks, names i-9, .* Add it under `instances`\.$/]],
    ['groups: [{id: ssg-1, snapshots: [s-9]}]', [/^unknown-id 1:34 ssg-1, one of the groups, names s-9/]],
    ['desktops: [{id: ecd-1, policy: sp-9}]', [/^unknown-id 1:32 ecd-1, one of the desktops, names sp-9/]],
    ['accounts: [{id: "7", disks: [{id: d-1, instance: i-9}]}]', [/^unknown-id 1:50 d-1/]],
    // All of it at once, in the order of the text.
    ['account: 7\ndisks: [{id: d-1, size: big}]\nregions: cn-beijing', [/^wrong-type 1:10/, /^wrong-type 2:25/, /^wrong-type 3:10/]],
  ])('%s', (text, expected) => {
    const all = found(() => parseSeed(text, 'seed.yaml'));
    expect(all).toHaveLength(expected.length);
    for (const [at, pattern] of expected.entries()) expect(all[at]).toMatch(pattern);
  });

  test.each(['', '# nothing\n', 'disks: [{id: d-1, created: 2026-11-01}]', 'disks: [{id: d-1, created: "2026-11-01T10:00+08:00"}]'])(
    'that is fine: %j',
    (text) => expect(found(() => parseSeed(text, 'seed.yaml'))).toEqual([]),
  );

  const many = 5000;
  const numbered = (one: (at: number) => string): string => Array.from({ length: many }, (_, at) => one(at)).join(', ');
  test.each([
    ['misspelt members', `disks: [${'{name: x, siez: 1}, '.repeat(many)}]`],
    ['ids that come twice', `disks: [${'{id: d-1}, '.repeat(many)}]`],
    ['unknown members of one resource', `disks: [{id: d-1, ${numbered((at) => `k${at}: 1`)}}]`],
    ['ids that nothing has', `disks: [${numbered((at) => `{id: d-${at}, instance: i-${at}}`)}]`],
  ])('of thousands of %s the first hundred are told', (_, text) => {
    expect(found(() => parseSeed(text, 'seed.yaml')).length).toBe(100);
  });

  test('texts of an account may hold anything that can be seen in the file, and be names of members', () => {
    const text = 'disks: [{id: d-1, name: "a\\u202eb", tags: {constructor: "e\\u0301", __proto__: x, "\\u200b": y}}]';
    const { disks } = parseSeed(text, 'seed.yaml');
    expect(disks?.[0]?.name).toBe('a\u202eb');
    expect(Object.entries(disks?.[0]?.tags ?? {})).toEqual([['constructor', 'e\u0301'], ['__proto__', 'x'], ['\u200b', 'y']]); // biome-ignore format: a table
  });
});

test.each<[string, readonly RegExp[]]>([
  ['- {type: code}', [/^missing-field 1:3 rules\[0\] has no code, which is required\. Add it: code: Throttling$/]],
  ['rules: [{type: code}]', [/^missing-field 1:9 rules\[0\] has no code/]],
  ['- {type: lost}', [/^invalid-value 1:10 rules\[0\]\.type is "lost"; it must be lost-before, .* endless or redirect\.$/]],
  ['- {typ: slow}', [/^unknown-key 1:4 rules\[0\]\.typ is unknown\. Did you mean type\?$/]],
  ['- {type: slow, nth: [1, 0]}', [/^invalid-value 1:25 rules\[0\]\.nth\[1\] is 0; it must be a whole number of at least 1\.$/]],
  ['- {type: slow, nth: 0}', [/^invalid-value 1:21 .*a positive whole number, or a list of them\./]],
  ['- {type: slow, probability: 2}', [/a number from 0 to 1\.$/]],
  ['- {type: code, code: X, retryAfter: "a\\nb"}', [/^invalid-value 1:37 .*the value of a header/]],
  ['rule: []', [/^unknown-key 1:1 rule is unknown\. Did you mean rules\?$/]],
  ['rules: 3', [/^wrong-type 1:8 rules is 3; it must be a list\.$/]],
  ['3', [/^wrong-type 1:1 The list of faults is 3; it must be a mapping or a list\.$/]],
  ['- {type: slow, service: oss}\n- {type: slow, seconds: -1}', [/^invalid-value 1:25/, /^invalid-value 2:25/]],
])('faults: %s', (text, expected) => {
  const all = found(() => parseFaults(text, 'faults.yaml'));
  expect(all).toHaveLength(expected.length);
  for (const [at, pattern] of expected.entries()) expect(all[at]).toMatch(pattern);
});

describe('a request to the admin interface', () => {
  type Finding = { readonly code: string; readonly pointer: string; readonly line: number; readonly column: number };
  const ask = async (path: string, body: string) => {
    const emulator = await startEmulator({ seed: { disks: [{ id: 'd-1' }] } });
    const before = JSON.stringify(emulator.world());
    const reply = await fetch(`${emulator.url}/_snapspec/${path}`, { method: 'POST', body });
    const sent = (await reply.json()) as { readonly error: string; readonly help?: string; readonly findings?: readonly Finding[] };
    expect(JSON.stringify(emulator.world())).toBe(before);
    await emulator.close();
    return { status: reply.status, ...sent };
  };

  test.each<[string, string, string, readonly string[]]>([
    ['settings', '{"snapshotSecond": 1}', 'settings: snapshotSecond is unknown.', ['unknown-key /snapshotSecond 1:2']],
    [
      'settings',
      '{\n  "tokenLifeMs": -1,\n  "listedPolicy": "frist"\n}',
      'settings: tokenLifeMs is -1; it must be a number from 0 to 1000000000000000 or null.',
      ['invalid-value /tokenLifeMs 2:18', 'invalid-value /listedPolicy 3:19'],
    ],
    [
      'settings',
      '{"latencyMs": [5, 1]}',
      'settings: latencyMs is [5,1]; the first number must not be above the second.',
      ['invalid-value /latencyMs 1:15'],
    ],
    [
      'settings',
      '{"listLagMs": {"*": "x"}}',
      'settings: listLagMs.* is "x"; it must be a number of at least 0.',
      ['wrong-type /listLagMs/* 1:21'],
    ],
    ['settings', '{"quotas": {"SNAP-X": 1}}', 'settings: quotas.SNAP-X is unknown.', ['unknown-key /quotas/SNAP-X 1:13']],
    [
      'faults',
      '[{"type": "slow", "nth": 0}]',
      'faults: rules[0].nth is 0; it must be a positive whole number, or a list of them.',
      ['invalid-value /0/nth 1:26'],
    ],
    [
      'clock',
      '{"advance": "soon"}',
      'advance is "soon"; it must be a duration such as 90s, 15m, 2h or 3d12h.',
      ['invalid-value /advance 1:13'],
    ],
    ['clock', '3', '3 is not a change of the clock.', ['wrong-type  1:1']],
    ['thing', '{"id": "d-1", "sets": {}}', 'thing: sets is unknown.', ['unknown-key /sets 1:15']],
    ['thing', '{"id": "d-1"}', 'The body is not a change of the world.', ['invalid-value  1:1']],
    ['thing', '{"add": {"disks": [{"id": "d-1"}]}}', 'add: The seed has d-1 twice.', ['duplicate-id /add/disks/0/id 1:27']],
    [
      'thing',
      '{"add": {"disks": [{"id": "d-2", "instance": "i-9"}]}}',
      'add: d-2, one of the disks, names i-9, which is not one of the instances.',
      ['unknown-id /add/disks/0/instance 1:46'],
    ],
    [
      'thing',
      '{"add": {"disks": [{"id": "d-2", "a/b~": 1}]}}',
      'thing: add.disks[0].a/b~ is unknown.',
      ['unknown-key /add/disks/0/a~1b~0 1:34'],
    ],
    [
      'settings',
      '{"snapshotSeconds": 1, "snapshotSeconds": 2}',
      'settings: The key "snapshotSeconds" is given twice in this map.',
      ['duplicate-key undefined 1:24'],
    ],
    ['faults', '{"rules": [}', 'The body is not JSON.', ['yaml-syntax undefined 1:11', 'yaml-syntax undefined 1:12']],
  ])('%s %s', async (path, body, error, findings) => {
    const reply = await ask(path, body);
    expect(reply).toMatchObject({ status: 400, error });
    const places = reply.findings?.map(({ code, pointer, line, column }) => `${code} ${pointer} ${line}:${column}`);
    if (error === 'The body is not JSON.') expect(places?.length).toBeGreaterThan(0);
    else expect(places).toEqual(findings);
  });

  test('too deep is refused, and JSON that YAML would not read is not', async () => {
    expect(await ask('settings', `{"quotas": ${'['.repeat(100)}${']'.repeat(100)}}`)).toMatchObject({
      status: 400,
      findings: [{ code: 'too-deep' }],
    });
    const emulator = await startEmulator({ seed: { disks: [{ id: 'd-1' }] } });
    const post = (body: string) => fetch(`${emulator.url}/_snapspec/thing`, { method: 'POST', body });
    expect((await post('{\n\t"id": "d-1",\n\t"set": {"tags": {"a": "\u202e\u200b", "b": "\\ud83d\\ude00"}}}')).status).toBe(200);
    expect(emulator.world().disks.find('d-1')?.tags).toEqual({ a: '\u202e\u200b', b: '\u{1f600}' });
    await emulator.close();
  });

  test('a program is told the same', async () => {
    const emulator = await startEmulator({ seed: {} });
    expect(() => emulator.set({ settings: { snapshotSeconds: -1 } })).toThrow(
      'settings: snapshotSeconds is -1; it must be a number from 0 to',
    );
    expect(() => emulator.happen({ id: 'd-1' } as never)).toThrow('The body is not a change of the world.');
    await emulator.close();
  });
});

test('the command line shows every finding in its line of the file, and ends with 64', async () => {
  const cwd = folder({
    'seed.yaml': 'disks:\n  - {id: d-1, size: big}\n  - {id: d-2, statsu: In_use}\n',
    'snapspec.yaml': 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n',
    'fine.yaml': 'disks: []\n',
    'faults.yaml': '- {type: sloww}\n',
  });
  const frames = `error[wrong-type]: disks[0].size is "big"; it must be a whole number of GiB.
 --> seed.yaml:2:21
  |
2 |   - {id: d-1, size: big}
  |                     ^^^
  |
  = explain: snapspec explain wrong-type

error[unknown-key]: disks[1].statsu is unknown.
 --> seed.yaml:3:15
  |
3 |   - {id: d-2, statsu: In_use}
  |               ^^^^^^ not known here
  |
  = help: Did you mean status?
  = explain: snapspec explain unknown-key

Found 2 errors in 1 file.
`;
  expect(await snapspec(cwd, ['plan', '--local', '--local-seed', 'seed.yaml'])).toEqual({ code: 64, stdout: '', stderr: frames });
  expect(await snapspec(cwd, ['emulator', '--seed', 'seed.yaml', '--port', '0'])).toEqual({ code: 64, stdout: '', stderr: frames });
  const faulty = await snapspec(cwd, ['emulator', '--seed', 'fine.yaml', '--port', '0', '--faults', 'faults.yaml']);
  expect(faulty).toMatchObject({
    code: 64,
    stderr: expect.stringMatching(/^error\[invalid-value\]: rules\[0\]\.type is "sloww".*\n --> faults\.yaml:1:10\n/),
  });
});
