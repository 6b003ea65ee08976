import type { RamPolicy } from '../model/ram-policy.ts';
import type { OidcProvider, Role } from '../model/roles.ts';
import type { Tags } from '../model/world.ts';

/** What every resource of a seed may have. */
export type Placed = {
  readonly id: string;
  readonly name?: string;
  readonly region?: string;
  readonly tags?: Tags;
  readonly resourceGroup?: string;
  /** When it was created, as a moment; by default when the world begins. */
  readonly created?: string;
};

export type SeedDisk = Placed & {
  /** By default that of its instance. */
  readonly zone?: string;
  readonly status?: string;
  readonly type?: 'system' | 'data';
  readonly category?: string;
  /** GiB. */
  readonly size?: number;
  readonly instance?: string;
  /** Several instances, for a disk that is attached more than once. */
  readonly instances?: readonly string[];
  readonly neverAttached?: boolean;
  /** When it was last attached, as a moment. */
  readonly attached?: string;
  readonly multiAttach?: 'Disabled' | 'Enabled' | 'LegacyShared';
  readonly encrypted?: boolean;
  readonly kmsKeyId?: string;
  readonly locks?: readonly string[];
  readonly conditions?: readonly string[];
};
export type SeedInstance = Placed & {
  readonly zone?: string;
  readonly status?: string;
  readonly neverStarted?: boolean;
  /** When it was last started, as a moment. */
  readonly started?: string;
  readonly locks?: readonly string[];
  readonly conditions?: readonly string[];
};
export type SeedDesktop = Placed & {
  readonly status?: string;
  readonly disks?: readonly ('system' | 'data')[];
  /** Its automatic snapshot policy. */
  readonly policy?: string;
};

/** An automatic snapshot policy, with the disks that it is attached to. */
export type SeedPolicy = Placed & {
  /** Hours from 0 to 23, of UTC+8. */
  readonly timePoints: readonly number[];
  /** Monday is 1, Sunday 7. */
  readonly repeatWeekdays: readonly number[];
  /** -1 is indefinitely. */
  readonly retentionDays: number;
  readonly disks?: readonly string[];
  /** Instances with one of these tags have it too. */
  readonly targetTags?: Tags;
  readonly copy?: { readonly region: string; readonly retentionDays?: number; readonly encrypted?: boolean; readonly kmsKeyId?: string };
  /** Made by the service itself. */
  readonly system?: boolean;
  readonly conditions?: readonly string[];
};

/** A lock of a snapshot, as `LockSnapshot` sets it. */
export type SeedLock = {
  readonly mode?: 'compliance';
  readonly days: number;
  /** The first hours, in which it can still be changed and removed. */
  readonly coolOffHours?: number;
  readonly created?: string;
  /** When its days begin to count; by default when it was locked. */
  readonly starts?: string;
};

/** A snapshot of a disk, whoever took it. The disk may be gone: then its `diskType` and `size` are those of the default disk. */
export type SeedSnapshot = Placed & {
  readonly disk: string;
  readonly description?: string;
  readonly modified?: string;
  /** Absent where it is kept indefinitely. */
  readonly retentionDays?: number;
  readonly diskType?: 'system' | 'data';
  /** Of the disk, in GiB. */
  readonly size?: number;
  readonly encrypted?: boolean;
  readonly kmsKeyId?: string;
  readonly type?: 'user' | 'auto';
  readonly category?: 'standard' | 'flash' | 'archive';
  readonly status?: 'progressing' | 'accomplished' | 'failed';
  readonly usage?: 'none' | 'image' | 'disk' | 'image_disk';
  /** The policy that took it. */
  readonly policy?: string;
  readonly lock?: SeedLock;
  /** The snapshot that it was copied from, and the region of that one. */
  readonly copyOf?: { readonly snapshot: string; readonly region: string };
  readonly conditions?: readonly string[];
};

/** A snapshot-consistent group of snapshots of the same seed. */
export type SeedGroup = Placed & {
  readonly description?: string;
  readonly instance?: string;
  readonly snapshots: readonly string[];
};

/** A snapshot of a desktop's disk. */
export type SeedDesktopSnapshot = Pick<Placed, 'id' | 'name' | 'region' | 'created'> & {
  readonly desktop: string;
  readonly diskType: 'system' | 'data';
  readonly description?: string;
  /** In GiB. */
  readonly size?: number;
  readonly status?: 'progressing' | 'accomplished' | 'failed';
  readonly creator?: string;
  /** When the service deletes it: then it is an automatic one. */
  readonly expires?: string;
};

/** An automatic snapshot policy of desktops; the desktops name it. */
export type SeedDesktopPolicy = Pick<Placed, 'id' | 'name' | 'region' | 'created'> & {
  /** `0 MINUTE HOURS ? * DAYS`, in UTC+8. */
  readonly cron: string;
  readonly retentionDays: number;
  /** Absent for all disks. */
  readonly diskType?: 'system' | 'data';
};

/** An access key. Without any in the seed there is one, fixed, of the account itself. */
export type SeedKey = {
  readonly id: string;
  readonly secret: string;
  /** The security token that belongs to it, where STS issued it. */
  readonly token?: string;
  /** When the token expires, as a moment. */
  readonly expires?: string;
  readonly disabled?: boolean;
  /** The RAM user, or the role, that it belongs to. */
  readonly user?: string;
  readonly role?: string;
  /** What it may do, such as `ecs:Describe*`; everything, where this is absent. `deny` wins. */
  readonly allow?: readonly string[];
  readonly deny?: readonly string[];
  /** Policies of RAM that have to allow it too: actions on resources. */
  readonly policies?: readonly RamPolicy[];
};

/** What an account of a seed may have. */
export type SeedContent = {
  readonly resourceGroups?: readonly string[];
  /** The KMS keys with their state; without this every key can be used. */
  readonly kmsKeys?: { readonly [id: string]: string };
  readonly keys?: readonly SeedKey[];
  readonly roles?: readonly Role[];
  readonly oidcProviders?: readonly OidcProvider[];
  readonly instances?: readonly SeedInstance[];
  readonly disks?: readonly SeedDisk[];
  readonly desktops?: readonly SeedDesktop[];
  readonly policies?: readonly SeedPolicy[];
  readonly snapshots?: readonly SeedSnapshot[];
  readonly groups?: readonly SeedGroup[];
  readonly desktopPolicies?: readonly SeedDesktopPolicy[];
  readonly desktopSnapshots?: readonly SeedDesktopSnapshot[];
};

/** The lists of resources, in an order in which what is named comes before what names it. */
export const sections = [
  'instances',
  'disks',
  'desktopPolicies',
  'desktops',
  'policies',
  'snapshots',
  'groups',
  'desktopSnapshots',
] as const;
export type SeedSection = (typeof sections)[number];

/** An account beside the default one; nobody but its own keys and roles sees what it has. */
export type SeedAccount = SeedContent & { readonly id: string };

/** The initial state of a local cloud; everything but the ids has a default. */
export type Seed = SeedContent & {
  /** The default account, which has what is not below `accounts`. */
  readonly account?: string;
  readonly accounts?: readonly SeedAccount[];
  /** The region of resources that name none. */
  readonly region?: string;
  /** The regions that exist; by default all known ones. */
  readonly regions?: readonly string[];
  /** What a region does not support: `instant-access`, `groups`, `policies`. */
  readonly lacks?: { readonly [region: string]: readonly string[] };
};
