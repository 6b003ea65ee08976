import type { Issue } from '../base/issue.ts';
import type { Target } from '../fields/field.ts';

/** Which live resources a listing of targets must hold. */
export type Need = { readonly target: Target; readonly ids: readonly string[] } | { readonly target: Target; readonly all: true };

/** A disk, an instance or a desktop, as far as a spec can refer to it. */
export type TargetResource = {
  readonly target: Target;
  readonly id: string;
  readonly status: string;
  readonly tags: { readonly [key: string]: string };
  /** The instances that a disk is attached to. */
  readonly instanceIds: readonly string[];
  /** Why it cannot be protected, as a clause; absent where it can. */
  readonly unsupportedReason?: string;
};

/** Live targets by id. An id that was asked for and is missing does not exist. */
export type Inventory = { readonly [T in Target]: ReadonlyMap<string, TargetResource> };

/** What a selector matches, and what is wrong with it. Paths of issues begin at the entry. */
export type Selection = { readonly ids: readonly string[]; readonly issues: readonly Issue[] };
