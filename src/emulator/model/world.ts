import type { ReplyBody } from './wire-value.ts';
import type { Settings } from './settings.ts';
import type { OidcProvider, Role, Session } from './roles.ts';
import { Table } from './table.ts';

/**
 * The state of a local cloud. An operation changes it only after every check has passed, so that a refused call leaves
 * nothing behind. JSON holds all of it: tables become lists of their rows.
 */
export type World = {
  readonly format: 1;
  readonly account: string;
  /** The first one is where resources are that name no region. */
  readonly regions: readonly string[];
  readonly resourceGroups: readonly string[];
  settings: Settings;
  /** The moment up to which scheduled work was done; absent until the first call. */
  ranUntil?: number;
  /** The state of every KMS key by its id; absent where every key can be used. */
  readonly kmsKeys?: { readonly [id: string]: string };
  /** What a region does not support. */
  readonly lacks?: { readonly [region: string]: readonly string[] };
  /** Counts everything ever made; ids and the order of listings come from it. */
  serial: number;
  readonly disks: Table<Disk>;
  readonly instances: Table<Instance>;
  readonly desktops: Table<Desktop>;
  /** What calls create, by section. */
  readonly resources: { [section: string]: Table<Resource> };
  /** Results of calls that carried a ClientToken. */
  readonly tokens: { [token: string]: TokenRecord };
  readonly roles?: readonly Role[];
  readonly oidcProviders?: readonly OidcProvider[];
  /** The keys that STS issued for the roles. */
  readonly sessions: Table<Session>;
  /** The worlds of the other accounts, in that of the default one. */
  readonly accounts?: { readonly [account: string]: World };
};

export type Tags = { readonly [key: string]: string };

/** What every resource has. Times are milliseconds since 1970. */
export type Resource = {
  readonly id: string;
  readonly serial: number;
  readonly regionId: string;
  readonly createdAt: number;
  readonly tags: Tags;
  /** Empty for the default one. */
  readonly resourceGroupId: string;
  /** What its tags were before they were set last, and when that was. */
  readonly tagged?: { readonly before: Tags; readonly at: number };
  /** Exceptional conditions, such as that it is being transferred. */
  readonly conditions?: readonly string[];
};

export type Disk = Resource & {
  readonly name: string;
  readonly zoneId: string;
  readonly status: string;
  readonly type: 'system' | 'data';
  readonly category: string;
  /** GiB. */
  readonly size: number;
  readonly instanceIds: readonly string[];
  /** When it was last attached; null where it never was. */
  readonly attachedAt: number | null;
  readonly multiAttach: 'Disabled' | 'Enabled' | 'LegacyShared';
  readonly encrypted: boolean;
  readonly kmsKeyId: string;
  readonly locks: readonly string[];
  /** Whether it is released with its instance; by default it is. */
  readonly deleteWithInstance?: boolean;
};

export type Instance = Resource & {
  readonly name: string;
  readonly zoneId: string;
  readonly status: string;
  /** When it was last started; null where it never was. */
  readonly startedAt: number | null;
  readonly locks: readonly string[];
};

export type Desktop = Resource & {
  readonly name: string;
  readonly status: string;
  /** The policy that it has; absent for none. */
  readonly snapshotPolicyId?: string | undefined;
  readonly disks: readonly { readonly id: string; readonly type: 'system' | 'data'; readonly size: number }[];
};

export type TokenRecord = {
  /** The parameters of the first call, in canonical form. */
  readonly asked: string;
  /** Absent where the call was refused, and its token is spent. */
  readonly reply?: ReplyBody;
  readonly at: number;
};

/** A world as JSON gives it back. */
export type SavedWorld = Omit<World, 'disks' | 'instances' | 'desktops' | 'resources' | 'sessions' | 'accounts'> & {
  readonly disks: readonly Disk[];
  readonly instances: readonly Instance[];
  readonly desktops: readonly Desktop[];
  readonly resources: { readonly [section: string]: readonly Resource[] };
  /** Absent in what an earlier version saved. */
  readonly sessions?: readonly Session[];
  readonly accounts?: { readonly [account: string]: SavedWorld };
};

type TablesOf = Pick<SavedWorld, 'disks' | 'instances' | 'desktops' | 'resources' | 'sessions'>;

const tablesOf = ({ disks, instances, desktops, resources, sessions }: TablesOf): Pick<World, keyof TablesOf> => ({
  disks: new Table(disks),
  instances: new Table(instances),
  desktops: new Table(desktops),
  resources: Object.fromEntries(Object.entries(resources).map(([section, rows]) => [section, new Table(rows)])),
  sessions: new Table(sessions),
});

const mapped = <A, B>(record: { readonly [name: string]: A }, change: (value: A) => B): { readonly [name: string]: B } =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));

/** The world that was saved; what was read of it is not used by anything else afterwards. */
export function restoreWorld({ accounts, ...saved }: SavedWorld): World {
  return { ...saved, ...tablesOf(saved), ...(accounts && { accounts: mapped(accounts, restoreWorld) }) };
}

/** An independent world in the same state. */
export function copyWorld(world: World): World {
  const { disks, instances, desktops, resources, sessions, accounts } = world;
  const tables = {
    disks: disks.clone(),
    instances: instances.clone(),
    desktops: desktops.clone(),
    resources: Object.fromEntries(Object.entries(resources).map(([section, table]) => [section, table.clone()])),
    sessions: sessions.clone(),
    ...(accounts && { accounts: mapped(accounts, copyWorld) }),
  };
  return { ...world, ...tables, settings: { ...world.settings }, tokens: { ...world.tokens } };
}

/** A table of whichever sort of resource. */
export type ResourceTable = Pick<Table<Resource>, 'find' | 'update' | 'rows'>;

/** What calls create of a section. The section decides the type of its rows; the casts of the store are here. */
export function resourcesOf<T extends Resource>(world: World, section: string): Table<T> {
  const table = Object.hasOwn(world.resources, section) ? world.resources[section] : undefined;
  if (table !== undefined) return table as unknown as Table<T>;
  const fresh = new Table<T>();
  world.resources[section] = fresh as unknown as Table<Resource>;
  return fresh;
}
