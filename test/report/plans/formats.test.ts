import { describe, expect, test } from 'vitest';
import { planDigest } from '../../../src/plan/digest.ts';
import { formatNames, formatOf } from '../../../src/report/formats.ts';
import * as planFormats from '../../../src/report/plans/index.ts';
import { entry, harmful, hostilePlan, operation, plan } from '../sample-plan.ts';

const names = formatNames(planFormats);
const changed = plan({
  entries: [entry({ notes: ['It is so.'] })],
  operations: [operation()],
  calls: { made: 7, toMake: 1, byAction: { made: { DescribeDisks: 7 }, toMake: { ModifyAutoSnapshotPolicyEx: 1 } } },
});

test('the formats that there are', () => expect(names).toEqual(['text', 'github', 'gitlab', 'json', 'junit', 'markdown', 'sarif']));

describe.each(names)('%s', (name) => {
  const { print, hasFindings, hasCommands } = formatOf(planFormats, name);
  const shown = (given = changed): string => print(given, new Map(), { color: false });

  test('ends with one line feed or is empty, and leaves the plan unchanged', () => {
    const before = structuredClone(changed);
    for (const given of [changed, plan()]) expect(shown(given)).toMatch(name === 'github' ? /^$/ : /[^\n]\n$/);
    expect(changed).toEqual(before);
  });

  test('holds no character that moves the cursor, hides text or begins a command that is not ours', () => {
    const text = hasCommands ? shown(hostilePlan).replace(/^::error (?=(?:file|title)=)/gm, '') : shown(hostilePlan);
    expect(text).not.toMatch(harmful);
  });

  test('has the findings where it says so', () => {
    const problems = [{ code: 'disk-not-found', severity: 'error' as const, message: 'No such disk.' }];
    expect(shown(plan({ problems })).includes('disk-not-found')).toBe(hasFindings ?? false);
  });

  test('has what is refused, what is there twice, and what is not approved', () => {
    const entries = [
      entry({ outcome: 'refused', refusal: { reason: 'It is doubtful.', help: 'Mend it.' }, doubtful: [{ id: 's-7', why: 'no op' }] }),
      entry({ address: 'snapshots/a', twins: ['s-8'], outcome: 'unchanged' }),
    ];
    const reductions = [{ address: 'policies/q', by: 'detach' as const, loses: 'this protection', count: 2, ids: ['d-1', 'd-2'] }];
    const text = shown(plan({ entries, gate: { reductions, count: 2, passed: false, notes: [] } }));
    for (const part of ['It is doubtful.', 'Mend it.', 's-8', 'policies/q', 'this protection']) expect(text).toContain(part);
    if (name !== 'github' && name !== 'gitlab') expect(text).toContain('s-7');
  });
});

test.each(['text', 'json', 'markdown'] as const)('%s names the stack, every entry and the number of calls', (name) => {
  const shown = formatOf(planFormats, name).print(changed, new Map(), { color: false });
  for (const part of ['cn-hangzhou', 'policies/p', 'sp-1', 'It is so.', '7']) expect(shown).toContain(part);
});

test('json is the plan itself, with its digest', () =>
  expect(JSON.parse(planFormats.json.print(changed, new Map(), { color: false }))).toEqual({ ...changed, digest: planDigest(changed) }));
