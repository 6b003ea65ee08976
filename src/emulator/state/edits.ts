import { Failure } from '../../base/failure.ts';
import { quote } from '../../base/text.ts';
import { worldsOf } from '../model/accounts.ts';
import { editResource } from '../model/edit-resource.ts';
import type { ResourceEdit } from '../model/edit-resource.ts';
import type { Model } from '../model/model.ts';
import { copyWorld } from '../model/world.ts';
import type { World } from '../model/world.ts';
import { addSeed } from '../seed/seed.ts';
import { checkAddition } from '../seed/shape.ts';
import type { Seed } from '../seed/types.ts';
import { rebuildInstance, removeResource } from '../services/lifecycle/remove.ts';

/** What happens in a world without a call: what somebody else does, or the service itself. */
export type WorldEdit =
  /** Members of a resource get other values. */
  | { readonly type: 'edit'; readonly at: number; readonly id: string; readonly set: ResourceEdit }
  /** A resource is gone, with what goes with it. */
  | { readonly type: 'remove'; readonly at: number; readonly id: string }
  /** An instance gets a new system disk. */
  | { readonly type: 'rebuild'; readonly at: number; readonly id: string }
  /** Resources appear. */
  | { readonly type: 'add'; readonly at: number; readonly seed: Seed };

const has = (world: World, id: string): boolean =>
  [world.disks, world.instances, world.desktops, ...Object.values(world.resources)].some((table) => table.find(id) !== undefined);

/** The world of the account that has a resource. */
const ownerOf = (world: World, id: string): World | undefined => worldsOf(world).find((one) => has(one, id));

function rebuild(root: World, id: string, at: number): void {
  const world = ownerOf(root, id);
  const instance = world?.instances.find(id);
  if (world === undefined || instance === undefined) throw new Failure('usage', `The local cloud has no instance ${quote(id)}.`);
  rebuildInstance(world, instance, at);
}

function remove(root: World, id: string): void {
  const world = ownerOf(root, id);
  if (world === undefined) throw new Failure('usage', `The local cloud has no ${quote(id)}.`);
  removeResource(world, id);
}

function add(world: World, seed: Seed, at: number): void {
  checkAddition(seed);
  // What does not fit must leave nothing behind.
  addSeed(copyWorld(world), seed, at);
  addSeed(world, seed, at);
}

/**
 * Carries out an edit.
 * @throws Failure `usage` for a resource or a member that does not exist, or an addition that does not fit
 */
export function applyEdit(model: Model, world: World, edit: WorldEdit): void {
  model.tick(world, edit.at);
  switch (edit.type) {
    case 'edit':
      return editResource(world, edit.id, edit.set, edit.at);
    case 'remove':
      return remove(world, edit.id);
    case 'rebuild':
      return rebuild(world, edit.id, edit.at);
    case 'add':
      return add(world, edit.seed, edit.at);
    default:
      return edit satisfies never;
  }
}
