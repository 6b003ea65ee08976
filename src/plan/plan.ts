import type { Diagnostic } from '../base/diagnostic.ts';
import { hasErrors } from '../base/diagnostic.ts';
import type { Change, FieldChange, TagChange } from '../diff/change.ts';
import type { WriteCall } from '../kinds/calls.ts';
import type { Props } from '../kinds/desired.ts';

/** How much an operation can harm: nothing, money, protection, or for ever. */
export type Risk = 'safe' | 'costly' | 'reduces-protection' | 'irreversible';

/** What an operation does to its thing. */
export type Action = 'create' | 'modify' | 'untag' | 'tag' | 'join' | 'attach' | 'detach';

/** One call that apply will send. Plain data: it can be read, saved and compared. */
export type Operation = {
  /** Unique in the plan, and the same for the same plan. */
  readonly id: string;
  readonly address: string;
  readonly action: Action;
  /** What it does, in one line for a person. */
  readonly why: string;
  readonly risk: Risk;
  /** `{ idOf: ADDRESS }` in its parameters stands for an id that an earlier operation returns. */
  readonly call: WriteCall;
  /** The hash that names the taking: the ClientToken, and the value of the owner's `op` tag. */
  readonly token?: string;
  /** Operations that must have been done. */
  readonly after: readonly string[];
};

/** What a plan says of one entry. */
export type PlanEntry = {
  readonly address: string;
  readonly title: string;
  readonly outcome: Change['type'];
  readonly occurrence?: string;
  readonly id?: string;
  readonly status?: string;
  /** The service is still making it. */
  readonly pending?: true;
  /** What the values mean, in words a person uses: local time beside UTC+8. */
  readonly summary: readonly string[];
  /** The canonical fields that `summary` explains. */
  readonly summaryFields: readonly string[];
  /** The values of what is new. */
  readonly values: Props;
  readonly fields: readonly FieldChange[];
  readonly tags?: TagChange;
  readonly group?: { readonly before: string; readonly after: string };
  readonly attach: readonly string[];
  readonly detach: readonly string[];
  /** Things that are so, and nothing to do about. */
  readonly notes: readonly string[];
  /** Why it is refused, and the way out. */
  readonly refusal?: { readonly reason: string; readonly help: string };
};

/** Everything that apply will do, and why. */
export type Plan = {
  readonly formatVersion: '1.0';
  readonly kind: 'snapspec.plan';
  readonly stack: string;
  readonly account: string;
  readonly region: string;
  readonly entries: readonly PlanEntry[];
  readonly operations: readonly Operation[];
  /** What live reads showed to be wrong with the spec. */
  readonly problems: readonly Diagnostic[];
  readonly calls: { readonly made: number; readonly toMake: number };
};

/** Whether the plan may be applied: a refusal or a failed preflight stops all of it. */
export function planStatus(plan: Plan): 'ready' | 'refused' | 'failed' {
  if (plan.entries.some((entry) => entry.outcome === 'refused')) return 'refused';
  return hasErrors(plan.problems) ? 'failed' : 'ready';
}
