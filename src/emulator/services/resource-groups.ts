import { commonErrors, missingParameter } from '../model/common-errors.ts';
import { defineOperation } from '../model/operation.ts';
import { RefusedCall } from '../model/refused-call.ts';
import type { ServiceOperation } from '../model/operation.ts';
import type { ServiceError } from '../model/refused-call.ts';
import { isIn, resourceGroupOf } from '../model/resources.ts';
import type { ResourceTypes } from './resource-types.ts';
import { taggingErrors } from './tagging.ts';

const missing = (name: string): ServiceError => ({ ...missingParameter(name), status: 403 });

export const groupErrors = {
  duplicate: { code: 'InvalidResourceGroup.Duplicate', status: 403, message: 'The specified resource is already in the resource group.' },
} as const satisfies { [name: string]: ServiceError };

/** Moves a resource to another resource group. */
export const joinResourceGroup = (types: ResourceTypes): ServiceOperation =>
  defineOperation({
    service: 'ecs',
    action: 'JoinResourceGroup',
    reads: false,
    params: {
      RegionId: { type: 'region', malformed: commonErrors.regionNotFound },
      ResourceType: { type: 'text', required: missing('ResourceType') },
      ResourceId: { type: 'text', required: missing('ResourceId') },
      ResourceGroupId: { type: 'text', required: missing('ResourceGroupId') },
    },
    run: ({ world, args, region }) => {
      const type = types.get(args.ResourceType);
      if (type === undefined || !type.joinsGroups) throw new RefusedCall(taggingErrors.typeNotFound);
      const resourceGroupId = resourceGroupOf(world, args.ResourceGroupId);
      const table = type.table(world);
      const resource = table.find(args.ResourceId);
      if (resource === undefined || !isIn(resource, region)) throw new RefusedCall(taggingErrors.idNotFound);
      if (resource.resourceGroupId === resourceGroupId) throw new RefusedCall(groupErrors.duplicate);
      table.update(resource.id, { resourceGroupId });
      return {};
    },
  });
