import { commonErrors, missingParameter } from '../kinds/emulation-errors.ts';
import { find } from '../kinds/emulation-table.ts';
import { isIn, resourceGroupOf } from '../kinds/emulation-world.ts';
import { ApiError, operation } from '../kinds/emulation.ts';
import type { Answer } from '../kinds/emulation.ts';
import { joins, resourceTable } from './resources.ts';
import { taggingErrors } from './tagging.ts';

const missing = (name: string): Answer => ({ ...missingParameter(name), status: 403 });

export const groupErrors = {
  duplicate: { code: 'InvalidResourceGroup.Duplicate', status: 403, message: 'The specified resource is already in the resource group.' },
} as const satisfies { [name: string]: Answer };

/** Moves a thing to another resource group. */
export const joinResourceGroup = operation({
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
    if (table === undefined || !joins(args.ResourceType)) throw new ApiError(taggingErrors.typeNotFound);
    const group = resourceGroupOf(world, args.ResourceGroupId);
    const thing = find(table, args.ResourceId);
    if (thing === undefined || !isIn(thing, region)) throw new ApiError(taggingErrors.idNotFound);
    if (thing.resourceGroupId === group) throw new ApiError(groupErrors.duplicate);
    thing.resourceGroupId = group;
    return {};
  },
});
