import type { Diagnostic } from '../base/diagnostic.ts';
import { diagnosticAt } from '../base/issue.ts';
import type { Change } from '../diff/change.ts';
import type { Finding as LiveFinding, Part } from '../diff/finding.ts';
import { itemOf } from './missing-targets.ts';
import type { Finding, Subject } from '../kinds/preflight.ts';
import type { Kind } from '../kinds/kind.ts';
import { kindOf } from '../kinds/registry.ts';
import type { Desired, Props } from '../kinds/desired.ts';
import type { Inventory } from '../kinds/targets.ts';

/** A finding of preflight. While it is an error, what it is about is not to be sent; the rest of the stack is. */
export type PreflightIssue = Diagnostic & {
  /** The entry that it is about; absent where nothing of the stack can be done. */
  readonly address?: string;
  /** The one disk that it is about; absent where it is about the entry as a whole. */
  readonly target?: string;
  readonly blocks: Part;
};

export type Create = Change & { readonly type: 'create' };
export type Update = Change & { readonly type: 'update' };
/** A change that sends something. */
export type Sending = Create | Update;

export const sends = (change: Change): change is Sending => change.type === 'create' || change.type === 'update';

/** A finding of a kind, in its file. */
export const issueOf = (desired: Desired, blocks: Part, { issue, target }: Finding): PreflightIssue => ({
  ...diagnosticAt(issue, desired),
  address: desired.address,
  ...(target !== undefined && { target }),
  blocks,
});

export type EntrySubject = Subject<Props> & { readonly kind: Kind };

/** An entry as its kind looks at it. */
export const subjectOf = (desired: Desired, inventory: Inventory, now: number): EntrySubject => ({
  kind: kindOf(desired.section),
  canonical: desired.props,
  inventory,
  now,
  at: (field, id) => [field, ...(id === undefined ? [] : itemOf(desired, field, id))],
});

/** A finding as planning takes it: the trouble of one disk is that of the disk. */
export function preflightFinding({ address = '', target, blocks, ...diagnostic }: PreflightIssue): LiveFinding {
  return { diagnostic, address, about: target === undefined ? [] : [target], blocks, holdsDetaches: false };
}
