import { commonErrors } from '../model/common-errors.ts';
import { createModel } from '../model/model.ts';
import type { Model } from '../model/model.ts';
import type { ResourceService } from '../model/operation.ts';
import { describeRegions, getCallerIdentity } from './account.ts';
import { describeDesktops } from './desktops.ts';
import { describeDisks } from './disks.ts';
import { describeInstances } from './instances.ts';
import { services } from './registry.ts';
import { lifecycleErrors } from './lifecycle/errors.ts';
import { lifecycleOperations } from './lifecycle/index.ts';
import { groupErrors, joinResourceGroup } from './resource-groups.ts';
import { resourceTypesOf } from './resource-types.ts';
import { roleOperations } from './roles/index.ts';
import { taggingErrors, taggingOperations } from './tagging.ts';

/** The operations that belong to no single sort of resource. */
function commonService(): ResourceService {
  const types = resourceTypesOf(services);
  return {
    operations: [
      describeDisks(services.flatMap((one) => one.diskExtension ?? [])),
      describeInstances,
      describeDesktops,
      ...lifecycleOperations,
      describeRegions,
      getCallerIdentity,
      ...roleOperations,
      ...taggingOperations(types),
      joinResourceGroup(types),
    ],
    errors: { ...taggingErrors, ...groupErrors, ...lifecycleErrors, ...commonErrors },
  };
}

/** The model of every service that the local cloud has. */
export const loadModel = (): Model => createModel([...services, commonService()]);
