import type { Path } from '../base/diagnostic.ts';
import type { ProblemFix } from '../base/issue.ts';
import type { Json } from '../base/json.ts';
import type { Fields, PropsOf, Relation, RejectedKeys, Target } from '../fields/field.ts';
import type { Service } from '../facts/services.ts';
import type { Owner } from './ownership-tags.ts';

/** A record of canonical values: equal meaning, equal JSON. */
export type Props = { readonly [field: string]: Json };

/** A place inside an entry, and what is wrong there; the stage that asked adds the file. */
export type Problem = {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  /** Relative to the entry. */
  readonly path: Path;
  readonly label?: string;
  readonly related?: readonly { readonly path: Path; readonly message: string }[];
  readonly help?: string;
  readonly notes?: readonly string[];
  readonly sources?: readonly { readonly page: string; readonly read: string }[];
};

/** What a compiler found: a problem, and how it can be mended. */
export type CompileProblem = Problem & { readonly fix?: ProblemFix };

/** What an entry needs from outside itself to be compiled. */
export type CompileContext = {
  readonly stack: string;
  readonly key: string;
  readonly region: string;
  /** Civil year of the run, in UTC: daylight saving is judged over the five years from it. */
  readonly year: number;
};

/** One entry of the spec in canonical form. */
export type Desired = {
  readonly section: string;
  readonly key: string;
  readonly address: string;
  readonly stack: string;
  /** Which taking is meant; `once` for what stands rather than being taken. */
  readonly occurrence: string;
  /** The occurrence was written without a variable, so that it does not change by itself. */
  readonly fixed: boolean;
  /** Milliseconds since 1970 after which it is never taken again. */
  readonly takeUntil?: number;
  /** What is backed up: a disk, an instance, sorted disks; null for what has no single target. */
  readonly target: Json;
  readonly props: Props;
  /** The values as the entry says them: in a list, an item has the place here that it has in the text. */
  readonly written: Props;
  /** Lines for a person beside the canonical values, such as local time beside UTC+8. */
  readonly summary: readonly string[];
  readonly file: string;
  readonly path: Path;
};

/** One thing in the cloud, in the canonical form of its kind. */
export type Live = {
  readonly section: string;
  readonly id: string;
  readonly owner?: Owner;
  /** A hash of ours that stands where there are no tags. */
  readonly marker?: string;
  readonly status: 'ready' | 'pending' | 'failed';
  /** What the API itself calls the status. */
  readonly statusText: string;
  /** As the API gave it: ISO 8601 in UTC, so that text order is time order. */
  readonly createdAt: string;
  /** Fields that cannot be read back are absent, and are not compared. */
  readonly props: Props;
};

/** Parameters under their wire names. `{ idOf: ADDRESS }` stands for the id of a thing that is still to be made. */
export type Params = { readonly [name: string]: Param };
export type Param = string | number | boolean | readonly Param[] | { readonly [name: string]: Param };

/** A call that only reads. What plans is given nothing else to send. */
export type ReadCall = { readonly reads: true; readonly service: Service; readonly action: string; readonly params: Params };
/** A call that changes something. */
export type WriteCall = { readonly writes: true; readonly service: Service; readonly action: string; readonly params: Params };

/** How a listing goes on: by a token until it is empty, or by page number up to the total. */
export type Paging = { readonly type: 'token'; readonly size: number } | { readonly type: 'number'; readonly size: number };

/** A listing: its first call, how it goes on, and where the items are in a reply. */
export type Listing = { readonly call: ReadCall; readonly paging: Paging; readonly items: readonly string[] };

/** How a difference in a canonical field is carried out. */
export type Role =
  /** by the kind's modify call */
  | 'modify'
  /** not at all: it belongs to the taking, and stands until the next occurrence */
  | 'taking'
  /** not at all: another target under the same address and occurrence is refused */
  | 'target'
  /** by tagging */
  | 'tags'
  /** by joining another resource group */
  | 'group'
  /** by attaching and detaching */
  | 'attachments';

/** Which live things a listing of targets must hold. */
export type Need = { readonly target: Target; readonly ids: readonly string[] } | { readonly target: Target; readonly all: true };

