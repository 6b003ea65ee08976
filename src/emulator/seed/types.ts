import type { Tags } from '../../kinds/ownership-tags.ts';

/** What every thing of a seed may say. */
export type Placed = {
  readonly id: string;
  readonly name?: string;
  readonly region?: string;
  readonly tags?: Tags;
  readonly resourceGroup?: string;
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
  readonly locks?: readonly string[];
  readonly conditions?: readonly string[];
};
export type SeedDesktop = Placed & { readonly status?: string; readonly disks?: readonly ('system' | 'data')[] };

/** A key that may call. Without any in the seed there is one, fixed, of the account itself. */
export type SeedKey = {
  readonly id: string;
  readonly secret: string;
  /** The security token that belongs to it, where STS gave it. */
  readonly token?: string;
  /** When the token ends, as a moment. */
  readonly expires?: string;
  readonly disabled?: boolean;
  /** The RAM user, or the role, that it belongs to. */
  readonly user?: string;
  readonly role?: string;
  /** What it may do, such as `ecs:Describe*`; everything, where nothing is said. What is denied, is denied. */
  readonly allow?: readonly string[];
  readonly deny?: readonly string[];
};

/** What a local cloud starts from; everything but the ids has a default. */
export type Seed = {
  readonly account?: string;
  /** Where things are that name no region. */
  readonly region?: string;
  /** The regions that exist; by default all that are known. */
  readonly regions?: readonly string[];
  readonly resourceGroups?: readonly string[];
  /** What a region does not support: `instant-access`, `groups`, `policies`. */
  readonly lacks?: { readonly [region: string]: readonly string[] };
  /** The KMS keys with their state; without this every key can be used. */
  readonly kmsKeys?: { readonly [id: string]: string };
  readonly keys?: readonly SeedKey[];
  readonly instances?: readonly SeedInstance[];
  readonly disks?: readonly SeedDisk[];
  readonly desktops?: readonly SeedDesktop[];
};
