import { bool, integer, number, object, orNull, recordOf, word } from '../../input/schema.ts';
import type { InputSchema } from '../../input/schema.ts';
import { defaultSettings } from './settings.ts';
import type { Settings } from './settings.ts';
import type { Model } from './model.ts';

const span = { min: 0, max: 1e9 };
const notNegative = { min: 0, max: Number.POSITIVE_INFINITY };
const milliseconds: InputSchema = { type: 'number', minimum: 0 };

/** What each setting may be; those that name parts of the model are below. */
const members = {
  snapshotSeconds: number(span, 'How long a snapshot is in progress.'),
  snapshotsFail: bool('Whether snapshots end as failed.'),
  tokenSeconds: number(span, 'How long a call with a ClientToken counts as unfinished.'),
  tokenLifeMs: orNull(
    number({ min: 0, max: 1e15 }, 'How long the reply to a ClientToken is remembered: null is indefinitely, 0 not at all.'),
  ),
  tokenPoisoned: bool('Whether a refused call spends its ClientToken.'),
  tokenSpentByEffect: bool('Whether a call that took effect spends its ClientToken.'),
  replicaLagMs: {
    type: 'array',
    items: milliseconds,
    description: 'By how many milliseconds each replica lags; a read is answered by one of them.',
    errorMessage: 'It must be a list of milliseconds.',
  },
  attachLimit: orNull(integer({ min: 1, max: span.max }, 'How many disks one attaching or detaching call takes; null is any number.')),
  groupTagsOnMembers: bool('Whether snapshots of a group carry the tags of the group.'),
  equalRetentionRefused: bool('Whether setting the retention that a snapshot already has is refused.'),
  policyRetentionMoves: bool('Whether a new retention of a policy applies to its earlier snapshots.'),
  plainCopyListed: bool('Whether a policy that encrypts no copies lists CopyEncryptionConfiguration.'),
  sameRegionCopyRefused: bool('Whether the copy of a policy into its own region is refused.'),
  groupTagsRefused: bool('Whether the operations on tags refuse groups.'),
  diskGroupInstanceListed: bool('Whether a group that was created by its disks lists the instance that they share.'),
  listedPolicy: word(['first', 'last', 'filter'], 'Which of several policies DescribeDisks lists for a disk.'),
  flashCategory: word(['refused', 'listed'], 'Whether the category flash is refused, or listed as sent.'),
  permanentRetentionSettable: bool('Whether a snapshot that is kept indefinitely can be given a retention.'),
  copySeconds: number(span, 'How long a copy of a snapshot is in progress.'),
  encryptedCopyInRegionRefused: bool('Whether an encrypted copy of a snapshot into its own region is refused.'),
  lockedMembersLeft: bool('Whether a group is deleted without its locked snapshots; else the deletion is refused.'),
  targetTagsMatch: word(['any', 'all'], 'Whether a policy with target tags reaches instances with any of them, or with all.'),
  tagAssociationsListed: bool('Whether disks that a policy reaches by tag are listed as associated with it.'),
  tagAssociationInvited: bool('Whether the account is invited to associate policies with tags.'),
  desktopPolicyListed: bool('Whether DescribeDesktops lists the policy of a desktop unasked.'),
  desktopCronDayOne: word(['sunday', 'monday'], 'Which day is 1 in the cron expression of a policy of desktops.'),
  tagValuesKept: bool('Whether a tag that is set over another leaves its value.'),
  pageSizeGivesToken: bool('Whether a listing by PageSize without PageNumber gives a NextToken.'),
  foreignCertificate: bool('Whether new connections over TLS get a certificate of another CA.'),
  latencyMs: {
    type: 'array',
    items: milliseconds,
    minItems: 2,
    maxItems: 2,
    description: 'By how many milliseconds a reply is delayed: at least, and at most.',
    errorMessage: 'It must be two numbers, at least and at most.',
  },
  clockSkewSeconds: number({ min: -span.max, max: span.max }, 'By how much the clock that judges requests is ahead.'),
} as const satisfies { readonly [name: string]: InputSchema };

/** What new things can be listed late. */
const lagNames = ({ sections }: Model): readonly string[] => ['*', 'tags', 'createTags', 'attachments', ...sections];

const named = (model: Model) => ({
  listLagMs: recordOf(
    lagNames(model),
    number(notNegative, 'Milliseconds.'),
    'For how long new resources are not listed, by section; * is every section.',
  ),
  quotas: recordOf(
    model.quotas.map(({ row }) => row),
    number(notNegative, 'The quota.'),
    'Other quotas than the documented ones, by their rows in docs/constraints.md.',
  ),
  callsPerMinute: recordOf(
    ['*', ...new Set(model.operations.map(({ action }) => action))],
    number(notNegative, 'Calls a minute.'),
    'Calls of an operation by account and region in one minute; * is every other operation.',
  ),
});

type SettingSchemas = { readonly [K in keyof Settings]: InputSchema };

/** The schema of settings: those that are to be changed. */
export function settingsSchema(model: Model): InputSchema {
  const all: SettingSchemas = { ...members, ...named(model) };
  const withDefault = ([name, schema]: [string, InputSchema]) =>
    [name, { ...schema, default: defaultSettings[name as keyof Settings] }] as const;
  return object(Object.fromEntries(Object.entries(all).map(withDefault)), [], 'Settings of a local cloud: those that are to be changed.');
}
