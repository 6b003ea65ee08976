import type { Json } from '../base/json.ts';
import type { Service } from '../facts/services.ts';
import type { Fields, PropsOf, RejectedKeys, Relation } from '../fields/field.ts';
import type { Attachments } from './attachments.ts';
import type { Listing, LoadRequests, WriteCall } from './calls.ts';
import type { CompileContext, Compiled, Props } from './desired.ts';
import type { Identity } from './identity.ts';
import type { Live } from './live.ts';
import type { Loss } from './loss.ts';
import type { Preflight } from './preflight.ts';
import type { Removing } from './removing.ts';
import type { Need } from './targets.ts';

/** How a difference in a canonical field is applied. */
export type Role =
  /** by the kind's modify call */
  | 'modify'
  /** not at all: it belongs to the taking, and stays until the next occurrence */
  | 'taking'
  /** not at all: another target under the same address and occurrence is refused */
  | 'target'
  /** by tagging */
  | 'tags'
  /** by joining another resource group */
  | 'group'
  /** by attaching and detaching */
  | 'attachments';

/** What validation and documentation read. */
type Declaration<Fs extends Fields> = {
  /** Section of the spec, and first half of an address. */
  readonly section: string;
  /** First part of the codes of its findings. */
  readonly code: string;
  /** What a person calls one of them. */
  readonly title: string;
  readonly plural: string;
  readonly doc: string;
  /** One good entry: what reference pages show and their examples start from. */
  readonly example: { readonly [field: string]: Json };
  readonly fields: Fs;
  readonly relations: readonly Relation[];
  readonly rejectedKeys?: RejectedKeys;
};

/** What the compiler reads. */
type Compilation<Fs extends Fields, C> = {
  /** Standing resources are changed in place; taken ones are made once for every occurrence. */
  readonly lifecycle: 'standing' | 'taken';
  readonly compile: (props: PropsOf<Fs>, context: CompileContext) => Compiled<C>;
  readonly target: (canonical: C) => Json;
  /** The targets that something live may have been taken of, where its fields allow several; else `target` of them. */
  readonly liveTargets?: (canonical: C) => readonly Json[];
  /** Whether the cloud releases it by itself when its retention is over. */
  readonly expires?: (canonical: C) => boolean;
};

/** What reads the cloud. */
type Reading<C> = {
  readonly service: Service;
  readonly listing: (region: string) => Listing;
  /** What was made of one target; absent where the service lists only all of the kind. */
  readonly targetListing?: (region: string, target: Json) => Listing;
  /** Those with these ids, at most `batch` in a call; absent where the service lists only all of the kind. */
  readonly idListing?: { readonly batch: number; readonly listing: (region: string, ids: readonly string[]) => Listing };
  /** Undefined where the item lacks what identifies it and its owner: the listing is then incomplete. */
  readonly parse: (item: Json) => Live | undefined;
  readonly needs: (canonical: C) => readonly Need[];
  readonly attachments?: Attachments<C>;
  readonly preflight?: Preflight<C>;
};

/** What the diff reads. */
type Comparison<C> = {
  readonly roles: { readonly [K in keyof C]: Role };
  /** Why a field that is normally changed in place cannot take this value; undefined where it can. */
  readonly immutableReason?: (field: string, before: Json, after: Json) => string | undefined;
  /** Why no call can make this change of a field that is normally changed in place, and the way to it; undefined where one can. */
  readonly impossibleChange?: (field: string, before: Json, after: Json) => { readonly reason: string; readonly help: string } | undefined;
  /** What each thing that a resource protects loses, where the one becomes like the other. */
  readonly losses?: (before: C, after: C) => readonly Loss[];
  /** The canonical fields that the compiler's `summary` lines explain. */
  readonly summaryFields?: readonly (keyof C & string)[];
  /** Differences that cannot be read back field by field, in sentences. */
  readonly notes?: (canonical: C, live: Live) => readonly string[];
};

/** What makes and changes it. */
type Writing<C> = {
  /** Where ownership is written: tags of the create call, or a marker at the end of the description. */
  readonly ownership: 'tags' | 'marker';
  /** The operation of the create call. */
  readonly createAction: string;
  /** The member of the create call's reply that holds the new id. */
  readonly createdId: string;
  readonly create: (canonical: C, identity: Identity) => WriteCall;
  readonly modify?: (canonical: C, fields: readonly string[], id: string, region: string) => WriteCall;
  /** Absent where snapspec deletes none of the kind. */
  readonly removing?: Removing<C>;
  /** The ResourceType of TagResources and JoinResourceGroup. */
  readonly resourceType?: string;
  /** No page lists the ResourceType for tagging: whether the service knows it is asked before tags are planned. */
  readonly unlistedResourceType?: true;
  readonly requests: LoadRequests;
};

/** All facts of a kind. `C` is its canonical form. */
export type KindDefinition<Fs extends Fields, C extends Props> = Declaration<Fs> &
  Compilation<Fs, C> &
  Reading<C> &
  Comparison<C> &
  Writing<C>;

/** A kind as the stages see it: its own types are erased on the way into the registry. */
export type Kind = KindDefinition<Fields, Props>;

/** Declares a kind. The one cast of the registry is here. */
export function kind<const Fs extends Fields, C extends Props>(definition: KindDefinition<Fs, C>): Kind {
  return definition as unknown as Kind;
}
