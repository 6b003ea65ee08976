import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/frontend/analyze.ts';

const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const schedule = 'schedule: {timePoints: [1], repeatWeekdays: [1]}, retentionDays: 1';
const run = (text: string, unresolved: 'error' | 'info' = 'error') =>
  analyze([{ file: 'f', content: `${head}${text}` }], { year: 2026, unresolved });
const errors = (text: string): string[] =>
  run(text)
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${code}: ${message}`);

describe('what a spec says of changes reaches the compiled result', () => {
  test('with values that are not written as they are without them', () => {
    expect(run('snapshots: {}\n').program?.spec).toMatchObject({ limits: { reductions: 0 }, moved: [], removed: [] });
    expect(run('snapshots: {}\n').program?.spec).not.toHaveProperty('approve');
  });

  test('all of it', () => {
    const { program } = run(`limits: {reductions: 2}
approve: {reductions: 5, reason: The staging disks were released.}
policies: {p: {${schedule}, adopt: sp-1, disks: {any: [], unlisted: KEEP}}, q: {${schedule}, disks: {any: [{id: d-1}]}}}
moved: [{from: policies/old, to: policies/p}, {fromStack: billing}]
removed:
  - {address: snapshots/x, occurrence: "2026-10", force: true}
  - {id: s-1, forget: true}
`);
    expect(program?.spec).toMatchObject({
      limits: { reductions: 2 },
      approve: { reductions: 5, reason: 'The staging disks were released.' },
      moved: [
        { from: 'policies/old', to: 'policies/p', file: 'f', path: ['moved', 0] },
        { fromStack: 'billing', file: 'f', path: ['moved', 1] },
      ],
      removed: [
        { address: 'snapshots/x', occurrence: '2026-10', force: true, forget: false, file: 'f', path: ['removed', 0] },
        { id: 's-1', force: false, forget: true, file: 'f', path: ['removed', 1] },
      ],
    });
    expect(program?.desired).toMatchObject([
      { adopt: 'sp-1', props: { disks: { any: [], not: [], unlisted: 'keep' } } },
      { props: { disks: { any: [{ id: 'd-1' }], unlisted: 'detach' } } },
    ]);
    expect(program?.desired[1]).not.toHaveProperty('adopt');
  });

  test('values of variables', () => {
    const text = `variables: {n: {default: 3}, id: {default: s-1}}\nlimits: {reductions: "\${var.n}"}\nremoved: [{id: "\${var.id}"}]\n`;
    expect(run(text).program?.spec).toMatchObject({ limits: { reductions: 3 }, removed: [{ id: 's-1' }] });
  });
});

describe('what contradicts the rest of the spec', () => {
  const policy = `policies: {p: {${schedule}}, q: {${schedule}}}\n`;
  test.each<[string, string, string[]]>([
    [
      'a mistyped address',
      `policies: {nightly: {${schedule}}}\nmoved: [{from: policies/daily, to: policies/nihgtly}]\n`,
      ['moved-to-undeclared: moved[0].to is policies/nihgtly, which the spec does not declare.'],
    ],
    [
      'both addresses declared',
      `${policy}moved: [{from: policies/q, to: policies/p}]\n`,
      ['moved-from-declared: moved[0].from is policies/q, which the spec still declares.'],
    ],
    ['two that became one', `${policy}moved: [{from: policies/a, to: policies/p}, {from: policies/b, to: policies/p}]\n`, []],
    [
      'one that became two',
      `${policy}moved: [{from: policies/a, to: policies/p}, {from: policies/a, to: policies/q}]\n`,
      ['moved-repeated: moved[1].from is policies/a, as it is in moved[0].'],
    ],
    [
      'removed and declared',
      `${policy}removed: [{address: policies/p}]\n`,
      ['removed-declared: removed[0] names policies/p, which the spec declares.'],
    ],
    ['another occurrence', 'snapshots: {a: {diskId: d-1, occurrence: "2"}}\nremoved: [{address: snapshots/a, occurrence: "1"}]\n', []],
    [
      'the same occurrence',
      'snapshots: {a: {diskId: d-1}}\nremoved: [{address: snapshots/a}]\n',
      ['removed-declared: removed[0] names snapshots/a (once), which the spec declares.'],
    ],
    ['by its id', `${policy}removed: [{id: sp-1}]\n`, []],
    [
      'adopted by a desktop snapshot',
      'desktopSnapshots: {a: {desktopId: ecd-1, sourceDiskType: system, adopt: s-1}}\n',
      ['unsupported-field: desktopSnapshots/a has adopt: desktop snapshots carry no tags, so that none can be taken over.'],
    ],
  ])('%s', (_, text, expected) => expect(errors(text)).toEqual(expected));

  test('what waits for a variable is not compared yet', () => {
    const text =
      'variables: {x: {}}\nsnapshots: {a: {diskId: d-1, occurrence: "${var.x}"}}\nmoved: [{from: snapshots/b, to: "${var.x}"}]\nremoved: [{address: snapshots/a}]\nlimits: {reductions: "${var.x}"}\napprove: {reductions: "${var.x}", reason: w}\n';
    expect(run(text, 'info').diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
