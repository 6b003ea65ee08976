import { ApplyAutoSnapshotPolicyRequest } from '@alicloud/ecs20140526/dist/models/ApplyAutoSnapshotPolicyRequest.js';
import { CancelAutoSnapshotPolicyRequest } from '@alicloud/ecs20140526/dist/models/CancelAutoSnapshotPolicyRequest.js';
import { CreateAutoSnapshotPolicyRequest } from '@alicloud/ecs20140526/dist/models/CreateAutoSnapshotPolicyRequest.js';
import { DeleteAutoSnapshotPolicyRequest } from '@alicloud/ecs20140526/dist/models/DeleteAutoSnapshotPolicyRequest.js';
import { DescribeAutoSnapshotPolicyAssociationsRequest } from '@alicloud/ecs20140526/dist/models/DescribeAutoSnapshotPolicyAssociationsRequest.js';
import { DescribeAutoSnapshotPolicyExRequest } from '@alicloud/ecs20140526/dist/models/DescribeAutoSnapshotPolicyExRequest.js';
import { ModifyAutoSnapshotPolicyExRequest } from '@alicloud/ecs20140526/dist/models/ModifyAutoSnapshotPolicyExRequest.js';

export const requests = {
  ApplyAutoSnapshotPolicy: ApplyAutoSnapshotPolicyRequest,
  CancelAutoSnapshotPolicy: CancelAutoSnapshotPolicyRequest,
  CreateAutoSnapshotPolicy: CreateAutoSnapshotPolicyRequest,
  DeleteAutoSnapshotPolicy: DeleteAutoSnapshotPolicyRequest,
  DescribeAutoSnapshotPolicyAssociations: DescribeAutoSnapshotPolicyAssociationsRequest,
  DescribeAutoSnapshotPolicyEx: DescribeAutoSnapshotPolicyExRequest,
  ModifyAutoSnapshotPolicyEx: ModifyAutoSnapshotPolicyExRequest,
};