/** A disk, an instance or a desktop, as far as a spec can speak of it. */
export type TargetResource = {
  readonly target: Target;
  readonly id: string;
  readonly status: string;
  readonly tags: { readonly [key: string]: string };
  /** The instances that a disk is attached to. */
  readonly instanceIds: readonly string[];
  /** What decides whether it can be protected at all, in words; absent where it can. */
  readonly unsupportedReason?: string;
};

/** Live targets by id. An id that was asked for and is not there does not exist. */
export type Inventory = { readonly [T in Target]: ReadonlyMap<string, TargetResource> };

/** What is chosen by a selector, and what was wrong with it. */
export type Selection = { readonly ids: readonly string[]; readonly problems: readonly Problem[] };

/** The identity of what is created, as the create call carries it. */
export type Identity = { readonly region: string; readonly token: string; readonly owner: Owner; readonly marker: string };

/** Attachments of a kind: what a policy protects. */
export type Attachments<C> = {
  readonly field: string;
  readonly target: Target;
  /** Ids in one call; the service states no limit, so this one is ours. */
  readonly batch: number;
  readonly listing: (region: string, id: string) => Listing;
  readonly idOf: (item: Json) => string;
  readonly needs: (canonical: C) => readonly Need[];
  readonly select: (canonical: C, inventory: Inventory) => Selection;
  readonly attach: (region: string, id: Param, ids: readonly string[]) => WriteCall;
  readonly detach: (region: string, id: Param, ids: readonly string[]) => WriteCall;
};

/** An entry in canonical form, or what no call can say. */
export type Compiled<C> = {
  readonly value: C | undefined;
  readonly problems: readonly CompileProblem[];
  readonly summary?: readonly string[];
};

/** The SDK's request models of a kind's operations, by action; loaded by the cloud's client alone. */
export type LoadRequests = () => Promise<{ readonly requests: { readonly [action: string]: unknown } }>;

/** All that a kind says about itself. `C` is its canonical form. */
export type KindDefinition<Fs extends Fields, C extends Props> = {
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
  /** Whether it stands and is changed, or is taken once for every occurrence. */
  readonly lifecycle: 'standing' | 'taken';
  readonly service: Service;
  /** Where ownership is written: tags of the create call, or a marker at the end of the description. */
  readonly ownership: 'tags' | 'marker';
  readonly compile: (props: PropsOf<Fs>, context: CompileContext) => Compiled<C>;
  readonly target: (canonical: C) => Json;
  readonly needs: (canonical: C) => readonly Need[];
  readonly roles: { readonly [K in keyof C]: Role };
  /** Why a field that is normally changed in place cannot take this value; undefined where it can. */
  readonly immutableReason?: (field: string, before: Json, after: Json) => string | undefined;
  /** Whether a shorter or smaller value of the field weakens what is protected. */
  readonly reducesProtection?: (field: string, before: Json, after: Json) => boolean;
  /** The canonical fields that the compiler's `summary` lines explain. */
  readonly summaryFields?: readonly (keyof C & string)[];
  /** Whether the cloud releases it by itself when its retention is over. */
  readonly expires?: (canonical: C) => boolean;
  /** What a person should know of differences that cannot be read back field by field. */
  readonly notes?: (canonical: C, live: Live) => readonly string[];
  readonly listing: (region: string) => Listing;
  readonly parse: (item: Json) => Live | undefined;
  /** The member of the create call's reply that holds the new id. */
  readonly createdId: string;
  /** Whether the create call takes a ClientToken. */
  readonly takesToken: boolean;
  readonly create: (canonical: C, identity: Identity) => WriteCall;
  readonly modify?: (canonical: C, fields: readonly string[], id: string, region: string) => WriteCall;
  /** The ResourceType of TagResources and JoinResourceGroup. */
  readonly resourceType?: string;
  readonly attachments?: Attachments<C>;
  readonly requests: LoadRequests;
};

/** A kind as the stages see it: its own types are erased on the way into the registry. */
export type Kind = KindDefinition<Fields, Props>;

/** Declares a kind. The one cast of the registry is here. */
export function kind<const Fs extends Fields, C extends Props>(definition: KindDefinition<Fs, C>): Kind {
  return definition as unknown as Kind;
}
