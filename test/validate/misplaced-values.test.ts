import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/frontend/analyze.ts';
import { codeFrame } from '../../src/report/terminal/code-frame.ts';
import { oneLine } from '../../src/report/findings/one-line.ts';
import { fixText } from '../../src/rewrite/fix.ts';

const options = { year: 2026, unresolved: 'error' } as const;
const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';

const lint = (content: string) => analyze([{ file: 'spec.yaml', content }], options);

/** Findings that are no advice, one line each without the help. */
const lines = (text: string): string[] => {
  const { diagnostics, documents } = lint(text);
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ help: _, ...found }) => oneLine(found, documents));
};

/** The code, the help and the fix of the only error or warning. */
function only(text: string): string[] {
  const found = lint(text).diagnostics.filter(({ severity, code }) => severity === 'error' || code === 'region-unknown');
  expect(found.length).toBe(1);
  const [{ code, help = '', fix } = { code: '' }] = found;
  return [code, help, ...(fix ? [`${fix.title}, ${fix.safe ? 'safe' : 'unsafe'}`] : [])];
}

const policy = (inside: string): string => `${head}policies: {a: {${inside}, disks: {any: [{tags: {k: v}}]}}}\n`;
const schedule = (inside: string): string => policy(`retentionDays: 7, schedule: {${inside}}`);

describe('what is not indented is one finding, and what is in it is checked', () => {
  const disk = 'diskId: d-1\n';

  test('fields beside the key of their entry', () => {
    const text = `${head}snapshots:\n  a:\n  ${disk}  retentionDays: 30\n  tags: {team: payments}\n  b:\n    ${disk}`;
    expect(lines(text)).toEqual([
      'spec.yaml:6:3: error not-indented: diskId, retentionDays and tags stand beside a in snapshots, which leaves a empty; they belong below it.',
    ]);
    const { diagnostics, documents } = lint(text);
    expect(codeFrame(diagnostics.find(({ code }) => code === 'not-indented')!, documents, { color: false })).toBe(
      [
        'error[not-indented]: diskId, retentionDays and tags stand beside a in snapshots, which leaves a empty; they belong below it.',
        ' --> spec.yaml:6:3',
        '  |',
        '5 |   a:',
        '  |   - below this',
        '6 |   diskId: d-1',
        '  |   ^^^^^^ not indented below a',
        '7 |   retentionDays: 30',
        '  |   ------------- and this',
        '8 |   tags: {team: payments}',
        '  |   ---- and this',
        '  |',
        '  = help: Indent them by two more spaces:',
        '          a:',
        '            diskId: …',
        '            retentionDays: …',
        '            tags: …',
        '  = explain: snapspec explain not-indented',
      ].join('\n'),
    );
  });

  test('a second mistake in the same lines is said at its place', () =>
    expect(lines(`${head}snapshots:\n  a:\n  ${disk}  retentionDays: 0\n`)).toEqual([
      'spec.yaml:6:3: error not-indented: diskId and retentionDays stand beside a in snapshots, which leaves a empty; they belong below it.',
      'spec.yaml:7:18: error snapshot-retention-days-range: retentionDays is 0; CreateSnapshot accepts 1 to 65536.',
    ]));

  test('fields of a nested object, with what compiling finds in them', () =>
    expect(lines(`${head}policies:\n  a:\n    schedule:\n    timezone: Asia/Beijing\n    at: ["02:00"]\n    retentionDays: 7\n`)).toEqual([
      'spec.yaml:7:5: error not-indented: timezone and at stand beside schedule in policies/a, which leaves schedule empty; they belong below it.',
      'spec.yaml:7:15: error schedule-zone-unknown: timezone is "Asia/Beijing", which is not a known time zone; it must be an IANA name of the form Area/Location, or UTC.',
    ]));

  test('entries of a section, and of the variables', () =>
    expect(
      lines(
        `${head}variables:\nday:\n  default: x\nsnapshots:\na:\n  ${disk}  occurrence: "\${var.day}"\nb:\n  ${disk}  retentionDays: 0\n`,
      ),
    ).toEqual([
      'spec.yaml:5:1: error not-indented: day stands beside variables in the spec, which leaves variables empty; it belongs below it.',
      'spec.yaml:8:1: error not-indented: a and b stand beside snapshots in the spec, which leaves snapshots empty; they belong below it.',
      'spec.yaml:13:18: error snapshot-retention-days-range: retentionDays is 0; CreateSnapshot accepts 1 to 65536.',
    ]));

  test('everything flush at the left is one finding too, and the help shows both levels', () => {
    const text = `${head}snapshots:\na:\n${disk}retentionDays: 30\n`;
    expect(lines(text)).toEqual([
      'spec.yaml:5:1: error not-indented: a, diskId and retentionDays stand beside snapshots in the spec, which leaves snapshots empty; they belong below it.',
    ]);
    expect(lint(text).diagnostics[0]?.help).toBe(
      'Indent them by two more spaces a level:\nsnapshots:\n  a:\n    diskId: …\n    retentionDays: …',
    );
  });

  test('a field that only other kinds have is moved too, and said to be none here', () =>
    expect(lint(`${head}groups:\n  g:\n  instanceId: i-1\n  retentionDays: 7\n`).diagnostics.map(({ code }) => code)).toEqual([
      'not-indented',
      'unsupported-field',
    ]));

  const unsure: readonly (readonly [string, string, readonly string[]])[] = [
    ['a key with a value', 'snapshots:\n  a: {}\n  diskId: d-1\n', ['missing-field', 'wrong-type']],
    ['names that nothing below knows', 'snapshots:\n  a:\n  disk: d-1\n', ['empty-value', 'wrong-type']],
    ['an entry that only has the name of a field', 'snapshots:\n  a:\n  name:\n    diskId: d-1\n', ['empty-value']],
    ['a key that is known where it stands', 'policies:\n  a:\n    schedule:\n    retentionDays: 7\n', ['empty-value']],
    ['a section that may be empty', 'snapshots:\nfoo:\n  bar: 1\n', ['unknown-key']],
  ];
  test.each(unsure)('%s is not taken for it', (_, text, codes) =>
    expect(
      lint(head + text)
        .diagnostics.filter(({ severity }) => severity === 'error')
        .map(({ code }) => code)
        .sort(),
    ).toEqual(codes),
  );

  test('and neither are keys of two files', () => {
    const files = [`${head}snapshots:\n`, 'a:\n  diskId: d-1\n'].map((content, index) => ({ file: `${index}.yaml`, content }));
    expect(analyze(files, options).diagnostics.map(({ code, place }) => [code, place?.file])).toEqual([['unknown-key', '1.yaml']]);
  });
});

