import { copiesPerMinute } from '../../facts/limits/copies.ts';

/** What is not published about the service, or what a test needs otherwise. */
export type Settings = {
  /** How long a snapshot is being taken. */
  snapshotSeconds: number;
  /** Whether snapshots that are being taken end as failed. */
  snapshotsFail: boolean;
  /** How long a call with a ClientToken counts as unfinished. */
  tokenSeconds: number;
  /** How long the answer to a ClientToken is remembered: null is indefinitely, 0 is not at all. */
  tokenLifeMs: number | null;
  /** Whether the ClientToken of a refused call stays failed, whatever is sent with it later. */
  tokenPoisoned: boolean;
  /** Whether a call that took effect spends its ClientToken, so that repeating it is answered as if it had failed. */
  tokenSpentByEffect: boolean;
  /**
   * For how long listings do not show what is new: resources by section (`*` is every section), `attachments`, `tags` set
   * later, and `createTags` set when a resource is created.
   */
  listLagMs: { readonly [what: string]: number };
  /** By how much each replica lags: a read is answered by one of them, which the seed of the faults decides. Empty for none. */
  replicaLagMs: readonly number[];
  /** How many disks one attaching or detaching call takes; null is any number. */
  attachLimit: number | null;
  /** Whether the snapshots of a group carry the tags of the group. */
  groupTagsOnMembers: boolean;
  /** Whether setting the retention that a snapshot already has is refused. */
  equalRetentionRefused: boolean;
  /** Whether a policy's new retention applies to its earlier snapshots too. */
  policyRetentionMoves: boolean;
  /** Whether a policy that encrypts no copies lists CopyEncryptionConfiguration, with `Encrypted` false. */
  plainCopyListed: boolean;
  /** Whether a copy into the policy's own region is refused. */
  sameRegionCopyRefused: boolean;
  /** Whether the operations on tags refuse groups, as a ResourceType that does not exist. */
  groupTagsRefused: boolean;
  /** Whether a group that was created by its disks lists the instance that they share. */
  diskGroupInstanceListed: boolean;
  /** Which of several policies a disk lists: the one attached first or last, or the one that the listing filters by. */
  listedPolicy: 'first' | 'last' | 'filter';
  /** Whether the category flash is refused, as for accounts that never had local snapshots, or listed as sent. */
  flashCategory: 'refused' | 'listed';
  /** Whether a snapshot that is kept indefinitely can be given a retention. */
  permanentRetentionSettable: boolean;
  /** How long a copy of a snapshot is being made. */
  copySeconds: number;
  /** Whether an encrypted copy into the region of its snapshot is refused as a plain one is. */
  encryptedCopyInRegionRefused: boolean;
  /** Whether a group is deleted without its locked snapshots; else the deletion is refused. */
  lockedMembersLeft: boolean;
  /** Whether an instance is reached by a policy of tags with any of them, or with all. */
  targetTagsMatch: 'any' | 'all';
  /** Whether disks that a policy reaches by tag are listed as associated with it, and counted. */
  tagAssociationsListed: boolean;
  /** Whether the account is invited to associate policies with tags. */
  tagAssociationInvited: boolean;
  /** Whether DescribeDesktops lists the policy of a desktop without IncludeAutoSnapshotPolicy. */
  desktopPolicyListed: boolean;
  /** Which day is 1 in the cron expression of a policy of desktops. */
  desktopCronDayOne: 'sunday' | 'monday';
  /** Whether a listing by PageSize without PageNumber gives a NextToken. */
  pageSizeGivesToken: boolean;
  /** Whether a tag that is set over another leaves its value. */
  tagValuesKept: boolean;
  /** Other quotas than the documented ones, by the row of the constraint catalogue. */
  quotas: { readonly [row: string]: number };
  /** Calls of an operation by account and region that one minute allows; `*` is every other operation. By default what a page states. */
  callsPerMinute: { readonly [action: string]: number };
  /** Whether new connections over TLS are served with a certificate of another CA than the one that was printed. */
  foreignCertificate: boolean;
  /** By how much replies are delayed: at least, and at most. */
  latencyMs: readonly [number, number];
  /** By how much the clock that judges the time of requests is ahead. */
  clockSkewSeconds: number;
};

/** The settings of a new world. */
export const defaultSettings: Settings = {
  snapshotSeconds: 1,
  snapshotsFail: false,
  tokenSeconds: 0,
  tokenLifeMs: null,
  tokenPoisoned: false,
  tokenSpentByEffect: false,
  listLagMs: {},
  replicaLagMs: [],
  attachLimit: null,
  groupTagsOnMembers: false,
  equalRetentionRefused: false,
  policyRetentionMoves: false,
  plainCopyListed: false,
  sameRegionCopyRefused: false,
  groupTagsRefused: false,
  diskGroupInstanceListed: true,
  listedPolicy: 'first',
  flashCategory: 'refused',
  permanentRetentionSettable: false,
  copySeconds: 60,
  encryptedCopyInRegionRefused: false,
  lockedMembersLeft: true,
  targetTagsMatch: 'any',
  tagAssociationsListed: false,
  tagAssociationInvited: true,
  desktopPolicyListed: false,
  desktopCronDayOne: 'sunday',
  pageSizeGivesToken: false,
  tagValuesKept: false,
  quotas: {},
  callsPerMinute: { CopySnapshot: copiesPerMinute.max },
  foreignCertificate: false,
  latencyMs: [0, 0],
  clockSkewSeconds: 0,
};
