import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { aliasesAt, allAliases } from '../../src/aliases/names.ts';
import type { Field } from '../../src/fields/field.ts';
import { childField } from '../../src/fields/registry.ts';
import { specField } from '../../src/spec/fields.ts';

// What the pages of other tools name, read on 2026-11-26: the arguments, properties and attributes of each.
const pages: readonly (readonly [page: string, place: string, names: string])[] = [
  [
    'Terraform alicloud_ecs_auto_snapshot_policy',
    'policies.*',
    'auto_snapshot_policy_name copied_snapshots_retention_days enable_cross_region_copy repeat_weekdays resource_group_id retention_days tags target_copy_regions time_points copy_encryption_configuration id create_time status region_id timeouts name',
  ],
  ['Terraform alicloud_ecs_auto_snapshot_policy_attachment', 'policies.*', 'auto_snapshot_policy_id disk_id region_id'],
  [
    'Terraform alicloud_ecs_snapshot',
    'snapshots.*',
    'category description disk_id force instant_access instant_access_retention_days resource_group_id retention_days snapshot_name name tags id status',
  ],
  [
    'Terraform alicloud_ecs_snapshot_group',
    'groups.*',
    'description instance_id instant_access disk_id exclude_disk_id instant_access_retention_days snapshot_group_name tags resource_group_id id status timeouts',
  ],
  ['Terraform alicloud_ecd_snapshot', 'desktopSnapshots.*', 'description desktop_id snapshot_name source_disk_type status timeouts'],
  [
    'ROS ALIYUN::ECS::AutoSnapshotPolicy',
    'policies.*',
    'TimePoints RepeatWeekdays RetentionDays DiskIds Tags AutoSnapshotPolicyName ResourceGroupId CopyEncryptionConfiguration EnableCrossRegionCopy CopiedSnapshotsRetentionDays TargetCopyRegions',
  ],
  [
    'ROS ALIYUN::ECS::Snapshot',
    'snapshots.*',
    'SnapshotName Timeout Description DiskId Tags InstantAccess InstantAccessRetentionDays ResourceGroupId RetentionDays',
  ],
  ['ECD API CreateSnapshot', 'desktopSnapshots.*', 'Description DesktopId RegionId SnapshotName SourceDiskType'],
  ['ROS ALIYUN::ECS::SnapshotGroup', 'groups.*', 'DiskIds Description ExcludeDiskIds InstanceId Name ResourceGroupId Tags'],
];

type Parameters = { readonly operations: { readonly [operation: string]: { readonly [name: string]: unknown } | readonly string[] } };
const parametersOf = (operation: string): string[] => {
  const { operations } = JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/ecs-parameters.json'), 'utf8')) as Parameters;
  const found = operations[operation] ?? [];
  return Array.isArray(found) ? [...found] : Object.keys(found);
};

/** Common to every call, whatever it is for. */
const ofEveryCall = new Set(['OwnerAccount', 'OwnerId', 'ResourceOwnerAccount', 'ResourceOwnerId']);

/** The field of an object at a place of the table. */
function fieldAt(place: string): Field {
  const steps = place.split(/[.]|(?=\[)/).filter((step) => step !== '');
  return steps.reduce<Field>((field, step) => childField(field, step === '[]' ? 0 : step === '*' ? 'a' : step) as Field, specField);
}

/** Whether a name is a field of its place, or lint knows what is meant by it. */
const isKnown = (place: string, name: string): boolean =>
  childField(fieldAt(place), name) !== undefined || aliasesAt(place).find(name) !== undefined;

describe('every argument of the pages of others is known', () => {
  test.each(pages)('%s', (_, place, names) => {
    expect(names.split(' ').filter((name) => !isKnown(place, name))).toEqual([]);
  });

  test.each([
    ['CreateAutoSnapshotPolicy', 'policies.*'],
    ['ModifyAutoSnapshotPolicyEx', 'policies.*'],
    ['ApplyAutoSnapshotPolicy', 'policies.*'],
    ['CreateSnapshot', 'snapshots.*'],
    ['DeleteSnapshot', 'snapshots.*'],
    ['CreateSnapshotGroup', 'groups.*'],
  ] as const)('the parameters of %s', (operation, place) => {
    const names = [...new Set(parametersOf(operation).map((name) => name.split('.')[0] as string))].filter(
      (name) => !ofEveryCall.has(name),
    );
    expect(names.length).toBeGreaterThan(1);
    expect(names.filter((name) => !isKnown(place, name))).toEqual([]);
  });
});

describe('the table', () => {
  const all = Object.entries(allAliases());

  test('every alias leads to a field of its object, or says what to do', () => {
    const lost = all.flatMap(([place, aliases]) =>
      aliases.flatMap(({ name, here, help }) => {
        if (here === undefined || here === '.') return help === undefined && here === undefined ? [`${place}: ${name}`] : [];
        const field = here
          .split('.')
          .flatMap((step) => (step.endsWith('[]') ? [step.slice(0, -2), 0] : [step]))
          .reduce<Field | undefined>((at, step) => at && childField(at, step), fieldAt(place));
        // The defaults have some of the fields of policies.
        return field || place === 'defaults' ? [] : [`${place}: ${name} is ${here}`];
      }),
    );
    expect(lost).toEqual([]);
  });

  test('no habit hides a field of the object', () => {
    const hidden = all.flatMap(([place, aliases]) =>
      aliases
        .filter(({ name, origin }) => origin === undefined && name.length > 4 && childField(fieldAt(place), name))
        .map(({ name }) => `${place}: ${name}`),
    );
    expect(hidden).toEqual([]);
  });

  test('help is in sentences', () => {
    const helps = all.flatMap(([, aliases]) => aliases.flatMap(({ help }) => help ?? []));
    expect(helps.length).toBeGreaterThan(50);
    expect(helps.filter((help) => !/^[A-Za-z].*(?:\.|: .*\}|: i-…)$/.test(help))).toEqual([]);
  });

  test('what a page documents names the page, with the day it was read', () => {
    const named = all.flatMap(([, aliases]) => aliases.flatMap(({ origin }) => origin ?? []));
    expect(named.length).toBeGreaterThan(80);
    for (const { source } of named) expect(source).toMatchObject({ page: expect.stringMatching(/Terraform|ROS|API/), read: '2026-11-26' });
  });
});
