import type { World } from './world.ts';

const withSettings = (one: World, { settings }: World): World => {
  one.settings = settings;
  return one;
};

/** The world of the default account, and those of the other ones; all have its settings. */
export const worldsOf = (world: World): readonly World[] => [
  world,
  ...Object.values(world.accounts ?? {}).map((one) => withSettings(one, world)),
];

/** The world of an account by its id. */
export function findWorld(world: World, account: string): World | undefined {
  if (account === world.account) return world;
  const { accounts = {} } = world;
  const found = Object.hasOwn(accounts, account) ? accounts[account] : undefined;
  return found && withSettings(found, world);
}
