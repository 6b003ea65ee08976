import { CreateSnapshotRequest } from '@alicloud/ecs20140526/dist/models/CreateSnapshotRequest.js';
import { DescribeSnapshotsRequest } from '@alicloud/ecs20140526/dist/models/DescribeSnapshotsRequest.js';
import { ModifySnapshotAttributeRequest } from '@alicloud/ecs20140526/dist/models/ModifySnapshotAttributeRequest.js';

export const requests = {
  CreateSnapshot: CreateSnapshotRequest,
  DescribeSnapshots: DescribeSnapshotsRequest,
  ModifySnapshotAttribute: ModifySnapshotAttributeRequest,
};
