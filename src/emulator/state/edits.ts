import { Failure } from '../../base/failure.ts';
import { choices, quote } from '../../base/text.ts';
import { findWorld, worldsOf } from '../model/accounts.ts';
import { editResource } from '../model/edit-resource.ts';
import type { ResourceEdit } from '../model/edit-resource.ts';
import type { Model } from '../model/model.ts';
import type { World } from '../model/world.ts';
import { checkAddition } from '../seed/check.ts';
import { addSeed } from '../seed/seed.ts';
import type { SeedContent } from '../seed/types.ts';
import { rebuildInstance, removeResource } from '../services/lifecycle/remove.ts';

/** What happens in a world without a call: what somebody else does, or the service itself. */
export type WorldEdit =
  /** Members of a resource get other values. */
  | { readonly type: 'edit'; readonly at: number; readonly id: string; readonly set: ResourceEdit }
  /** A resource is gone, with what goes with it. */
  | { readonly type: 'remove'; readonly at: number; readonly id: string }
  /** An instance gets a new system disk. */
  | { readonly type: 'rebuild'; readonly at: number; readonly id: string }
  /** Resources appear, by default in the default account. */
  | { readonly type: 'add'; readonly at: number; readonly seed: SeedContent; readonly account?: string };

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

function add(root: World, { seed, at, account = root.account }: Extract<WorldEdit, { readonly type: 'add' }>): void {
  const world = findWorld(root, account);
  if (world === undefined) throw new Failure('usage', `The local cloud has no account ${quote(account)}.`, { help: accountHelp(root) });
  addSeed(world, checkAddition(seed, root, world), at);
}

const accountHelp = (root: World): string =>
  `It has ${choices(
    worldsOf(root).map((one) => one.account),
    'and',
  )}.`;

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
      return add(world, edit);
    default:
      return edit satisfies never;
  }
}