describe('zones that people name', () => {
  const zone = (name: string): string[] => only(schedule(`timezone: "${name}", at: ["02:00"]`)).slice(1);
  const meant = (name: string): string[] => [`Did you mean "${name}"?`, `Write ${name}, unsafe`];

  test.each([
    ['Asia/Beijing', 'Asia/Shanghai'],
    ['Beijing', 'Asia/Shanghai'],
    ['China', 'Asia/Shanghai'],
    ['PRC', 'Asia/Shanghai'],
    ['EST', 'America/New_York'],
    ['PST', 'America/Los_Angeles'],
    ['America/San_Francisco', 'America/Los_Angeles'],
    ['San Francisco', 'America/Los_Angeles'],
    ['Asia/Hanoi', 'Asia/Ho_Chi_Minh'],
    ['Europe/Frankfurt', 'Europe/Berlin'],
  ])('%s is %s', (name, right) => expect(zone(name)).toEqual(meant(right)));

  test.each(['Asia/Bangalore', 'Asia/Mumbai'])('%s is half an hour off, which the times have to follow', (name) =>
    expect(zone(name)).toEqual(['Did you mean "Asia/Kolkata"?']),
  );

  test('letters that several zones use are for a person to decide', () => {
    expect(zone('CST')).toEqual(['Write the one that is meant: "Asia/Shanghai" or "America/Chicago".']);
    expect(zone('IST')).toEqual(['Write the one that is meant: "Asia/Kolkata", "Europe/Dublin" or "Asia/Jerusalem".']);
  });

  test.each(['GMT+8', 'UTC+8', '+08:00'])('%s is the offset of Shanghai', (name) =>
    expect(zone(name)).toEqual(['Write "Asia/Shanghai", which is at +08:00 all year.', 'Write Asia/Shanghai, unsafe']),
  );

  test('a former name stays what it is', () => expect(lines(schedule('timezone: Asia/Chongqing, at: ["02:00"]'))).toEqual([]));
});

