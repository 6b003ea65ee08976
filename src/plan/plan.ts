import type { Diagnostic } from '../base/diagnostic.ts';
import { hasErrors } from '../base/diagnostic.ts';
import type { formatVersion } from '../base/format-version.ts';
import type { Change, FieldChange, TagChange } from '../diff/change.ts';
import type { WriteCall } from '../kinds/calls.ts';
import type { Props } from '../kinds/desired.ts';
import type { Selection } from '../kinds/targets.ts';

/** The harm that an operation can do: none, cost, less protection, or a loss that cannot be undone. */
export type Risk = 'safe' | 'costly' | 'reduces-protection' | 'irreversible';

/** What an operation does to its resource. */
export type Action = 'create' | 'modify' | 'untag' | 'tag' | 'join' | 'attach' | 'detach';

/** One call that apply will send. Plain data: it can be read, saved and compared. */
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
  /** Of a create: the ClientToken, which is also the value of the owner's `op` tag. */
  readonly token?: string;
  /** Of a create of a kind without tags: the hash at the end of its description. */
  readonly marker?: string;
  /** Ids of the operations that have to succeed first. */
  readonly after: readonly string[];
};

/** One entry of the spec in a plan. */
export type PlanEntry = {
  readonly address: string;
  readonly title: string;
  readonly outcome: Change['type'];
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
  /** What its selector chooses, item by item. */
  readonly selection?: Pick<Selection, 'ids' | 'passedOver' | 'items'>;
  /** Facts to know, without anything to do. */
  readonly notes: readonly string[];
  /** Why it is refused, and what to do. */
  readonly refusal?: { readonly reason: string; readonly help: string };
};

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
  readonly calls: { readonly made: number; readonly toMake: number };
};

/** Whether the plan may be applied: a refusal or a failed preflight stops all of it. */
export function planStatus(plan: Plan): 'ready' | 'refused' | 'failed' {
  if (plan.entries.some((entry) => entry.outcome === 'refused')) return 'refused';
  return hasErrors(plan.problems) ? 'failed' : 'ready';
}
