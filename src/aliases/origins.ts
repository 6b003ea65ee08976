import type { Origin } from './alias.ts';

const read = '2026-11-26';
const origin = (called: string, page: string): Origin => ({ called, source: { page, read } });
const terraform = (resource: string): Origin => origin('Terraform', `Terraform provider alicloud, resource ${resource}`);
const ros = (type: string): Origin => origin('ROS', `ROS resource type ${type}`);
const api = (product: 'ECS' | 'ECD', operation: string): Origin => origin('the API', `${product} API ${operation}`);

/** The pages that document names of other tools. */
export const origins = {
  terraformPolicy: terraform('alicloud_ecs_auto_snapshot_policy'),
  terraformAttachment: terraform('alicloud_ecs_auto_snapshot_policy_attachment'),
  terraformSnapshot: terraform('alicloud_ecs_snapshot'),
  terraformGroup: terraform('alicloud_ecs_snapshot_group'),
  terraformDesktop: terraform('alicloud_ecd_snapshot'),
  rosPolicy: ros('ALIYUN::ECS::AutoSnapshotPolicy'),
  rosSnapshot: ros('ALIYUN::ECS::Snapshot'),
  rosGroup: ros('ALIYUN::ECS::SnapshotGroup'),
  createPolicy: api('ECS', 'CreateAutoSnapshotPolicy'),
  applyPolicy: api('ECS', 'ApplyAutoSnapshotPolicy'),
  createSnapshot: api('ECS', 'CreateSnapshot'),
  copySnapshot: api('ECS', 'CopySnapshot'),
  deleteSnapshot: api('ECS', 'DeleteSnapshot'),
  createGroup: api('ECS', 'CreateSnapshotGroup'),
  describeDisks: api('ECS', 'DescribeDisks'),
  createDesktopSnapshot: api('ECD', 'CreateSnapshot'),
} as const;
