import { describe, expect, test } from 'vitest';
import { planDigest } from '../../../src/plan/digest.ts';
import { formatNames, formatOf } from '../../../src/report/formats.ts';
import * as planFormats from '../../../src/report/plans/index.ts';
import { entry, harmful, hostilePlan, operation, plan } from '../sample-plan.ts';

const names = formatNames(planFormats);
const changed = plan({ entries: [entry({ notes: ['It is so.'] })], operations: [operation()], calls: { made: 7, toMake: 1 } });

test('the formats that there are', () => expect(names).toEqual(['text', 'json']));

describe.each(names)('%s', (name) => {
  const { print, hasFindings } = formatOf(planFormats, name);
  const shown = (given = changed): string => print(given, new Map(), { color: false });

  test('names the stack, every entry and the number of calls', () => {
    for (const part of ['cn-hangzhou', 'policies/p', 'sp-1', 'It is so.', '7']) expect(shown()).toContain(part);
  });

  test('ends with one line feed, and leaves the plan unchanged', () => {
    const before = structuredClone(changed);
    for (const given of [changed, plan()]) expect(shown(given)).toMatch(/[^\n]\n$/);
    expect(changed).toEqual(before);
  });

  test('holds no character that moves the cursor, hides text or begins a command', () => expect(shown(hostilePlan)).not.toMatch(harmful));

  test('has the findings where it says so', () => {
    const problems = [{ code: 'disk-not-found', severity: 'error' as const, message: 'No such disk.' }];
    expect(shown(plan({ problems })).includes('disk-not-found')).toBe(hasFindings ?? false);
  });
});

test('json is the plan itself, with its digest', () =>
  expect(JSON.parse(planFormats.json.print(changed, new Map(), { color: false }))).toEqual({ ...changed, digest: planDigest(changed) }));
