import { CreateSnapshotGroupRequest } from '@alicloud/ecs20140526/dist/models/CreateSnapshotGroupRequest.js';
import { DeleteSnapshotGroupRequest } from '@alicloud/ecs20140526/dist/models/DeleteSnapshotGroupRequest.js';
import { DescribeSnapshotGroupsRequest } from '@alicloud/ecs20140526/dist/models/DescribeSnapshotGroupsRequest.js';
import { ModifySnapshotGroupRequest } from '@alicloud/ecs20140526/dist/models/ModifySnapshotGroupRequest.js';

export const requests = {
  CreateSnapshotGroup: CreateSnapshotGroupRequest,
  DeleteSnapshotGroup: DeleteSnapshotGroupRequest,
  DescribeSnapshotGroups: DescribeSnapshotGroupsRequest,
  ModifySnapshotGroup: ModifySnapshotGroupRequest,
};
