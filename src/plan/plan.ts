import type { Json } from '../base/json.ts';
import type { Diagnostic, Place } from '../base/diagnostic.ts';
import { hasErrors } from '../base/diagnostic.ts';
import type { formatVersion } from '../base/format-version.ts';
import type { Difference, FieldChange, TagChange } from '../diff/change.ts';
import type { Unchecked } from '../diff/live-state.ts';
import type { WriteCall } from '../kinds/calls.ts';
import type { Props } from '../kinds/desired.ts';
import type { Selection } from '../kinds/targets.ts';
import type { Against } from './compared.ts';
import type { Gate } from './gate.ts';

/** The harm that an operation can do: none, cost, less protection, or a loss that cannot be undone. */
export type Risk = 'safe' | 'costly' | 'reduces-protection' | 'irreversible';

/** What an operation does to its resource. */
export type Action = 'create' | 'modify' | 'untag' | 'tag' | 'join' | 'attach' | 'reattach' | 'detach' | 'delete';

/** One call that apply will send, or for a reattach two. Plain data: it can be read, saved and compared. */
export type Operation = {
  /** Unique in the plan, and the same for the same plan. */
  readonly id: string;
  readonly address: string;
  /** The section of the spec, which is that of the kind. */
  readonly section: string;
  /** The id of the resource; absent where an operation of this plan creates it. */
  readonly resourceId?: string;
  readonly action: Action;
  /** What it does, as a short phrase for a person. */
  readonly why: string;
  readonly risk: Risk;
  /** `{ idOf: ADDRESS }` in its parameters is replaced by the id that an earlier operation returns. */
  readonly call: WriteCall;
  /** Of an attach, reattach or detach: what it attaches or detaches. Of a delete: what is attached to what it deletes. */
  readonly ids?: readonly string[];
  /** Of a create: the ClientToken, which is also the value of the owner's `op` tag. */
  readonly token?: string;
  /** Of a create: what the token says, so that the next one can be made where this one is spent. */
  readonly taking?: Taking;
  /** Of a create of a kind without tags: the hash at the end of its description. */
  readonly marker?: string;
  /** Of a modify: the canonical values that the resource has afterwards. */
  readonly sets?: Props;
  /** Of a tag: the keys that have another value now. */
  readonly overwrites?: readonly string[];
  /** The marks that the plan has seen, where they are set or taken off, or are those of a former name. */
  readonly marksBefore?: { readonly [key: string]: string };
  /** Of a reattach: what it is taken off first, and put back under if it cannot be attached. */
  readonly from?: TakenOff;
  /** Of an attach or reattach to what exists: when that was created, as the API gave it. */
  readonly createdAt?: string;
  /** Of a detach or delete: the address of the entry that each id is under afterwards, and is seen under first. */
  readonly movedTo?: { readonly [id: string]: string };
  /** Ids of the operations that have to succeed first. */
  readonly after: readonly string[];
  /** Why this run does not send it. */
  readonly held?: Held;
};

/** Which taking of a backup a create is. */
export type Taking = {
  readonly occurrence: string;
  /** What is backed up; null for what has no single target. */
  readonly target: Json;
  /** Which attempt. */
  readonly generation: number;
  /** What the marks of the entry said before, by `moved`: what carries them is the entry's as well. */
  readonly formerly?: readonly { readonly stack: string; readonly address: string }[];
  /** Ids that the spec lets go of: a token that names one of them is spent. */
  readonly letGo?: readonly string[];
};

/** Where something is attached that is at its limit, and the call that takes it off. */
export type TakenOff = { readonly id: string; readonly address: string; readonly call: WriteCall };

/** Why an operation is held back, and whether that is a refusal or a failure. */
export type Held = { readonly cause: 'refused' | 'failed'; readonly reason: string };

/** What becomes of an entry. */
export type EntryOutcome = 'create' | 'update' | 'unchanged' | 'closed' | 'refused' | 'unmanaged' | 'adopt' | 'move' | 'delete' | 'forget';

