import type { Issue } from '../base/issue.ts';
import type { Target } from '../fields/field.ts';

/** Which live resources a listing of targets must hold. */
export type Need = { readonly target: Target; readonly ids: readonly string[] } | { readonly target: Target; readonly all: true };

/** What preflight knows of a target beside its status; absent where the service says nothing. */
export type TargetCondition = {
  /** Of a disk, in GiB. */
  readonly size?: number;
  /** Of a disk: whether several instances can attach it. */
  readonly multiAttach?: string;
  /** Of a disk: when it was attached last; empty where it never was. */
  readonly attachedTime?: string;
  /** Of a disk: when it expires. */
  readonly expiredTime?: string;
  /** Of an encrypted disk. */
  readonly kmsKeyId?: string;
  /** Of an instance: when it was started last; empty where it never was. */
  readonly startTime?: string;
  /** Of an instance that is set up to hibernate. */
  readonly hibernates?: true;
  /** Of a desktop: the sorts of disks that it has, in lower case. */
  readonly diskTypes?: readonly string[];
  /** Why it is locked. */
  readonly locks?: readonly string[];
};

/** A disk, an instance or a desktop, as far as a spec can refer to it. */
export type TargetResource = TargetCondition & {
  readonly target: Target;
  readonly id: string;
  readonly status: string;
  readonly tags: { readonly [key: string]: string };
  /** The instances that a disk is attached to. */
  readonly instanceIds: readonly string[];
  readonly name?: string;
  /** Of a disk: what selectors choose by, as the service spells it; absent where it says nothing. */
  readonly type?: string;
  readonly category?: string;
  readonly zone?: string;
  readonly resourceGroupId?: string;
  /** Why it cannot be protected, as a clause; absent where it can. */
  readonly unsupportedReason?: string;
};

/** Live targets by id. An id that was asked for and is missing does not exist. */
export type Inventory = { readonly [T in Target]: ReadonlyMap<string, TargetResource> };

/** One item of a selector, and what it matched before anything was left out. */
export type SelectedItem = {
  readonly list: 'any' | 'not';
  readonly index: number;
  /** The item in words. */
  readonly text: string;
  /** By what it chooses, where items of a sort are counted together. */
  readonly by: string;
  readonly matched: readonly string[];
};

/** What is wrong with a selector. Paths of the issue begin at the entry. */
export type SelectionIssue = {
  readonly issue: Issue;
  /** The ids that it is about; none where it is about the selector. */
  readonly about: readonly string[];
  /** What is selected may be less than what is meant: until this is settled nothing is detached. */
  readonly holdsDetaches: boolean;
  /** An error that `lint.rules` may weigh for plan and apply too. */
  readonly weighable?: true;
};

/** What a selector chooses. All ids are sorted. */
export type Selection = {
  /** What is to be attached. */
  readonly ids: readonly string[];
  /** What was chosen and cannot be protected: it is not attached, and not detached either. */
  readonly passedOver: readonly string[];
  readonly items: readonly SelectedItem[];
  readonly issues: readonly SelectionIssue[];
  /** An issue holds detaches back. */
  readonly incomplete: boolean;
  /** What `not` leaves out. */
  readonly excluded: readonly string[];
  /** What is attached and was not chosen stays attached, unless it is left out. */
  readonly keepsUnlisted: boolean;
  /** The list is empty in the spec: nothing is to be protected. */
  readonly emptyOnPurpose: boolean;
};
