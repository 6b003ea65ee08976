import { CreateSnapshotRequest } from '@alicloud/ecs20140526/dist/models/CreateSnapshotRequest.js';
import { DeleteSnapshotRequest } from '@alicloud/ecs20140526/dist/models/DeleteSnapshotRequest.js';
import { DescribeSnapshotsRequest } from '@alicloud/ecs20140526/dist/models/DescribeSnapshotsRequest.js';
import { ModifySnapshotAttributeRequest } from '@alicloud/ecs20140526/dist/models/ModifySnapshotAttributeRequest.js';

export const requests = {
  CreateSnapshot: CreateSnapshotRequest,
  DeleteSnapshot: DeleteSnapshotRequest,
  DescribeSnapshots: DescribeSnapshotsRequest,
  ModifySnapshotAttribute: ModifySnapshotAttributeRequest,
};
