import type { Live } from '../kinds/live.ts';
import type { Inventory } from '../kinds/targets.ts';

/** What was read from the cloud for one stack. Only complete reads make a world. */
export type LiveState = {
  /** The account that the credentials belong to. */
  readonly account: string;
  readonly region: string;
  /** Everything listed, owned or not, of the kinds that were read. */
  readonly live: readonly Live[];
  /** Ids attached to a live thing, for those whose attachments were read. */
  readonly attached: ReadonlyMap<string, readonly string[]>;
  /** Disks, instances and desktops that the spec speaks of. */
  readonly inventory: Inventory;
  /** Reading calls that it took. */
  readonly calls: number;
};

export const emptyInventory: Inventory = { disk: new Map(), instance: new Map(), desktop: new Map() };
