import type { Inventory } from '../kinds/targets.ts';
import type { Live } from '../kinds/live.ts';
import type { Point } from '../kinds/points.ts';
import type { MatchOf } from './ownership.ts';

/** A section that the spec does not use and that may not be read, with the code of the refusal. */
export type Unchecked = { readonly section: string; readonly code: string };

/** What was read from the cloud for one stack; an incomplete read makes none. */
export type LiveState = {
  /** The account that the credentials belong to. */
  readonly account: string;
  readonly region: string;
  /** Everything listed, owned or not, of the kinds that were read. */
  readonly live: readonly Live[];
  /** The owners of `live`, by desired entry. */
  readonly matchOf: MatchOf;
  /** Ids attached to a live resource, for those whose attachments were read: others’ too, where something is to be attached. */
  readonly attached: ReadonlyMap<string, readonly string[]>;
  /** Sections of resources whose tags the service does not change. */
  readonly untaggable: ReadonlySet<string>;
  /** Disks, instances and desktops that the spec refers to. */
  readonly inventory: Inventory;
  /** The regions that the service lists; absent where it may not be asked. */
  readonly regions?: ReadonlySet<string>;
  /** Ids of the snapshots of any sort that are being taken, by disk; absent where nothing is to be taken. */
  readonly underWay?: ReadonlyMap<string, readonly string[]>;
  /** Ids of the snapshots that are locked, with the state of the lock; absent where nothing is to be deleted. */
  readonly locked?: ReadonlyMap<string, string>;
  /** All backups of the disks whose backups are to be deleted, by `sourceKey`. */
  readonly points?: ReadonlyMap<string, readonly Point[]>;
  /** Sections that the spec does not use and that may not be read, with the code of the refusal. */
  readonly unchecked: readonly Unchecked[];
  /** Read calls that were sent. */
  readonly calls: number;
};
