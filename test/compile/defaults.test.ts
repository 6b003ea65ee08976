import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/frontend/analyze.ts';
import type { AnalyzeOptions } from '../../src/frontend/analyze.ts';

const head = 'apiVersion: snapspec/v1\nstack: s\nregion: cn-hangzhou\n';
const raw = '{timePoints: [1], repeatWeekdays: [1]}';

const run = (text: string, unresolved: AnalyzeOptions['unresolved'] = 'error') => {
  const { diagnostics, program } = analyze([{ file: 'f', content: `${head}${text}` }], { year: 2026, unresolved });
  const errors = diagnostics.filter(({ severity }) => severity !== 'info' || unresolved === 'info');
  return { errors, desired: Object.fromEntries((program?.desired ?? []).map((one) => [one.address, one])) };
};

describe('defaults', () => {
  const everything = `defaults:
  tags: {team: payments, tier: one}
  resourceGroupId: rg-1
  unlistedTags: REMOVE
  retentionDays: 9
  schedule: ${raw}
  crossRegionCopy: {region: cn-beijing, retentionDays: 30}
`;

  test('reach every entry whose kind takes them, and no other', () => {
    const { errors, desired } = run(
      `${everything}policies: {p: {}}\nsnapshots: {s: {diskId: d-1}}\ngroups: {g: {instanceId: i-1}}\ndesktopSnapshots: {d: {desktopId: ecd-1, sourceDiskType: system}}\n`.replace(
        '{p: {}}',
        '{p: {name: nightly}}',
      ),
    );
    expect(errors).toEqual([]);
    expect(desired['policies/p']).toMatchObject({
      unlistedTags: 'remove',
      props: {
        timePoints: [1],
        retentionDays: 9,
        crossRegionCopy: { region: 'cn-beijing', retentionDays: 30 },
        tags: { team: 'payments', tier: 'one' },
        resourceGroupId: 'rg-1',
      },
    });
    // A retention of defaults must never let a one-off go.
    expect(desired['snapshots/s']).toMatchObject({ unlistedTags: 'remove', props: { retentionDays: null, resourceGroupId: 'rg-1' } });
    expect(desired['groups/g']).toMatchObject({ unlistedTags: 'remove', props: { tags: { team: 'payments', tier: 'one' } } });
    expect(desired['desktopSnapshots/d']).not.toHaveProperty('unlistedTags');
    expect(JSON.stringify(desired['desktopSnapshots/d'])).not.toMatch(/payments|rg-1/);
  });

  test('give way to what an entry has itself; tags are merged', () => {
    const { desired } = run(
      `${everything}policies:
  p:
    tags: {tier: two}
    resourceGroupId: rg-2
    unlistedTags: keep
    retentionDays: 2
    schedule: {timePoints: [5], repeatWeekdays: [1]}
    crossRegionCopy: {region: cn-shanghai}
`,
    );
    expect(desired['policies/p']).toMatchObject({
      unlistedTags: 'keep',
      props: {
        timePoints: [5],
        retentionDays: 2,
        crossRegionCopy: { region: 'cn-shanghai', retentionDays: -1 },
        tags: { team: 'payments', tier: 'two' },
        resourceGroupId: 'rg-2',
      },
    });
  });

  test('without them tags that are not listed are kept', () =>
    expect(run('snapshots: {s: {diskId: d-1}}\n').desired['snapshots/s']?.unlistedTags).toBe('keep'));

  test('what an entry needs and nobody gives is missing there', () =>
    expect(run(`defaults: {retentionDays: 3}\npolicies: {p: {name: nightly}}\n`).errors).toMatchObject([
      { code: 'missing-field', message: 'policies/p has no schedule, which is required.', place: { path: ['policies', 'p'] } },
    ]));

  test('a retention does not reach snapshots, which have a field of that name', () => {
    const { errors } = run('defaults: {retentionDays: 3}\nsnapshots: {s: {}}\n');
    expect(errors).toMatchObject([{ message: 'snapshots/s has no diskId, which is required.' }]);
  });

  test('what is wrong with a value is said once, where it is written', () => {
    const schedule = 'defaults: {retentionDays: 3, schedule: {timezone: Asia/Kolkata, at: ["02:00"]}}\n';
    const { errors } = run(`${schedule}policies: {a: {name: one}, b: {name: two}, c: {schedule: ${raw}}}\n`);
    expect(errors).toMatchObject([{ code: 'schedule-not-hourly', place: { file: 'f', path: ['defaults', 'schedule', 'at', 0] } }]);
    const copy = run(
      `defaults: {retentionDays: 3, crossRegionCopy: {region: cn-hangzhou}}\npolicies: {a: {schedule: ${raw}}, b: {schedule: ${raw}}}\n`,
    );
    expect(copy.errors).toMatchObject([
      { code: 'policy-copy-into-same-region', place: { path: ['defaults', 'crossRegionCopy', 'region'] } },
    ]);
    expect(run('defaults: {retentionDays: 0}\n').errors).toMatchObject([
      { code: 'policy-retention-days-range', place: { path: ['defaults', 'retentionDays'] } },
    ]);
  });

  test('that wait for a variable leave the rest of an entry checked', () => {
    const { errors } = run(
      `variables: {days: {}}\ndefaults: {retentionDays: "\${var.days}", schedule: {timezone: Asia/Kolkata, at: ["02:00"]}}\npolicies: {a: {name: one}}\n`,
      'info',
    );
    expect(errors.map(({ severity, code }) => `${severity} ${code}`)).toEqual(['info variable-without-value', 'error schedule-not-hourly']);
  });

  test('tags of snapspec are refused in any casing', () =>
    expect(run('defaults: {tags: {"SnapSpec:stack": x}}\nsnapshots: {s: {diskId: d-1, tags: {"snapspec:op": x}}}\n').errors).toMatchObject([
      { code: 'defaults-tags-key-owner' },
      { code: 'snapshot-tags-key-owner' },
    ]));
});