describe('a wrong form says what to write instead', () => {
  const account = (value: string): string[] => only(`${head}account: ${value}\n`);
  const region = (value: string): string[] => only(`apiVersion: snapspec/v1\nstack: s\nregion: ${value}\n`);
  const stack = (value: string): string[] => only(`apiVersion: snapspec/v1\nstack: ${value}\nregion: cn-hangzhou\n`);
  const at = (value: string): string[] => only(schedule(`timezone: Asia/Shanghai, at: ${value}`));
  const days = (value: string): string[] => only(schedule(`timezone: Asia/Shanghai, at: ["02:00"], days: ${value}`));
  const taken = (field: string): string[] => only(`${head}snapshots:\n  a:\n    diskId: d-1\n    ${field}\n`);
  const short = 'It has 3 digits, and an account id has 5 to 20; GetCallerIdentity of STS returns it.';
  const form = 'snapshot-take-until-format';

  const cases: readonly (readonly [string, string[], string[]])[] = [
    ['an account of three digits', account('"999"'), ['account-format', short]],
    ['the same as a number', account('999'), ['wrong-type', short]],
    [
      'an account as a number',
      account('1234567890123456'),
      ['wrong-type', 'Put it in quotes: "1234567890123456".', 'Put it in quotes, safe'],
    ],
    [
      'an account with spaces',
      account('1234 5678 9012 3456'),
      ['account-format', 'Write "1234567890123456".', 'Write 1234567890123456, safe'],
    ],
    ['an hour of one digit', at('["2:00"]'), ['policy-schedule-at-format', 'Write "02:00".', 'Write 02:00, safe']],
    ['the same without quotes', at('[2:00]'), ['policy-schedule-at-format', 'Write "02:00".', 'Write 02:00, safe']],
    ['an hour as a number', at('[2]'), ['wrong-type', 'Write "02:00".', 'Write 02:00, unsafe']],
    ['an afternoon', at('["2 pm"]'), ['policy-schedule-at-format', 'Write "14:00".', 'Write 14:00, unsafe']],
    ['midnight at the end', at('["24:00"]'), ['policy-schedule-at-format', 'Write "00:00", the beginning of the next day.']],
    [
      'an hour that no day has',
      at('["25:00"]'),
      ['policy-schedule-at-format', 'Write a time such as "02:00": the last hour of a day is 23, and this is 25.'],
    ],
    ['a time that is no list', at('"02:00"'), ['wrong-type', 'Write a list: ["02:00"]', 'Write ["02:00"], unsafe']],
    ['times in one text', at('"02:00, 14:00"'), ['wrong-type', 'Write a list: ["02:00", "14:00"]', 'Write ["02:00", "14:00"], unsafe']],
    ['weekdays in one text', days('mon tue'), ['wrong-type', 'Write a list: [mon, tue]', 'Write [mon, tue], unsafe']],
    ['weekdays by their numbers', days('"1,2"'), ['wrong-type', 'Write a list: [mon, tue]', 'Write [mon, tue], unsafe']],
    ['a weekday in full', days('[monday]'), ['policy-schedule-days-value', 'Write mon.', 'Write mon, safe']],
    ['a longer weekday', days('["Thurs"]'), ['policy-schedule-days-value', 'Write thu.', 'Write thu, safe']],
    ['a range of weekdays', days('[sat-mon]'), ['policy-schedule-days-value', 'Write [sat, sun, mon].', 'Write [sat, sun, mon], unsafe']],
    ['a weekday as a number', days('[1]'), ['wrong-type', 'Write mon.', 'Write mon, unsafe']],
    [
      'a region in capitals',
      region('CN-Hangzhou'),
      ['region-format', 'The ids of regions are in lower case: cn-hangzhou.', 'Write cn-hangzhou, safe'],
    ],
    ['a mistyped region', region('cn-hangzou'), ['region-unknown', 'Did you mean cn-hangzhou?', 'Write cn-hangzhou, unsafe']],
    [
      'a zone of a region',
      region('cn-hangzhou-h'),
      ['region-unknown', 'This is a zone of the region cn-hangzhou: write cn-hangzhou.', 'Write cn-hangzhou, unsafe'],
    ],
    ['a city', region('Frankfurt'), ['region-format', 'Did you mean eu-central-1?', 'Write eu-central-1, unsafe']],
    ['a stack that is a number', stack('1'), ['wrong-type', 'Start it with a letter: s-1, for example.']],
    ['a stack in capitals', stack('My_Stack'), ['stack-format', 'Write my-stack.', 'Write my-stack, unsafe']],
    ['days with a unit', taken('retentionDays: 30d'), ['wrong-type', 'Days are counted without a unit: 30.', 'Write 30, safe']],
    ['weeks', taken('retentionDays: 4 weeks'), ['wrong-type', 'Days are counted without a unit: 28.', 'Write 28, unsafe']],
    [
      'a snapshot for ever',
      taken('retentionDays: forever'),
      ['wrong-type', 'To keep the snapshot until somebody deletes it, remove retentionDays.'],
    ],
    [
      'a policy for ever',
      only(policy('retentionDays: forever, schedule: {timezone: UTC, at: ["02:00"]}')),
      ['wrong-type', 'To keep it until somebody deletes it, write -1.', 'Write -1, unsafe'],
    ],
    ['a day with the day first', taken('takeUntil: 31.12.2026'), [form, 'Write 2026-12-31.', 'Write 2026-12-31, safe']],
    ['a day with the month first', taken('takeUntil: 12/31/2026'), [form, 'Write 2026-12-31.', 'Write 2026-12-31, safe']],
    ['a day that may be either', taken('takeUntil: 05/06/2026'), [form, 'Write 2026-05-06 or 2026-06-05, as it is meant.']],
    ['a day without its zeros', taken('takeUntil: 2026-1-5'), [form, 'Write 2026-01-05.', 'Write 2026-01-05, safe']],
    ['a day as a number', taken('takeUntil: 20261231'), ['wrong-type', 'Write 2026-12-31.', 'Write 2026-12-31, safe']],
    ['a day that its month lacks', taken('takeUntil: 2028-02-30'), [form, 'The last day of that month is 2028-02-29.']],
    ['a month too many', taken('takeUntil: 2026-13-01'), [form, 'A year has the months 01 to 12, not 13.']],
    [
      'an instant without its zone',
      taken('takeUntil: 2026-12-31 18:00'),
      [form, 'Add its zone: 2026-12-31T18:00Z for UTC, or 2026-12-31T18:00+08:00.'],
    ],
  ];
  test.each(cases)('%s', (_, found, expected) => expect(found).toEqual(expected));

  test('what the fixes write is right', () => {
    const text = `${schedule('timezone: Asia/Shanghai, at: [2:00, "3:00"], days: [Monday, \'tues\']')}snapshots:\n  a: {diskId: d-1, retentionDays: 30d, takeUntil: 31.12.2026}\n`;
    const { texts, left } = fixText([{ file: 'spec.yaml', content: text.replace('cn-hangzhou', 'CN-Hangzhou') }], options, false);
    expect(left.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(texts.get('spec.yaml')).toBe(
      text
        .replace('[2:00, "3:00"]', '["02:00", "03:00"]')
        .replace("[Monday, 'tues']", '[mon, tue]')
        .replace('30d', '30')
        .replace('31.12.2026', '"2026-12-31"'),
    );
  });
});

describe('help that can be pasted, or none', () => {
  const fields = 'Write its fields below it, each indented by two spaces';
  const cases: readonly (readonly [string, string[], string])[] = [
    ['an entry that is a text', only(`${head}snapshots: {a: d-1}\n`), `${fields}; it must have diskId.`],
    [
      'an empty entry',
      only(`${head}policies: {a: }\n`),
      `Give it a value, or remove the key. ${fields}; it must have schedule and retentionDays.`,
    ],
    [
      'a section that is a list',
      only(`${head}snapshots: []\n`),
      'Write each of them below it, under a key of its own and indented by two spaces.',
    ],
    ['a nested object', only(policy('retentionDays: 7, schedule: soon')), 'For example: {timezone: Asia/Shanghai, at: ["02:00"]}'],
    [
      'a map that stands for a list',
      only(`${head}groups: {a: {diskIds: {d-1: x}}}\n`),
      'Write a list, for example: [d-bp1s5fnvk4gn2tws03ab]',
    ],
    [
      'one that holds selectors',
      only(`${head}policies: {a: {retentionDays: 7, schedule: {timezone: UTC, at: ["02:00"]}, disks: {any: {tags: {k: v}}}}}\n`),
      'Write a list: [{tags: {k: v}}]',
    ],
    ['a list of one for a text', only(`${head}snapshots: {a: {diskId: [d-1]}}\n`), 'Write it without brackets and dashes: d-1'],
    [
      'an empty id',
      only(`${head}snapshots: {a: {diskId: }}\n`),
      'Give it a value. Write the id of the disk, for example: d-bp1s5fnvk4gn2tws03ab',
    ],
    ['a missing id', only(`${head}snapshots: {a: {}}\n`), 'Add it: diskId: …, the id of the disk, which looks like d-bp1s5fnvk4gn2tws03ab'],
    ['a missing object', only(policy('retentionDays: 7')), 'Add it: schedule: {timezone: Asia/Shanghai, at: ["02:00"]}'],
  ];
  test.each(cases)('%s', (_, [, help], expected) => expect(help).toBe(expected));
});