/** One entry of the spec in a plan. */
export type PlanEntry = {
  readonly address: string;
  /** Where the spec declares it; absent where it does not. */
  readonly place?: Place;
  readonly title: string;
  readonly outcome: EntryOutcome;
  readonly occurrence?: string;
  readonly id?: string;
  readonly status?: string;
  /** The service is still creating it. */
  readonly pending?: true;
  /** Lines for a person beside the canonical values, such as local time beside UTC+8. */
  readonly summary: readonly string[];
  /** The canonical fields that `summary` explains. */
  readonly summaryFields: readonly string[];
  /** The values of a new resource. */
  readonly values: Props;
  readonly fields: readonly FieldChange[];
  readonly tags?: TagChange;
  readonly group?: { readonly before: string; readonly after: string };
  readonly attach: readonly string[];
  readonly detach: readonly string[];
  /** Of what is attached: what is at its limit, and so is taken off another resource of the stack first. */
  readonly reattach?: readonly Reattached[];
  /** Fields that differ from the spec and stay as they are. */
  readonly stays?: readonly Difference[];
  /** Keys of tags that the spec does not list and that stay. */
  readonly keptTags?: readonly string[];
  /** What its selector chooses, item by item. */
  readonly selection?: Pick<Selection, 'ids' | 'passedOver' | 'items'>;
  /** Facts to know, without anything to do. */
  readonly notes: readonly string[];
  /** Ids of further backups of the same entry and occurrence. */
  readonly twins?: readonly string[];
  /** Ids of those that failed, and do not count. */
  readonly failed?: readonly string[];
  /** What may be the entry's, and what does not fit. */
  readonly doubtful?: readonly { readonly id: string; readonly why: string }[];
  /** Why it is refused, wholly or in part, and what to do. */
  readonly refusal?: {
    readonly reason: string;
    readonly help: string;
    /** What the service would answer, where it would refuse it itself. */
    readonly code?: string;
  };
};

/** Something that is taken off one resource, of that entry, before it is attached to another. */
export type Reattached = { readonly id: string; readonly from: string; readonly entry: string };

/** How many calls, by operation of the API. */
export type CallCounts = { readonly [action: string]: number };

/** Everything that apply will do, and why. */
export type Plan = {
  readonly formatVersion: typeof formatVersion;
  readonly kind: 'snapspec.plan';
  readonly stack: string;
  readonly account: string;
  readonly region: string;
  readonly entries: readonly PlanEntry[];
  readonly operations: readonly Operation[];
  /** Findings about the spec that only the live state shows. */
  readonly problems: readonly Diagnostic[];
  /** What loses protection, and whether that is approved. */
  readonly gate: Gate;
  /** Addresses that the run was told to leave out. */
  readonly leftOut: readonly string[];
  /** Sections that the spec does not use and that may not be read, with the code of the refusal. */
  readonly unchecked: readonly Unchecked[];
  /** Where its differences come from, given the spec as another commit has it. */
  readonly against?: Against;
  readonly calls: {
    readonly made: number;
    readonly toMake: number;
    /** The same by operation of the API; a call that was sent again counts once. */
    readonly byAction: { readonly made: CallCounts; readonly toMake: CallCounts };
  };
};

/** Whether it takes something off or away: that comes after everything else. */
export const takesAway = ({ action, risk }: Pick<Operation, 'action' | 'risk'>): boolean => action === 'detach' || risk !== 'safe';

/** The calls of an operation, in their order. */
export const callsOf = ({ call, from }: Pick<Operation, 'call' | 'from'>): readonly WriteCall[] => (from ? [from.call, call] : [call]);

/** The operations that apply sends. */
export const sentOperations = (plan: Plan): readonly Operation[] => plan.operations.filter(({ held }) => held === undefined);

/** How the plan ends a run, whatever else of it is carried out: something is refused, or something failed a check. */
export function planStatus(plan: Plan): 'ready' | 'refused' | 'failed' {
  const refused = plan.entries.some(({ refusal }) => refusal !== undefined) || withTwins(plan).length > 0 || !plan.gate.passed;
  if (refused) return 'refused';
  return hasErrors(plan.problems) ? 'failed' : 'ready';
}

/** The entries with more than one backup of an occurrence. */
export const withTwins = (plan: Plan): readonly PlanEntry[] => plan.entries.filter(({ twins }) => twins !== undefined);
