import type { Range } from '../../facts/fact.ts';
import type { Service } from '../../facts/services.ts';
import type { ArgsOf, Parameters } from './parameters.ts';
import type { ServiceError } from './refused-call.ts';
import type { ReplyBody } from './wire-value.ts';
import type { Disk, World } from './world.ts';

/** The RAM user or role that calls. */
export type Caller = {
  readonly type: 'user' | 'role';
  readonly name: string;
  /** The name of a role's session. */
  readonly session?: string;
};

/** What an operation is given: nothing else may influence its reply. */
export type OperationContext<A> = {
  /** That of the account. */
  readonly world: World;
  /** That of the default account, from which the others are found. */
  readonly root: World;
  readonly now: number;
  readonly args: A;
  /** From the region parameter, or from the endpoint; undefined where the endpoint serves all regions. */
  readonly region: string | undefined;
  readonly account: string;
  /** Absent for the account itself. */
  readonly caller?: Caller;
};

/** One operation of a service: its parameters, and how it replies. */
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

/** What a service adds to the listing of disks: filters, and members of a disk. */
export type DiskExtension = {
  readonly params: Parameters;
  readonly matches: (world: World, disk: Disk, args: { readonly [name: string]: unknown }) => boolean;
  readonly members: (world: World, disk: Disk, args: { readonly [name: string]: unknown }) => ReplyBody;
};

/** The ResourceType of a service's resources in the operations on tags, and whether it can join a resource group. */
export type TaggableType = {
  readonly name: string;
  readonly joinsGroups: boolean;
  /** The setting by which the operations on tags do not know it. */
  readonly refusedBy?: 'groupTagsRefused';
};

/** The operations on one sort of resource. */
export type ResourceService = {
  readonly operations: readonly ServiceOperation[];
  /** The documented errors of its operations. */
  readonly errors: { readonly [name: string]: ServiceError };
  /** Where its resources are in `World.resources`. */
  readonly section?: string;
  readonly resourceType?: TaggableType;
  /** Does what is due by this moment, before a call is answered. */
  readonly advance?: (world: World, now: number) => void;
  readonly diskExtension?: DiskExtension;
  /** Quotas that the settings can change, by their rows. */
  readonly quotas?: readonly Range[];
};
