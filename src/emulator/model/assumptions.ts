import type { Settings } from './settings.ts';

/** What no page states about the service, what the local cloud assumes, and the setting that tries another answer. */
export type Assumption = {
  readonly name: string;
  readonly question: string;
  readonly assumed: string;
  /** Settings to give for the other answer; absent where it cannot be tried. */
  readonly other?: Partial<Settings>;
};

const assumption = (name: string, question: string, assumed: string, other?: Partial<Settings>): Assumption => ({
  name,
  question,
  assumed,
  ...(other && { other }),
});

/** Every assumption, by what it is about. docs/assumptions.md is derived from it. */
export const assumptions: { readonly [about: string]: readonly Assumption[] } = {
  'Calls and parameters': [
    assumption('request-age', 'how far the time of a request may be off', '31 minutes (stated for V1 only)', { clockSkewSeconds: 1920 }),
    assumption(
      'unknown-caller',
      'an unknown key, action, version',
      '404 `InvalidAccessKeyId.NotFound`, 404 `InvalidAction.NotFound`, 400 `InvalidVersion`, as users report',
    ),
    assumption('missing-parameter', 'a missing parameter', '400 `MissingParameter`, unless the page of the operation has its own code'),
    assumption(
      'parameter-casing',
      'names of parameters in other letters',
      'unknown, and so ignored; but the region may be `RegionId` everywhere, as the older official clients send it',
    ),
    assumption('tag-without-value', 'a tag without its value', 'an empty value'),
    assumption(
      'unmatchable-filters',
      'filters about what disks and instances here do not have (images, networks, addresses, instance types, source snapshots)',
      'nothing matches',
    ),
    assumption(
      'ignored-target-filters',
      '`AdditionalAttributes`, `EnableShared`, `Filter` of DescribeDisks; `AdditionalAttributes`, `DeviceAvailable`, `Filter`, `Http…`, the charge and network types, `IoOptimized`, `NeedSaleCycle` of DescribeInstances',
      'ignored',
    ),
    assumption(
      'not-public',
      '`TagFilter` of ListTagResources, `CopyEncryptionConfiguration.Arn` and `StorageLocationArn` of policies, `AdditionalAttributes` of groups (not open to the public)',
      'ignored',
    ),
    assumption(
      'call-rates',
      'how many calls a minute',
      'any number, but for the documented one of CopySnapshot, counted by account and region',
      { callsPerMinute: { '*': 100 } },
    ),
    assumption(
      'sts-codes',
      'the codes for STS tokens',
      '400 `MissingSecurityToken`, `InvalidSecurityToken.MismatchWithAccessKey`, `InvalidSecurityToken.Expired`, as users report; the statuses are assumed',
    ),
    assumption(
      'forbidden',
      'a call that its key does not allow',
      '403 `Forbidden.RAM`, for `AssumeRole` 403 `NoPermission`; `GetCallerIdentity` is always allowed',
    ),
    assumption(
      'oidc-statuses',
      'the statuses of `AssumeRoleWithOIDC`',
      '400 for a token, 403 for `AuthenticationFail.NoPermission`, 404 `EntityNotExist.Role`; the pages state codes only',
    ),
    assumption(
      'oidc-order',
      'the order in which `AssumeRoleWithOIDC` checks',
      'the form of the token, the provider, issuer, signature, audience, expiry, the role, its trust',
    ),
    assumption('role-conditions', '`ExternalId`, `SourceIdentity`, conditions of trust policies beside audience and subject', 'ignored'),
    assumption(
      'expired-session',
      'for how long an expired session is known',
      'a day (`InvalidSecurityToken.Expired`), then `InvalidAccessKeyId.NotFound`',
    ),
    assumption(
      'ecd-codes',
      'the codes of ECD',
      '`MissingParameter`, `InvalidParameter`, `InvalidDesktopId.NotFound`; `IncorrectDesktopStatus` is assumed',
    ),
  ],
  'Tokens and listings': [
    assumption('token-scope', 'the scope of a ClientToken', 'account, operation and region'),
    assumption('token-life', 'how long a ClientToken is remembered', 'indefinitely', { tokenLifeMs: 86_400_000 }),
    assumption('token-of-refusal', 'whether a refused call spends its ClientToken', 'no', { tokenPoisoned: true }),
    assumption('token-refusals', 'the status of `IdempotentFailed`', '403, assumed'),
    assumption('listing-lag', 'how far listings lag', 'not at all', { listLagMs: { '*': 2000 } }),
    assumption('page-size-token', '`NextToken` of a listing by `PageSize` alone', 'empty', { pageSizeGivesToken: true }),
  ],
  Disks: [
    assumption(
      'listed-policy',
      'the policy that a disk with several lists',
      'the one attached first; `filter` is the one that the call filters by',
      { listedPolicy: 'filter' },
    ),
    assumption(
      'devices',
      'devices of disks',
      'the system disk is `/dev/xvda`, data disks are `/dev/xvdb` and on, in the order in which they were created',
    ),
    assumption(
      'disk-members',
      '`PerformanceLevel`, IOPS, `DeleteWithInstance`, `EnableAutoSnapshot`',
      'PL1 for `cloud_essd`, 4,000 for every disk, true, true',
    ),
    assumption(
      'shared-block-storage',
      'ids of shared block storage',
      'begin with `v-`; one that does not exist is refused with `InvalidVolumeId.NotFound`',
    ),
  ],
  Snapshots: [
    assumption('permanent-retention-listed', 'the retention of a snapshot that is kept indefinitely', 'absent from the listing'),
    assumption('permanent-retention', 'a retention for a snapshot that is kept indefinitely', 'refused', {
      permanentRetentionSettable: true,
    }),
    assumption('equal-retention', 'the same retention again', 'accepted', { equalRetentionRefused: true }),
    assumption('flash-category', 'the category flash', 'refused with `InvalidSnapshotCategory.Malformed`', { flashCategory: 'listed' }),
    assumption(
      'copy-members',
      '`SourceDiskId`, `SnapshotType` and `Usage` of a copy',
      'the disk of its snapshot, `user`, `none`; it counts towards no quota of the disk',
    ),
    assumption('copy-time', 'how long a copy is `progressing`, and not available', '60 seconds', { copySeconds: 3600 }),
    assumption('own-region-snapshot-copy', 'an encrypted copy of a snapshot in its own region', 'made, as the guide says', {
      encryptedCopyInRegionRefused: true,
    }),
    assumption(
      'copy-codes',
      'the codes of a copy of an archived snapshot, and of a region that does not exist',
      '`InvalidSnapshotCategory.NotSupportCopy`, `InvalidRegionId.NotFound`',
    ),
    assumption(
      'archive-codes',
      'the codes of ModifySnapshotCategory',
      '`InvalidParameter` for a snapshot that is too young, shared, or archived; `InvalidSnapshotCategory.Malformed` for another category',
    ),
    assumption('archive-time', 'how long archiving takes', 'no time'),
    assumption('lock-extension', 'from when a longer LockDuration counts', 'from when the lock began'),
    assumption(
      'lock-again',
      'a lock that has ended',
      'is locked as for the first time, and unlocked no more (`InvalidOperation.CoolOffPeriodExpired`)',
    ),
    assumption('locked-changes', 'renaming, tagging, archiving a locked snapshot, and keeping it longer', 'accepted'),
    assumption('locked-status', 'the status of `InvalidOperation.SnapshotIsLocked`', '403, assumed'),
  ],
  'Policies of desktops': [
    assumption(
      'desktop-cron',
      'the cron expression',
      '`0 minute hour[,hour] ? * days` in UTC+8; days are `*`, `1-7`, `1,3`, or `2/2`; anything else is refused',
    ),
    assumption('desktop-cron-days', 'which day is 1 in it', 'Sunday, as in Quartz', { desktopCronDayOne: 'monday' }),
    assumption('desktop-policy-listed', '`SnapshotPolicyId` without `IncludeAutoSnapshotPolicy`', 'not listed', {
      desktopPolicyListed: true,
    }),
    assumption('desktop-policy-replaced', 'a policy applied to a desktop that has one', 'replaces it'),
    assumption('desktop-policy-used', 'deleting a policy in use', 'accepted; its desktops have none then'),
    assumption('desktop-policy-disks', 'a policy without `DiskType`', 'covers system and data disks'),
    assumption(
      'desktop-policy-codes',
      'its codes',
      '`InvalidParameter`, `InvalidDesktopId.NotFound`, and `InvalidPolicyId.NotFound`; deletion and detachment ignore ids that do not exist',
    ),
    assumption(
      'desktop-policy-names',
      'names of its snapshots',
      '`auto_<policy>`; only what a policy takes is automatic: the service’s own daily snapshots are not taken',
    ),
  ],
  Groups: [
    assumption(
      'group-tagging',
      'tagging a group',
      'accepted: no page lists `snapshotgroup`, but Terraform and the CLI send it; it joins no resource group',
      { groupTagsRefused: true },
    ),
    assumption('group-member-tags', 'tags of a group on its members', 'not there; only the cloud’s own `acs:ecs:createFrom`', {
      groupTagsOnMembers: true,
    }),
    assumption('disk-group-instance', 'the instance of a group by disks', 'listed where all disks are of one', {
      diskGroupInstanceListed: false,
    }),
    assumption('locked-member', 'a group with a locked snapshot is deleted', 'the snapshot stays, and is listed as failed', {
      lockedMembersLeft: false,
    }),
    assumption('tag-overwritten', 'tagging with an existing key', 'its value is overwritten', { tagValuesKept: true }),
  ],
  Policies: [
    assumption('policy-retention', 'a new retention of a policy', 'applies to later snapshots only', { policyRetentionMoves: true }),
    assumption('attached-twice', 'a policy attached twice, a detachment of what is not attached', 'accepted, nothing changes'),
    assumption('attach-limit', 'how many disks one attaching call takes', 'any number, all or none', { attachLimit: 50 }),
    assumption('own-region-copy', 'a copy of a policy into its own region', 'accepted', { sameRegionCopyRefused: true }),
    assumption('plain-copy', '`CopyEncryptionConfiguration` of copies that are not encrypted', 'not listed', { plainCopyListed: true }),
    assumption(
      'disabled-copy',
      'what disabling the copy does to its retention',
      'cleared, unless the call sends one, which is then listed',
    ),
    assumption('target-tags', 'a policy with several `TargetTags`', 'reaches instances with any of them', { targetTagsMatch: 'all' }),
    assumption('tag-associations', 'disks that a policy reaches by tag', 'neither listed as associated nor counted', {
      tagAssociationsListed: true,
    }),
    assumption(
      'tag-invitation',
      'whether the account may associate policies with tags',
      'it may; else 403, assumed, `InvalidOperation.UserNotInWhiteList`',
      {
        tagAssociationInvited: false,
      },
    ),
    assumption(
      'tag-policy-attached',
      'a policy with `TargetTags` that is attached to a disk',
      'accepted; it takes snapshots of that disk, too',
    ),
    assumption(
      'automatic-names',
      'names of automatic snapshots, their tags and group',
      '`auto2.0_<day>_<policy>`, no tags, the group of the disk',
    ),
  ],
  'Disks, instances and desktops that move': [
    assumption(
      'attach-duration',
      'how long attaching and detaching a disk takes',
      'no time; a disk can be given the status Attaching or Detaching',
    ),
    assumption(
      'ignored-move-parameters',
      '`Bootable`, `Device`, `Force`, `KeyPairName`, `Password` of AttachDisk; `ForceStop`, `TerminateSubscription` of DeleteInstance',
      'ignored',
    ),
    assumption('policies-of-moved-disks', 'policies of a disk that is detached, attached elsewhere, deleted', 'stay, stay, are detached'),
    assumption('snapshots-of-deleted', 'snapshots of a disk or a desktop that is deleted', 'stay'),
    assumption('undeletable-desktops', 'desktops that cannot be deleted', 'none; of several, all are deleted or none'),
  ],
};
