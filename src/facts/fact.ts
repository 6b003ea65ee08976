import type { Source } from '../base/diagnostic.ts';

/** What the service answers when a constraint is broken. */
export type Refusal = { readonly code: string; readonly status: number };

/** Where a constraint comes from. Facts of our own, which the service does not know, have no source. */
export type Fact = {
  /** The row of the constraint catalogue in docs/constraints.md. */
  readonly row: string;
  readonly sources: readonly Source[];
  readonly refusal?: Refusal;
  /** Where pages differ: what they say, and which one is followed. */
  readonly disputed?: string;
};

/** A count or a range, both ends included. */
export type Range = Fact & { readonly min: number; readonly max: number; readonly help?: string };

const read = '2026-11-21';
const page = (name: string, on = read): Source => ({ page: name, read: on });

/** The pages that facts are taken from, each with the day it was read. */
export const pages = {
  createSnapshot: page('ECS API CreateSnapshot (page of 2024-11-22)'),
  modifySnapshot: page('ECS API ModifySnapshotAttribute'),
  createGroup: page('ECS API CreateSnapshotGroup'),
  createGroupOld: page('ECS API CreateSnapshotGroup (page of 2021)'),
  groupGuide: page('ECS user guide, snapshot-consistent groups (2026-04)'),
  createPolicy: page('ECS API CreateAutoSnapshotPolicy (page of 2024-04-11)'),
  modifyPolicy: page('ECS API ModifyAutoSnapshotPolicyEx'),
  describePolicies: page('ECS API DescribeAutoSnapshotPolicyEx'),
  applyPolicy: page('ECS API ApplyAutoSnapshotPolicy (2026-01-28)'),
  describeDisks: page('ECS API DescribeDisks', '2026-11-25'),
  attachGuide: page('ECS user guide, attaching automatic snapshot policies (2026-02)'),
  copySnapshot: page('ECS API CopySnapshot'),
  copyRate: page('ECS API CopySnapshot in the API explorer (2025-01-21)', '2026-11-25'),
  copyGuide: page('ECS user guide, copying a snapshot (2025-11-21)', '2026-11-25'),
  lockSnapshot: page('ECS API LockSnapshot (2026-04-04)', '2026-11-25'),
  lockGuide: page('ECS user guide, locking a snapshot (2026-03-18)', '2026-11-25'),
  archiveSnapshot: page('ECS API ModifySnapshotCategory', '2026-11-25'),
  tagResources: page('ECS API TagResources'),
  createDesktopSnapshot: page('ECD API CreateSnapshot (2020-09-30)'),
  desktopPolicies: page('ECD API CreateAutoSnapshotPolicy and its siblings (2020-09-30)', '2026-11-25'),
  ecdPythonSdk: page('alibabacloud_ecd20200930 5.5.0 (PyPI)', '2026-11-25'),
  ecdSdk: page('ECD SDK ecd-20200930 5.1.0'),
  sdk: page('@alicloud/ecs20140526 7.11.6'),
  terraform: page('Terraform provider alicloud, resource alicloud_ecs_snapshot'),
} as const;

/** A constraint that snapspec itself sets. */
export const ownRule = (row: string): Fact => ({ row, sources: [] });
