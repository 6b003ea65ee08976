import { commonErrors, missingParameter } from './common-errors.ts';
import { find } from '../model/table.ts';
import { isIn, resourceGroupOf } from '../model/resources.ts';
import { RefusedCall, defineOperation } from '../model/world.ts';
import type { Answer } from '../model/world.ts';
import { joins, resourceTable } from './resource-types.ts';
import { taggingErrors } from './tagging.ts';

const missing = (name: string): Answer => ({ ...missingParameter(name), status: 403 });

export const groupErrors = {
  duplicate: { code: 'InvalidResourceGroup.Duplicate', status: 403, message: 'The specified resource is already in the resource group.' },
} as const satisfies { [name: string]: Answer };

/** Moves a thing to another resource group. */
export const joinResourceGroup = defineOperation({
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
    const table = resourceTable(world, args.ResourceType);
    if (table === undefined || !joins(args.ResourceType)) throw new RefusedCall(taggingErrors.typeNotFound);
    const group = resourceGroupOf(world, args.ResourceGroupId);
    const thing = find(table, args.ResourceId);
    if (thing === undefined || !isIn(thing, region)) throw new RefusedCall(taggingErrors.idNotFound);
    if (thing.resourceGroupId === group) throw new RefusedCall(groupErrors.duplicate);
    thing.resourceGroupId = group;
    return {};
  },
});
