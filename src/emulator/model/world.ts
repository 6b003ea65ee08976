import type { Refusal } from '../../facts/fact.ts';
import type { Settings } from './settings.ts';
import type { Range } from '../../facts/fact.ts';
import type { Service } from '../../facts/services.ts';
import type { Tags } from '../../kinds/ownership-tags.ts';
import type { ArgsOf, Parameters } from './parameters.ts';

/**
 * What a kind's `emulate.ts` speaks: the world of the local cloud, and operations on it.
 * A world is plain data that JSON can hold. An operation changes it in place, and only after every
 * check has passed, so that a refused call leaves no trace.
 */
export type World = {
  readonly format: 1;
  readonly account: string;
  /** The first one is where things are unless something else is said. */
  readonly regions: readonly string[];
  readonly resourceGroups: readonly string[];
  settings: Settings;
  /** Up to when what happens by the clock has happened; absent until the first call. */
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
  /** What the kinds keep, by section. */
  readonly resources: { [section: string]: Table<Thing> };
  /** Answers to calls that carried a ClientToken. */
  readonly tokens: { [token: string]: TokenRecord };
};

/** Things in the order in which they were made. */
export type Table<T> = T[];

/** What everything in the cloud has. Times are milliseconds since 1970. */
export type Thing = {
  readonly id: string;
  readonly serial: number;
  readonly regionId: string;
  readonly createdAt: number;
  tags: Tags;
  /** Empty for the default one. */
  resourceGroupId: string;
  /** What its tags were before they were set last, and when that was. */
  tagged?: { readonly before: Tags; readonly at: number };
  /** What is out of the ordinary about it, such as that it is being moved. */
  conditions?: readonly string[];
};

export type Disk = Thing & {
  name: string;
  zoneId: string;
  status: string;
  readonly type: 'system' | 'data';
  readonly category: string;
  /** GiB. */
  size: number;
  instanceIds: readonly string[];
  /** When it was last attached; null where it never was. */
  attachedAt: number | null;
  readonly multiAttach: 'Disabled' | 'Enabled' | 'LegacyShared';
  readonly encrypted: boolean;
  readonly kmsKeyId: string;
  locks: readonly string[];
};

export type Instance = Thing & {
  name: string;
  zoneId: string;
  status: string;
  /** When it was last started; null where it never was. */
  startedAt: number | null;
  locks: readonly string[];
};

export type Desktop = Thing & {
  name: string;
  status: string;
  readonly disks: readonly { readonly id: string; readonly type: 'system' | 'data'; readonly size: number }[];
};

export type TokenRecord = {
  /** The parameters of the first call, in canonical form. */
  readonly asked: string;
  /** Absent where the call was refused, and its token is spent. */
  readonly reply?: ReplyBody;
  readonly at: number;
};

/** The members of a reply; undefined ones are left out. */
export type WireValue = undefined | null | boolean | number | string | readonly WireValue[] | { readonly [name: string]: WireValue };
export type ReplyBody = { readonly [name: string]: WireValue };

/** A refusal with the service's own words. */
export type Answer = Refusal & { readonly message: string };

/** What the service refuses a call with. An empty message is filled in from the documented ones. */
export class RefusedCall extends Error {
  readonly code: string;
  readonly status: number;

  constructor(answer: Refusal & { readonly message?: string }) {
    super(answer.message ?? '');
    this.name = 'ApiError';
    this.code = answer.code;
    this.status = answer.status;
  }
}

/** What an operation is given: nothing else may influence its answer. */
export type OperationContext<A> = {
  readonly world: World;
  readonly now: number;
  readonly args: A;
  /** From the region parameter, or from the endpoint; undefined where the endpoint serves all regions. */
  readonly region: string | undefined;
  readonly account: string;
  /** The RAM user or role that calls; absent for the account itself. */
  readonly caller?: Caller;
};

export type Caller = { readonly type: 'user' | 'role'; readonly name: string };

/** One operation of a service: what it takes, and how it answers. */
export type ServiceOperation = {
  readonly service: Service;
  readonly action: string;
  /** Whether it changes nothing. */
  readonly reads: boolean;
  readonly params: Parameters;
  readonly run: (context: OperationContext<never>) => ReplyBody;
};

/** Declares an operation; its arguments get their types from its table of parameters. */
export function defineOperation<const P extends Parameters>(definition: {
  readonly service: Service;
  readonly action: string;
  readonly reads: boolean;
  readonly params: P;
  readonly run: (context: OperationContext<ArgsOf<P>>) => ReplyBody;
}): ServiceOperation {
  return definition as ServiceOperation;
}

/** What a kind adds to the listing of disks: filters, and members of a disk. */
export type DiskView = {
  readonly params: Parameters;
  readonly keeps: (world: World, disk: Disk, args: { readonly [name: string]: unknown }) => boolean;
  readonly members: (world: World, disk: Disk) => ReplyBody;
};

/** How the service answers for a kind. */
export type ResourceService = {
  readonly operations: readonly ServiceOperation[];
  /** Brings what the kind keeps to this moment, before a call is answered. */
  readonly advance?: (world: World, now: number) => void;
  readonly diskView?: DiskView;
  /** Quotas that the settings can change, by their rows. */
  readonly quotas?: readonly Range[];
  /** Every documented answer that its operations give by name of their own. */
  readonly errors: { readonly [name: string]: Answer };
};
